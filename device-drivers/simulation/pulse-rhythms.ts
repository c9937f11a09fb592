/** A number 0 to below 1 for a beat, the same whenever it is drawn; `part` tells several draws for one beat apart. */
export type BeatDraw = (part: number, index: number) => number;

/** A synthetic rhythm: how long each beat lasts. What it is called is what an analysis should find. */
export interface PulseRhythmModel {
  readonly label: string;
  /** Usual rate, beats a minute, without the pauses. */
  readonly bpm: number;
  /** Breathing 15 times a minute lengthens and shortens intervals by this share. */
  readonly breathing: number;
  /** Length of beat `index` as a share of the usual interval. */
  readonly share: (draw: BeatDraw, index: number) => number;
  readonly pattern: 'regular' | 'occasionally-irregular' | 'constantly-irregular';
  /** The named pulse of the classics that this rhythm is, of 结 促 代; null for none. */
  readonly classical: 'knotted' | 'abrupt' | 'intermittent' | null;
}

/** Respiratory sinus arrhythmia at rest, and the marked one of the young. */
const BREATHING = 0.02;
const MARKED_BREATHING = 0.08;
/** A beat that is left out doubles the interval; filled by none. Sinus pauses are a little shorter. */
const PAUSE = 1.9;
/** A premature ventricular beat and its full compensatory pause; a premature atrial beat resets the sinus node. */
const EARLY = 0.62;
const COMPENSATORY = 2 - EARLY;
const EARLY_ATRIAL = 0.68;
const AFTER_ATRIAL = 1.1;
/** In atrial fibrillation intervals follow each other without memory; a spread of 23 % is usual. */
const FIBRILLATION_SPREAD = 0.8;

/** Repeats a few shares for ever. */
const repeating =
  (...shares: readonly number[]) =>
  (_draw: BeatDraw, index: number): number =>
    shares[((index % shares.length) + shares.length) % shares.length] as number;

/** In every block of beats the same event once, at a place drawn anew for each block: it comes, but never by rule. */
const scattered =
  (block: number, ...event: readonly number[]) =>
  (draw: BeatDraw, index: number): number => {
    const place = 1 + Math.floor(draw(0, Math.floor(index / block)) * (block - event.length));
    return event[(index % block) - place] ?? 1;
  };

const even = { bpm: 72, breathing: BREATHING, classical: null } as const;
const irregular = { ...even, pattern: 'occasionally-irregular' } as const;
const constantly = { ...even, pattern: 'constantly-irregular' } as const;

export const PULSE_RHYTHMS = {
  regular: { ...even, label: 'regular', pattern: 'regular', share: () => 1 },
  respiratory: {
    ...even,
    label: 'marked respiratory sinus arrhythmia',
    breathing: MARKED_BREATHING,
    pattern: 'regular',
    share: () => 1,
  },
  'occasionally-irregular': {
    ...irregular,
    label: 'a premature atrial beat now and then',
    share: scattered(11, EARLY_ATRIAL, AFTER_ATRIAL),
  },
  ectopics: {
    ...irregular,
    label: 'a premature ventricular beat with its compensatory pause now and then',
    share: scattered(12, EARLY, COMPENSATORY),
  },
  'missed-beats': { ...irregular, label: 'a beat left out now and then', share: scattered(9, 2) },
  'constantly-irregular': {
    ...constantly,
    label: 'irregular throughout, as in atrial fibrillation',
    bpm: 88,
    breathing: 0,
    share: (draw, index) => 1 + FIBRILLATION_SPREAD * (draw(0, index) - 0.5),
  },
  knotted: {
    ...irregular,
    label: '结: slow, with pauses that follow no rule',
    bpm: 54,
    classical: 'knotted',
    share: scattered(7, PAUSE),
  },
  abrupt: {
    ...irregular,
    label: '促: rapid, with pauses that follow no rule',
    bpm: 108,
    classical: 'abrupt',
    share: scattered(7, PAUSE),
  },
  intermittent: {
    ...constantly,
    label: '代: a pause after every fourth beat',
    classical: 'intermittent',
    share: repeating(1, 1, 1, PAUSE),
  },
  bigeminy: {
    ...constantly,
    label: 'every second beat premature',
    classical: 'intermittent',
    share: repeating(EARLY, COMPENSATORY),
  },
  trigeminy: {
    ...constantly,
    label: 'every third beat premature',
    classical: 'intermittent',
    share: repeating(1, EARLY, COMPENSATORY),
  },
  quadrigeminy: {
    ...constantly,
    label: 'every fourth beat premature',
    classical: 'intermittent',
    share: repeating(1, 1, EARLY, COMPENSATORY),
  },
} as const satisfies Record<string, PulseRhythmModel>;

export type PulseRhythm = keyof typeof PULSE_RHYTHMS;
