import { CONSTITUTION_NAMES, type Constitution } from '../domain/constitution.ts';

/** Every sentence of a conclusion, after the report sentence of GB/T 46939-2025: 您的中医体质是__质（基本是__，有__质倾向）. */

export const verdictWording = {
  balanced: () => '您的中医体质是平和质。',

  basicallyBalanced: (tendencies: readonly Constitution[]) => `您的中医体质基本是平和质，有${list(tendencies)}倾向。`,

  biased: (primary: Constitution, also: readonly Constitution[], tendencies: readonly Constitution[]) =>
    `您的中医体质是${CONSTITUTION_NAMES[primary]}${alsoMixed(also)}${tendency(tendencies)}。`,

  tied: (tied: readonly Constitution[], others: readonly Constitution[], tendencies: readonly Constitution[]) =>
    `您的中医体质兼有${list(tied)}，得分相同，以哪一种为主由中医师判定${alsoMixed(others)}${tendency(tendencies)}。`,

  tendenciesOnly: (tendencies: readonly Constitution[]) => `您有${list(tendencies)}倾向，体质类型未能判定。${REPEAT}`,

  nothing: () => `您的体质类型未能判定：没有一种体质达到判定标准。${REPEAT}`,

  contradictory: () => '阴虚质与阳虚质同时判定为“是”，相互矛盾，请医务人员核对作答并查找原因。',
} as const;

/** The elder form's note 5, the only published rule for a sheet that determines nothing. */
const REPEAT = '请医务人员核对作答，或两周后重新测评。';

function list(constitutions: readonly Constitution[]): string {
  return constitutions.map((constitution) => CONSTITUTION_NAMES[constitution]).join('、');
}

function alsoMixed(also: readonly Constitution[]): string {
  return also.length > 0 ? `，兼夹${list(also)}` : '';
}

function tendency(tendencies: readonly Constitution[]): string {
  return tendencies.length > 0 ? `，有${list(tendencies)}倾向` : '';
}
