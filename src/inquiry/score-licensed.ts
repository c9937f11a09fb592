import type { FiveStateResult } from '../domain/five-state.ts';
import type { AnswerSheet } from '../domain/questionnaire.ts';
import { concludeLicensed } from './conclude-five-state.ts';
import { type FiveStatePack, profileOfPack } from './five-state-pack.ts';
import { InquiryError } from './inquiry-error.ts';
import { groupFor, type NormPerson, tScore } from './norm-group.ts';
import { type ProfileScorer, scoreProfiles } from './score-five-state.ts';

/**
 * Scores one sheet of the licensed test by its pack. Without a norm group for the person the raw sums stand alone: no
 * T-score is made up. Rejects as `scoreProfiles`.
 */
export async function scoreLicensed(
  pack: FiveStatePack,
  sheet: AnswerSheet,
  person: Omit<NormPerson, 'sex'>,
  scorer: ProfileScorer,
): Promise<FiveStateResult> {
  const definition = profileOfPack(pack);
  const [scores] = await scoreProfiles(definition, [sheet], scorer);
  if (scores === undefined) throw new InquiryError('inquiry/unexpected-scores', 'the scorer returned no row');
  const group = groupFor(pack.norms, { ...person, sex: sheet.sex });
  const scales = scores.scales.map((scale) => ({ ...scale, t: tScore(scale.raw, scale.id, group) }));
  return {
    ...scores,
    questionnaire: definition.id,
    version: definition.version,
    label: definition.label,
    scales,
    norm: group === null ? null : { kind: 'licensed', name: pack.normName, n: group.n, date: null },
    conclusion: concludeLicensed(scales, pack.concealmentCautionFromT),
  };
}
