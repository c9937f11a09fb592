import type { Quality } from '../../src/domain/quality.ts';
import type { Visit } from '../../src/domain/visit.ts';
import { Icon } from '../shared/icon.tsx';
import { WORDS } from '../shared/words.ts';
import { type PartState, partsOf } from './visit-facts.ts';
import { VISIT_TEXT } from './visit-text.ts';

/** The reasons against a capture, in words; empty for a good one. */
export function reasonWords(quality: Quality): readonly string[] {
  const known: Readonly<Record<string, string>> = VISIT_TEXT.quality.reason;
  return quality.reasons.map((reason) => known[reason] ?? VISIT_TEXT.quality.unknownReason(reason));
}

/** The five parts in a row, each with symbol and word. */
export function PartQuality({ visit }: { readonly visit: Visit }) {
  return (
    <ul class="part-quality" aria-label={VISIT_TEXT.quality.title}>
      {partsOf(visit).map((part) => (
        <li key={part.kind} data-state={toneOf(part)} title={remarkOf(part)}>
          <Icon name={toneOf(part) === 'good' ? 'check' : toneOf(part) === 'poor' ? 'warning' : 'dots'} />
          {WORDS.capture[part.kind]}
          <span class="part-quality-word">{wordOf(part)}</span>
        </li>
      ))}
    </ul>
  );
}

/** One capture's quality in one line: 可用 · 质量 90, or why not. */
export function QualityLine({ quality, source }: { readonly quality: Quality; readonly source?: string }) {
  const { usable, unusable, score } = VISIT_TEXT.quality;
  const words = [
    quality.usable ? usable : unusable,
    score(quality.score),
    ...reasonWords(quality),
    ...(source === undefined ? [] : [source]),
  ];
  return (
    <p class="quality-line" data-state={quality.usable ? 'good' : 'poor'}>
      <Icon name={quality.usable ? 'check' : 'warning'} />
      {words.join(VISIT_TEXT.dot)}
    </p>
  );
}

function toneOf(part: PartState): 'good' | 'poor' | 'none' {
  if (part.state !== 'kept') return 'none';
  return part.quality?.usable === true ? 'good' : 'poor';
}

function wordOf(part: PartState): string {
  const { usable, unusable, skipped, missing } = VISIT_TEXT.quality;
  if (part.state === 'skipped') return skipped;
  if (part.state === 'missing') return missing;
  return part.quality?.usable === true ? usable : unusable;
}

function remarkOf(part: PartState): string {
  if (part.state === 'skipped') return WORDS.skipped[part.reason];
  if (part.state === 'missing' || part.quality === null) return VISIT_TEXT.quality.missing;
  return [VISIT_TEXT.quality.score(part.quality.score), ...reasonWords(part.quality)].join(VISIT_TEXT.dot);
}
