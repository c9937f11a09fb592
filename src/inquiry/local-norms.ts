import Type, { type Static } from 'typebox';
import { Compile } from 'typebox/compile';
import { FIVE_STATES, type FiveState, type FiveStateResult } from '../domain/five-state.ts';
import type { Sex } from '../domain/resident.ts';
import { fiveStateOpen } from './five-state-questionnaire.ts';
import { InquiryError } from './inquiry-error.ts';
import { groupFor, groupsOverlap, NormGroup, type NormPerson, tScore } from './norm-group.ts';

/** Complete sheets a sex-and-age group needs: 300 put a mean within 0.06 SD (1/√300), the product's own threshold. */
export const LOCAL_NORM_MINIMUM = 300;

/** Completed years; the last group is the one of the elder form, 65 and over. */
const AGE_BANDS = [
  { ageFrom: 18, ageBelow: 35 },
  { ageFrom: 35, ageBelow: 50 },
  { ageFrom: 50, ageBelow: 65 },
  { ageFrom: 65, ageBelow: 130 },
] as const;

/** What a county sends to its stations. */
const LocalNorms = Type.Object(
  {
    format: Type.Literal('sizhen-local-norms/1'),
    questionnaire: Type.Literal('five-state-open'),
    questionnaireVersion: Type.String(),
    /** Raised by the county with every computation. */
    version: Type.String({ minLength: 1 }),
    region: Type.String({ minLength: 1 }),
    computedAt: Type.String({ minLength: 1 }),
    groups: Type.Array(NormGroup),
  },
  { additionalProperties: false },
);

export type LocalNorms = Static<typeof LocalNorms>;

/** One resident's complete sheet; the latest of each resident, so that nobody counts twice. */
export interface NormSheet {
  readonly sex: Sex;
  readonly ageYears: number;
  readonly raw: Readonly<Record<FiveState, number>>;
}

const validator = Compile(LocalNorms);

/** The groups that have enough sheets, and only those; `identity` names the document. Pure. */
export function computeLocalNorms(
  sheets: readonly NormSheet[],
  identity: Pick<LocalNorms, 'version' | 'region' | 'computedAt'>,
): LocalNorms {
  const groups = (['female', 'male'] as const).flatMap((sex) =>
    AGE_BANDS.flatMap((band) => {
      const members = sheets.filter(
        (sheet) => sheet.sex === sex && sheet.ageYears >= band.ageFrom && sheet.ageYears < band.ageBelow,
      );
      return members.length < LOCAL_NORM_MINIMUM ? [] : [normOf(sex, band, members)];
    }),
  );
  const { version } = fiveStateOpen();
  return {
    format: 'sizhen-local-norms/1',
    questionnaire: 'five-state-open',
    questionnaireVersion: version,
    ...identity,
    groups,
  };
}

/** A scale that everybody answered alike has no spread and so no norm. */
function normOf(sex: Sex, band: (typeof AGE_BANDS)[number], members: readonly NormSheet[]): NormGroup {
  const scales = FIVE_STATES.flatMap((id) => {
    const raws = members.map(({ raw }) => raw[id]);
    const mean = raws.reduce((sum, raw) => sum + raw, 0) / raws.length;
    const sd = Math.sqrt(raws.reduce((sum, raw) => sum + (raw - mean) ** 2, 0) / (raws.length - 1));
    return sd > 0 ? [[id, { mean, sd }] as const] : [];
  });
  return { sex, ...band, education: 'any', n: members.length, scales: Object.fromEntries(scales) };
}

/** Checks a document as received. Throws `InquiryError` `inquiry/invalid-norms`. */
export function readLocalNorms(value: unknown): LocalNorms {
  const installed = fiveStateOpen().version;
  if (!validator.Check(value)) {
    const [first] = validator.Errors(value);
    throw new InquiryError('inquiry/invalid-norms', 'this is no norm document', { at: first?.instancePath ?? '' });
  }
  const { groups, questionnaireVersion } = value;
  const overlap = groups.some((group, index) => groups.slice(0, index).some((other) => groupsOverlap(other, group)));
  const small = groups.some((group) => group.n < LOCAL_NORM_MINIMUM);
  if (overlap || small || questionnaireVersion !== installed) {
    throw new InquiryError('inquiry/invalid-norms', 'the norms do not fit this questionnaire', {
      overlap,
      small,
      questionnaireVersion,
      installed,
    });
  }
  return value;
}

/** The same result with local T-scores where the person's group has norms; else the result unchanged. */
export function withLocalNorms(
  result: FiveStateResult,
  person: Omit<NormPerson, 'education'>,
  norms: LocalNorms,
): FiveStateResult {
  if (result.questionnaire !== norms.questionnaire || result.version !== norms.questionnaireVersion) return result;
  const group = groupFor(norms.groups, { ...person, education: null });
  if (group === null) return result;
  const name = `${norms.region}本地常模（${norms.version}）`;
  return {
    ...result,
    label: `${name}，非全国常模`,
    scales: result.scales.map((scale) => ({ ...scale, t: tScore(scale.raw, scale.id, group) })),
    norm: { kind: 'local', name, n: group.n, date: norms.computedAt.slice(0, 10) },
  };
}
