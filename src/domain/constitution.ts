/** The nine constitutions of GB/T 46939-2025, in the standard's order. */
export const CONSTITUTIONS = [
  'balanced',
  'qi-deficiency',
  'yang-deficiency',
  'yin-deficiency',
  'phlegm-dampness',
  'damp-heat',
  'blood-stasis',
  'qi-stagnation',
  'inherited-special',
] as const;

export type Constitution = (typeof CONSTITUTIONS)[number];

/** As the standard names them. */
export const CONSTITUTION_NAMES: Readonly<Record<Constitution, string>> = {
  balanced: '平和质',
  'qi-deficiency': '气虚质',
  'yang-deficiency': '阳虚质',
  'yin-deficiency': '阴虚质',
  'phlegm-dampness': '痰湿质',
  'damp-heat': '湿热质',
  'blood-stasis': '血瘀质',
  'qi-stagnation': '气郁质',
  'inherited-special': '特禀质',
};

/** GB/T 46939-2025 determination: 是, 基本是, 倾向是, 否. */
export type Verdict = 'yes' | 'basically' | 'tendency' | 'no';

export interface ConstitutionScale {
  readonly id: Constitution;
  /** Sum of item scores after reversal. */
  readonly raw: number;
  /** Transformed score 0–100, unrounded. */
  readonly score: number;
  readonly verdict: Verdict;
}

/** `primary` null means 未能判定: the rule names no constitution, or ties await a physician. */
export interface ConstitutionConclusion {
  readonly primary: Constitution | null;
  readonly also: readonly Constitution[];
  readonly tendencies: readonly Constitution[];
  /** Highest scores equal: the physician decides which is primary. */
  readonly tied: readonly Constitution[];
  /** Pairs the standard's types contradict (阴虚 with 阳虚): answers should be checked again. */
  readonly contradictory: boolean;
  /** Chinese sentence for the report. */
  readonly text: string;
}

export interface ConstitutionResult {
  readonly questionnaire: string;
  readonly version: string;
  /** Name, version and SHA-256 of the ONNX scorer that computed the scales. */
  readonly scorer: { readonly name: string; readonly version: string; readonly sha256: string };
  readonly scales: readonly ConstitutionScale[];
  readonly conclusion: ConstitutionConclusion;
}
