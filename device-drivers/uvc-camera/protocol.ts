/** Limits of a stream of JPEG pictures (ISO/IEC 10918-1) and of the tasks on it. */

export const MARKER = {
  prefix: 0xff,
  startOfImage: 0xd8,
  endOfImage: 0xd9,
  startOfScan: 0xda,
  huffmanTables: 0xc4,
  firstRestart: 0xd0,
  lastRestart: 0xd7,
  /** Start of frame: baseline, extended, progressive. C3 and others are kinds that no camera sends. */
  frames: [0xc0, 0xc1, 0xc2],
} as const;

/** A picture of 4K in the finest quality stays below. */
export const MAX_PICTURE_BYTES = 8 * 1024 * 1024;
/** Thrown-away bytes without one whole picture between them, before the stream counts as something else. */
export const MAX_BABBLE_BYTES = 4 * 1024 * 1024;

/** From the opening to the first whole picture; an opening camera sends some broken ones. */
export const FIRST_PICTURE_LIMIT_MS = 6000;
/** Cameras send several pictures a second; longer without one is a dead camera whose device is still there. */
export const SILENCE_LIMIT_MS = 2000;
/** The stream stays open for this long after a task, because a picture follows an aim. */
export const LINGER_MS = 6000;
/**
 * Exposure and white balance find their values in about a second and are then held (`transport/fix-camera-controls.ts`);
 * a picture taken earlier shows the way there.
 */
export const STEADY_AFTER_MS = 1500;
/** A picture is awaited for this long before the task is given up. */
export const PICTURE_LIMIT_MS = 4000;

/** Small enough for a screen ten times a second, large enough to judge the aim. */
export const PREVIEW_LONG_SIDE_PX = 480;
export const PREVIEW_QUALITY = 70;
export const PREVIEW_EVERY_MS = 100;

/** `scene face\n`: a camera listens to no words; a simulated one is told what the person shows it. */
export const SCENE_WORD = 'scene';
