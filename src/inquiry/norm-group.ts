import Type, { type Static } from 'typebox';
import { EDUCATION_LEVELS, type EducationLevel, type FiveStateScaleId } from '../domain/five-state.ts';
import type { Sex } from '../domain/resident.ts';

const closed = { additionalProperties: false } as const;

/** Mean and standard deviation of the raw sums of one scale in a group. */
const ScaleNorm = Type.Object({ mean: Type.Number(), sd: Type.Number({ exclusiveMinimum: 0 }) }, closed);

/** Who a norm is for. Ages are completed years, from `ageFrom` to below `ageBelow`; `any` leaves a trait out. */
export const NormGroup = Type.Object(
  {
    sex: Type.Union([Type.Literal('female'), Type.Literal('male'), Type.Literal('any')]),
    ageFrom: Type.Integer({ minimum: 0 }),
    ageBelow: Type.Integer({ minimum: 1, maximum: 200 }),
    education: Type.Union([Type.Literal('any'), Type.Array(Type.Enum(EDUCATION_LEVELS), { minItems: 1 })]),
    n: Type.Integer({ minimum: 1 }),
    scales: Type.Record(Type.String(), ScaleNorm),
  },
  closed,
);

export type NormGroup = Static<typeof NormGroup>;

/** What of a person chooses a norm group. */
export interface NormPerson {
  readonly sex: Sex;
  readonly ageYears: number | null;
  readonly education: EducationLevel | null;
}

/** The one group a person belongs to, or null: an unknown age or education fits only groups that leave it out. */
export function groupFor<Group extends NormGroup>(groups: readonly Group[], person: NormPerson): Group | null {
  return groups.find((group) => fits(group, person)) ?? null;
}

function fits(group: NormGroup, { sex, ageYears, education }: NormPerson): boolean {
  if (group.sex !== 'any' && group.sex !== sex) return false;
  if (ageYears === null || ageYears < group.ageFrom || ageYears >= group.ageBelow) return false;
  return group.education === 'any' || (education !== null && group.education.includes(education));
}

/** True where somebody would belong to both. */
export function groupsOverlap(a: NormGroup, b: NormGroup): boolean {
  const sexes = a.sex === 'any' || b.sex === 'any' || a.sex === b.sex;
  const ages = a.ageFrom < b.ageBelow && b.ageFrom < a.ageBelow;
  const levels = b.education;
  const schools = a.education === 'any' || levels === 'any' || a.education.some((level) => levels.includes(level));
  return sexes && ages && schools;
}

/** T = 50 + 10 (raw − mean) / SD; null where the group has no norm for the scale. */
export function tScore(raw: number, scale: FiveStateScaleId, group: NormGroup | null): number | null {
  const norm = group?.scales[scale];
  return norm === undefined ? null : 50 + (10 * (raw - norm.mean)) / norm.sd;
}
