/** Date of this table; a change of any limit changes it. */
export const PULSE_QUALITY_RULES_VERSION = '2026-11-25';

/** What a rule may ask for; `pulse-measures.ts` says where each comes from. */
export type PulseMeasure =
  | 'mean-interval-s'
  | 'usual-interval-s'
  | 'pauses'
  | 'pause-every-beats'
  | 'no-regular-pause'
  | 'best-pressure-step'
  | 'h3/h1'
  | 'h4/h1'
  | 'h5/h1'
  | 'w1/t'
  | 't1-s'
  | 'theta-deg'
  | 'h5-g'
  | 'deep-h1-g';

/** One condition: the measure lies above, at least, below or at most the limit. */
export interface RuleTerm {
  readonly measure: PulseMeasure;
  readonly is: '>' | '>=' | '<' | '<=';
  readonly limit: number;
  readonly unit: string;
}

/** A named quality is present when every term holds. Each rule is judged by itself: qualities are multi-label. */
export interface PulseQualityRule {
  readonly id: string;
  /** Stable name; screens hold the words. */
  readonly name: string;
  readonly chinese: string;
  readonly terms: readonly RuleTerm[];
  readonly source: string;
  /** The known defect of the published rule that is not carried over; null where it stands as published. */
  readonly corrected: string | null;
}

const CODE_2015 = 'GaoJianbing/gaochengfu.github.io, PulseAmplitude.cpp (2015), which cites nothing';
const GOLDEN_MIRROR = '医宗金鉴·四诊心法要诀';
const DEPTH_INDEX = 'Evid Based Complement Alternat Med 2013:938641: the pressure of the largest pulse is its depth';
const GAP = 'gap of 0.49-0.50 s between 疾 and 数 closed';
const CODE_SCALE = 'scale constants differ between two files of the source; judged only with a stated gram-force scale';
/** Four beats to a breath are 缓, five 平 (医宗金鉴); 4.5 at 15 breaths a minute are 67.5 beats a minute. */
const LEISURELY_S = 60 / 67.5;
/** 0 floating, 1 middle, 2 deep. */
const FLOATING_STEP = 0;
const DEEP_STEP = 2;

const term = (measure: PulseMeasure, is: RuleTerm['is'], limit: number, unit: string): RuleTerm => ({
  measure,
  is,
  limit,
  unit,
});

const rule = (
  name: string,
  chinese: string,
  terms: readonly RuleTerm[],
  source: string,
  corrected: string | null,
): PulseQualityRule => ({
  id: `pulse/${name}@${PULSE_QUALITY_RULES_VERSION}`,
  name,
  chinese,
  terms,
  source,
  corrected,
});

/**
 * Every named quality with a source for its limits. 细 洪 长 短 and all others have no sourced limit: their numbers stand in
 * the finding without a name.
 */
export const PULSE_QUALITY_RULES: readonly PulseQualityRule[] = [
  rule('slow', '迟', [term('mean-interval-s', '>', 1, 's')], `${CODE_2015}: t > 1 s`, null),
  rule(
    'leisurely',
    '缓',
    [term('mean-interval-s', '>', LEISURELY_S, 's'), term('mean-interval-s', '<=', 1, 's')],
    `${GOLDEN_MIRROR}: 四至 (four beats a breath), read at 15 breaths a minute`,
    'no published numeric limit; the classical count is used, its breathing rate is stated',
  ),
  rule(
    'moderate',
    '平',
    [term('mean-interval-s', '>', 0.66, 's'), term('mean-interval-s', '<=', LEISURELY_S, 's')],
    `the interval left between 缓 and 数 by ${GOLDEN_MIRROR} and ${CODE_2015}`,
    null,
  ),
  rule(
    'rapid',
    '数',
    [term('mean-interval-s', '>', 0.5, 's'), term('mean-interval-s', '<=', 0.66, 's')],
    `${CODE_2015}: 0.5 < t <= 0.66 s`,
    null,
  ),
  rule('racing', '疾', [term('mean-interval-s', '<=', 0.5, 's')], `${CODE_2015}: t < 0.49 s`, GAP),
  rule(
    'floating',
    '浮',
    [term('best-pressure-step', '<=', FLOATING_STEP, 'step')],
    DEPTH_INDEX,
    'the cut-off at 75 g belongs to one device; the step at which the pulse is largest decides',
  ),
  rule(
    'deep',
    '沉',
    [term('best-pressure-step', '>=', DEEP_STEP, 'step')],
    DEPTH_INDEX,
    'the cut-off at 150 g belongs to one device; the step at which the pulse is largest decides',
  ),
  rule(
    'wiry',
    '弦',
    [
      term('h3/h1', '>=', 0.7, '1'),
      term('w1/t', '>', 0.2, '1'),
      term('h4/h1', '>', 0.5, '1'),
      term('h5/h1', '<=', 0.05, '1'),
    ],
    CODE_2015,
    null,
  ),
  rule(
    'slippery',
    '滑',
    [
      term('w1/t', '<', 0.2, '1'),
      term('t1-s', '>=', 0.07, 's'),
      term('t1-s', '<=', 0.09, 's'),
      term('h4/h1', '<', 0.5, '1'),
      term('theta-deg', '>=', 17, 'deg'),
      term('theta-deg', '<=', 22, 'deg'),
      term('h5-g', '>', 2 / 3.7, 'g'),
    ],
    `${CODE_2015}; h5 > 2 mm at 3.7 mm a gram`,
    CODE_SCALE,
  ),
  rule(
    'rough',
    '涩',
    [
      term('t1-s', '>=', 0.09, 's'),
      term('t1-s', '<=', 0.16, 's'),
      term('theta-deg', '>=', 28, 'deg'),
      term('theta-deg', '<=', 50, 'deg'),
    ],
    `${CODE_2015}, in a comment only; its "low slopes" and "notches" have no limits`,
    CODE_SCALE,
  ),
  rule('empty', '虚', [term('deep-h1-g', '<', 15, 'g')], `${CODE_2015}: h1 < 15 at P >= 150 g`, CODE_SCALE),
  rule('full', '实', [term('deep-h1-g', '>', 30, 'g')], `${CODE_2015}: h1 > 30 at P >= 150 g`, CODE_SCALE),
  rule(
    'knotted',
    '结',
    [
      term('usual-interval-s', '>=', LEISURELY_S, 's'),
      term('pauses', '>=', 3, 'pauses'),
      term('no-regular-pause', '>=', 1, '1'),
    ],
    `${GOLDEN_MIRROR}: 四至缓而时一止; at least 3 pauses as in ${CODE_2015}`,
    't <= 0.66 s, which contradicts a slow pulse, replaced by the classical rate; a pulse irregular throughout has no pauses',
  ),
  rule(
    'intermittent',
    '代',
    [term('pauses', '>=', 3, 'pauses'), term('pause-every-beats', '>=', 2, 'beats')],
    `${GOLDEN_MIRROR}: 止有定数; recurrence at least 3 times as in ${CODE_2015}`,
    'recurrence at every 2 to 30 beats instead of lag 2 or 3; no limit of t',
  ),
  rule(
    'abrupt',
    '促',
    [
      term('usual-interval-s', '<=', 0.66, 's'),
      term('pauses', '>=', 3, 'pauses'),
      term('no-regular-pause', '>=', 1, '1'),
    ],
    `${GOLDEN_MIRROR}: 六至数而时一止; 数 as t <= 0.66 s and 3 pauses as in ${CODE_2015}`,
    'the source has no rule for 促 and gives its rate to 结; a pulse irregular throughout has no pauses',
  ),
];
