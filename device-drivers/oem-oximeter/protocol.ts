/**
 * Numbers of the FE frames of OEM pulse-oximeter modules. Source: hwy0606/STM32F103, HARDWARE/Usart3_Protocol (a host).
 *
 *     FE length 01 id data… sum      the length counts all bytes; the sum is that of type, id and data, modulo 256
 */
export const START = 0xfe;
export const TYPE = 0x01;

export const ID = { wave: 0x83, status: 0x84 } as const;
export const FRAME_BYTES = { wave: 8, status: 16 } as const;
/** Start, length, type, id, sum. */
export const LEAST_FRAME_BYTES = 5;
/** No frame is known to be longer than the status; twice that leaves room for unknown ones. */
export const MOST_FRAME_BYTES = 32;

export const WAVE_RATE_HZ = 62;
export const MAX_WAVE = 255;

/** Which marks stand for “no value” is not documented: what no finger can have is none. As with other oximeters. */
export const MAX_PULSE_RATE = 254;
export const MAX_SPO2 = 100;
