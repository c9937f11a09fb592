import type { ConstitutionScale } from '../../src/domain/constitution.ts';
import { VerdictSymbol } from './verdict-symbol.tsx';
import { WORDS } from './words.ts';

/** GB/T 46939-2025: the eight biased types are 倾向 from 30 and 是 from 40. */
const LINES = [30, 40];

/**
 * Nine bars with number and verdict, 平和 apart because its scale runs the other way.
 * Always stands beside a radar, which carries no numbers.
 */
export function ConstitutionBars({ scales }: { readonly scales: readonly ConstitutionScale[] }) {
  return (
    <div class="scores">
      {scales.map((scale) => (
        <Row key={scale.id} scale={scale} />
      ))}
      <span />
      <span class="scores-scale">
        <span data-at="30">{WORDS.tendencyLine}</span>
        <span data-at="40">{WORDS.yesLine}</span>
      </span>
      <span />
      <span />
      <p class="scores-note">{WORDS.balancedApart}</p>
    </div>
  );
}

function Row({ scale }: { readonly scale: ConstitutionScale }) {
  const balanced = scale.id === 'balanced';
  return (
    <>
      <div class="scores-row">
        <span class="scores-name">{WORDS.constitution[scale.id]}</span>
        <span class="scores-track" aria-hidden="true">
          <span class="scores-fill" data-weight={weightOf(scale)} style={{ width: `${clampPercent(scale.score)}%` }} />
          {balanced
            ? null
            : LINES.map((at) => <span key={at} class="scores-line" data-at={at} style={{ left: `${at}%` }} />)}
        </span>
        <span class="scores-number">{Math.round(scale.score)}</span>
        <span class="scores-verdict">
          <VerdictSymbol verdict={scale.verdict} />
          {WORDS.verdict[scale.verdict]}
        </span>
      </div>
      {balanced ? <span class="scores-rule" /> : null}
    </>
  );
}

function weightOf(scale: ConstitutionScale): 'main' | 'tendency' | 'none' {
  if (scale.verdict === 'yes' || scale.verdict === 'basically') return 'main';
  return scale.verdict === 'tendency' ? 'tendency' : 'none';
}

function clampPercent(score: number): number {
  return Math.max(0, Math.min(100, score));
}
