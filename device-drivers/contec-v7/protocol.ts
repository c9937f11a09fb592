/**
 * Numbers of CONTEC's “Communication protocol of pulse oximeter V7.0”. Byte 0 is the type with bit 7 clear, byte 1 holds
 * the high bits of the data bytes behind it (bit i belongs to data byte i), and every byte but the first has bit 7 set.
 */
export const SAMPLE_RATE_HZ = 60;

export const PACKET = { realtime: 0x01, feedback: 0x0b, free: 0x0c, disconnect: 0x0d, command: 0x7d } as const;
/** The whole packet: type, high bits, data. Only that of realtime is certain from recordings. */
export const PACKET_BYTES = { realtime: 9, feedback: 4, free: 2, disconnect: 3, command: 9 } as const;
export const MAX_PACKET_BYTES = 9;

export const COMMAND = { start: 0xa1, stop: 0xa2, keepAlive: 0xaf } as const;
export type CommandName = keyof typeof COMMAND;
export const KEEP_ALIVE_MS = 5000;
/** “The host must drop a device that is silent for one second.” */
export const SILENCE_LIMIT_MS = 1000;

export const NO_PULSE_RATE = 0xff;
export const NO_SPO2 = 0x7f;
export const NO_PERFUSION_INDEX = 0xffff;
export const MAX_PULSE_RATE = 254;
export const MAX_SPO2 = 100;
export const MAX_WAVE = 127;
export const PERFUSION_UNITS_PER_PERCENT = 100;
/** A share of light: more than all of it cannot be. */
export const MAX_PERFUSION_PERCENT = 100;
/** Four bits; 8 is the best that devices send, F means none. */
export const BEST_STRENGTH = 8;
export const NO_STRENGTH = 0x0f;
