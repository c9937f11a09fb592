/**
 * Signs that only a physician names, because no sourced measure stands for them. Never filled in beforehand. `null` as a
 * choice does not exist: a field that was not looked at is absent.
 */
export const PHYSICIAN_SIGN_CHOICES = {
  /** 胖瘦 */
  'tongue-form': ['normal', 'swollen', 'thin'],
  /** 腻腐 */
  'coating-quality': ['neither', 'greasy', 'curdy'],
  /** 润燥 */
  'tongue-moisture': ['moist', 'dry', 'slippery'],
  /** 剥落 */
  'coating-peeled': ['none', 'partly', 'wholly'],
  /** 点刺 */
  'tongue-prickles': ['none', 'present'],
  /** 瘀斑 */
  'tongue-ecchymosis': ['none', 'present'],
  /** 齿痕 */
  'tooth-marks': ['none', 'mild', 'severe'],
  /** 络脉 */
  'sublingual-veins': ['normal', 'purple-or-thick'],
  /** 面色 */
  complexion: ['normal', 'cyan', 'red', 'yellow', 'white', 'black'],
  /** 含蓄, 晦暗 */
  'complexion-lustre': ['lustrous', 'dull'],
  /** 油光 */
  'face-oil': ['none', 'oily'],
  /** 唇色 */
  'lip-colour': ['normal', 'pale', 'red', 'dark'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type PhysicianSignField = keyof typeof PHYSICIAN_SIGN_CHOICES;

export type PhysicianSignValues = {
  readonly [Field in PhysicianSignField]?: (typeof PHYSICIAN_SIGN_CHOICES)[Field][number];
};
