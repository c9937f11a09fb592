import type { Constitution, ConstitutionConclusion, ConstitutionScale } from '../domain/constitution.ts';
import { verdictWording } from './verdict-wording.ts';

/**
 * What nine verdicts mean together. Every 是 and every 倾向是 is reported, the highest 是 first (老年人中医药健康管理
 * 服务记录表, notes 2–5; GB/T 46939-2025 itself selects none). Equal highest scores await a physician; the highest score
 * is never named when no rule names it. `also` holds every 是 beside the primary, those tied for it included.
 */
export function conclude(scales: readonly ConstitutionScale[]): ConstitutionConclusion {
  const ofVerdict = (verdict: ConstitutionScale['verdict']) =>
    scales.filter((scale) => scale.id !== 'balanced' && scale.verdict === verdict).sort(byScore);
  const balanced = scales.find((scale) => scale.id === 'balanced')?.verdict ?? 'no';
  const certain = ofVerdict('yes');
  const tendencies = idsOf(ofVerdict('tendency'));

  if (certain.length > 0) return concludeBiased(certain, tendencies);
  if (balanced === 'yes') return conclusion({ primary: 'balanced', text: verdictWording.balanced() });
  if (balanced === 'basically') {
    return conclusion({ primary: 'balanced', tendencies, text: verdictWording.basicallyBalanced(tendencies) });
  }
  if (tendencies.length > 0) return conclusion({ tendencies, text: verdictWording.tendenciesOnly(tendencies) });
  return conclusion({ text: verdictWording.nothing() });
}

function concludeBiased(
  certain: readonly ConstitutionScale[],
  tendencies: readonly Constitution[],
): ConstitutionConclusion {
  const highest = certain[0]?.score;
  const top = idsOf(certain.filter((scale) => scale.score === highest));
  const others = idsOf(certain.filter((scale) => scale.score !== highest));
  const [first] = top;
  const contradictory = isContradictory(idsOf(certain));
  const caution = contradictory ? verdictWording.contradictory() : '';
  if (first !== undefined && top.length === 1) {
    const text = verdictWording.biased(first, others, tendencies) + caution;
    return conclusion({ primary: first, also: others, tendencies, contradictory, text });
  }
  const text = verdictWording.tied(top, others, tendencies) + caution;
  return conclusion({ also: [...top, ...others], tendencies, tied: top, contradictory, text });
}

/** Note 4 of the elder form names this pair. Only 是 counts: two tendencies contradict nothing yet. */
function isContradictory(certain: readonly Constitution[]): boolean {
  return certain.includes('yin-deficiency') && certain.includes('yang-deficiency');
}

function conclusion(
  part: Partial<ConstitutionConclusion> & Pick<ConstitutionConclusion, 'text'>,
): ConstitutionConclusion {
  return { primary: null, also: [], tendencies: [], tied: [], contradictory: false, ...part };
}

/** Highest first; equal scores keep the standard's order, because sorting is stable. */
function byScore(a: ConstitutionScale, b: ConstitutionScale): number {
  return b.score - a.score;
}

function idsOf(scales: readonly ConstitutionScale[]): readonly Constitution[] {
  return scales.map((scale) => scale.id);
}
