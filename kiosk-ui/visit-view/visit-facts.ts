import type { Constitution, ConstitutionResult } from '../../src/domain/constitution.ts';
import type { PictureKind } from '../../src/domain/picture.ts';
import type { InstrumentIdentity } from '../../src/domain/provenance.ts';
import type { Quality } from '../../src/domain/quality.ts';
import type { AnswerSheet } from '../../src/domain/questionnaire.ts';
import type { AppliedCalibration } from '../../src/domain/tongue-detail.ts';
import { CAPTURE_KINDS, type CaptureKind, type SkippedCapture, type Visit } from '../../src/domain/visit.ts';
import { findingOf } from '../../src/domain/visit-parts.ts';
import { WORDS } from '../shared/words.ts';
import { VISIT_TEXT } from './visit-text.ts';

export type PartState =
  | { readonly kind: CaptureKind; readonly state: 'kept'; readonly quality: Quality | null }
  | { readonly kind: CaptureKind; readonly state: 'skipped'; readonly reason: SkippedCapture['reason'] }
  | { readonly kind: CaptureKind; readonly state: 'missing' };

/** The five parts in their order, each kept with its quality, skipped with its reason, or missing. */
export function partsOf(visit: Visit): readonly PartState[] {
  return CAPTURE_KINDS.map((kind) => {
    const skipped = visit.skipped.find((part) => part.kind === kind);
    if (skipped !== undefined) return { kind, state: 'skipped', reason: skipped.reason };
    if (!visit.captures.some((part) => part.kind === kind)) return { kind, state: 'missing' };
    return { kind, state: 'kept', quality: findingOf(visit, kind)?.quality ?? null };
  });
}

/** Captures of one instrument and operator, in one sitting. */
export interface SourceGroup {
  readonly kinds: readonly CaptureKind[];
  readonly instrument: InstrumentIdentity | null;
  readonly operatorId: string | null;
  readonly firstAt: string;
  readonly lastAt: string;
}

export function sourcesOf(visit: Visit): readonly SourceGroup[] {
  const groups = new Map<string, SourceGroup>();
  for (const { kind, provenance } of visit.captures) {
    const { instrument, operatorId, capturedAt } = provenance;
    const key = JSON.stringify([instrument, operatorId]);
    const known = groups.get(key);
    groups.set(key, {
      kinds: [...(known?.kinds ?? []), kind],
      instrument,
      operatorId,
      firstAt: known === undefined || capturedAt < known.firstAt ? capturedAt : known.firstAt,
      lastAt: known === undefined || capturedAt > known.lastAt ? capturedAt : known.lastAt,
    });
  }
  return [...groups.values()];
}

/** Every method that made a finding, once each. */
export function methodsOf(visit: Visit): readonly string[] {
  const found = CAPTURE_KINDS.map((kind) => findingOf(visit, kind)?.method);
  return [...new Set(found.filter((method) => method !== undefined))];
}

export interface ColourBasisOfPictures {
  readonly kinds: readonly PictureKind[];
  /** Null: these pictures were taken without a valid calibration. */
  readonly calibration: AppliedCalibration | null;
}

/** By which colour calibration the pictures of a visit were read, those of one calibration together. */
export function colourBasesOf({ captures }: Visit): readonly ColourBasisOfPictures[] {
  const bases = new Map<string, ColourBasisOfPictures>();
  for (const { kind, provenance } of captures) {
    if (kind === 'pulse-left' || kind === 'pulse-right') continue;
    const calibration = provenance.calibration ?? null;
    const key = calibration?.id ?? '';
    bases.set(key, { calibration, kinds: [...(bases.get(key)?.kinds ?? []), kind] });
  }
  return [...bases.values()];
}

export interface Answered {
  readonly number: string;
  readonly value: number;
}

/** 4 经常 and 5 总是: the answers that carry a biased scale (scores run 1–5). */
const STRONG_FROM = 4;

/** All answers by item number, and those of 4 and 5 with the strongest first. */
export function answersOf(sheet: AnswerSheet): {
  readonly all: readonly Answered[];
  readonly strong: readonly Answered[];
} {
  const all = Object.entries(sheet.answers)
    .map(([number, value]) => ({ number, value }))
    .sort((a, b) => Number(a.number) - Number(b.number));
  return { all, strong: all.filter(({ value }) => value >= STRONG_FROM).sort((a, b) => b.value - a.value) };
}

export interface Headline {
  readonly main: string;
  /** 兼有 …, 倾向 …; empty when there are none. */
  readonly beside: readonly string[];
  /** What a physician has to decide or check again. */
  readonly open: readonly string[];
}

/** The standard's conclusion in its parts; 未能判定 is a proper result. */
export function headlineOf(constitution: ConstitutionResult | null): Headline {
  const words = VISIT_TEXT.conclusion;
  if (constitution === null) return { main: VISIT_TEXT.undetermined, beside: [], open: [VISIT_TEXT.notScored] };
  const { primary, also, tendencies, tied, contradictory } = constitution.conclusion;
  const verdict = constitution.scales.find((scale) => scale.id === primary)?.verdict;
  const beside = also.filter((id) => !tied.includes(id));
  return {
    main:
      primary === null
        ? tied.length > 0
          ? words.forPhysician
          : VISIT_TEXT.undetermined
        : verdict === 'basically'
          ? words.basically(nameOf(primary))
          : nameOf(primary),
    beside: [
      ...(beside.length === 0 ? [] : [words.also(namesOf(beside))]),
      ...(tendencies.length === 0 ? [] : [words.tendencies(namesOf(tendencies))]),
    ],
    open: [
      ...(tied.length === 0 ? [] : [words.tied(namesOf(tied))]),
      ...(primary === null && tied.length === 0 ? [words.undetermined] : []),
      ...(contradictory ? [words.contradictory] : []),
    ],
  };
}

/** The name of a constitution; of one this page does not know, the code itself. */
export function nameOf(id: string): string {
  return (WORDS.constitution as Readonly<Record<string, string>>)[id] ?? id;
}

function namesOf(ids: readonly Constitution[]): string {
  return ids.map(nameOf).join(VISIT_TEXT.list);
}
