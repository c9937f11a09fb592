/** Numbers of the PulseSensor Playground's serial output (MIT, World Famous Electronics) and its PSWS lines. */
export const SAMPLE_RATE_HZ = 50;
/** The longest line, PSWS v2 with every field at its widest, is about 110 characters. */
export const MAX_LINE_BYTES = 160;
export const MAX_SENSORS = 11;

/** 16 bits: more than any converter of the boards it runs on. */
export const MAX_SIGNAL = 65_535;
export const MAX_BPM = 240;
export const MAX_INTERVAL_MS = 10_000;
export const MAX_QUALITY = 100;
export const MAX_SEQUENCE = 0x7fffffff;
export const MAX_DEVICE_MS = 0x3fffffff;

export const PSWS_FIELDS: Readonly<Record<string, number>> = { '1': 11, '2': 18 };
