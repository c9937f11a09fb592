/**
 * Numbers of CONTEC's earlier protocol (4.6/5.0), after atbrask/CMS50Dplus. The device streams as soon as it is on;
 * stored values come on request, one a second of a recording.
 */
export const SAMPLE_RATE_HZ = 60;

export const REQUEST_STORED = Uint8Array.of(0xf5, 0xf5);
export const STORED_RECEIVED = Uint8Array.of(0xf6, 0xf6, 0xf6);

/** Three times before the length of a download. */
export const STORED_PREAMBLE = [0xf2, 0x80, 0x00] as const;
export const PREAMBLE_REPEATS = 3;
/** Preamble, then three bytes of seven bits, whose bit 7 is 1, 1, 0; one less than the bytes that follow. */
export const STORED_HEADER_BYTES = STORED_PREAMBLE.length * PREAMBLE_REPEATS + 3;
/** `F0 | rate bit 7`, `80 | rate`, SpO2. */
export const RECORD_BYTES = 3;
export const RECORD_INTERVAL_S = 1;
