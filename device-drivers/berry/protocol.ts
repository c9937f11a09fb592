/** Numbers of “BCI & BERRY Protocol V1.0” (Berry Med BM1000, BM2000 and their kin). */
export const FRAME_BYTES = 20;
export const FRAME_START = [0xff, 0xaa] as const;
export const DEFAULT_RATE_HZ = 100;
/** The rates that a device can be set to. */
export const RATES_HZ: readonly number[] = [1, 50, 100, 200];

/** One byte a command. */
export const COMMAND = {
  rate100Hz: 0xf1,
  stop: 0xf6,
  hardwareVersion: 0xfe,
  softwareVersion: 0xff,
  useBci: 0xe0,
  useBerry: 0xe1,
} as const;

/** Where each field of a BERRY frame lies. */
export const AT = {
  index: 2,
  status: 3,
  spo2: 5,
  pulseRate: 7,
  interval: 8,
  perfusion: 11,
  pleth: 12,
  battery: 17,
  rate: 18,
  checksum: 19,
} as const;

export const STATUS = { sensorOff: 0x01, noFinger: 0x02, noPulse: 0x04, beat: 0x08 } as const;

export const NO_PULSE_RATE = 0xff;
export const NO_SPO2 = 0x7f;
export const MAX_PULSE_RATE = 254;
export const MAX_SPO2 = 100;
export const MAX_PLETH = 255;
/** A byte of permille. */
export const MAX_PERFUSION_PERCENT = 25.5;
export const PERMILLE_PER_PERCENT = 10;
export const INTERVAL_UNIT_MS = 5;
export const MAX_INTERVAL_MS = 0xffff * INTERVAL_UNIT_MS;
export const MAX_BATTERY_PERCENT = 100;

/** The index of a frame that holds a version, and the letter behind it. */
export const VERSION_KINDS = { software: 0x53, hardware: 0x48 } as const;
export const VERSION_MARK = 0x56;
