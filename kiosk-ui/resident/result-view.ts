import type { Constitution, ConstitutionResult } from '../../src/domain/constitution.ts';
import type { PulseFinding } from '../../src/domain/finding.ts';
import { CAPTURE_KINDS, type CaptureKind, type SkippedCapture, type Visit } from '../../src/domain/visit.ts';
import { findingOf } from '../../src/domain/visit-parts.ts';
import type { Wrist } from '../../src/domain/waveform.ts';
import { WORDS } from '../shared/words.ts';
import { TEXT } from './text.ts';

export interface Headline {
  readonly main: string;
  /** 兼有 …, 倾向 …; empty when there are none. */
  readonly beside: readonly string[];
  readonly sentence: string;
}

/** The one thing to remember, from the standard's conclusion; 未能判定 is a proper result. */
export function headlineOf(constitution: ConstitutionResult | null): Headline {
  if (constitution === null) return { main: TEXT.result.undetermined, beside: [], sentence: TEXT.result.notScored };
  const { primary, also, tendencies, tied, text, contradictory } = constitution.conclusion;
  const beside = [
    ...(also.length === 0 ? [] : [TEXT.result.also(names(also))]),
    ...(tendencies.length === 0 ? [] : [TEXT.result.tendencies(names(tendencies))]),
  ];
  if (tied.length > 0) {
    const words = contradictory ? [TEXT.result.tied, TEXT.result.contradictory] : [TEXT.result.tied];
    return { main: TEXT.result.forPhysician, beside, sentence: words.join('') };
  }
  if (primary === null) return { main: TEXT.result.undetermined, beside, sentence: text };
  const verdict = constitution.scales.find((scale) => scale.id === primary)?.verdict;
  const name = WORDS.constitution[primary];
  return {
    main: verdict === 'basically' ? TEXT.result.basically(name) : name,
    beside,
    sentence: contradictory ? TEXT.result.contradictory : TEXT.result.plain[primary],
  };
}

export type PartState =
  | { readonly kind: CaptureKind; readonly state: 'good' | 'poor' }
  | { readonly kind: CaptureKind; readonly state: 'skipped'; readonly reason: SkippedCapture['reason'] };

/** Every part of the visit with its quality, and the skipped ones said. A part neither kept nor skipped is left out. */
export function partsOf(visit: Visit): readonly PartState[] {
  return CAPTURE_KINDS.flatMap((kind): readonly PartState[] => {
    const skipped = visit.skipped.find((part) => part.kind === kind);
    if (skipped !== undefined) return [{ kind, state: 'skipped', reason: skipped.reason }];
    if (!visit.captures.some((part) => part.kind === kind)) return [];
    return [{ kind, state: findingOf(visit, kind)?.quality.usable === true ? 'good' : 'poor' }];
  });
}

/** The wrists that gave a drawable wave, left first. */
export function drawablePulses(visit: Visit): readonly (PulseFinding & { readonly wrist: Wrist })[] {
  return [visit.findings.pulse.left, visit.findings.pulse.right].filter(
    (finding) => finding !== undefined && finding.excerpt !== null,
  ) as readonly PulseFinding[];
}

function names(constitutions: readonly Constitution[]): string {
  return constitutions.map((constitution) => WORDS.constitution[constitution]).join('、');
}
