/**
 * Numbers of the three-channel pulse instrument and of the bridge that carries its radio link over a serial line.
 * The instrument: firmware Doner357/blood-pulse-sampler; control program maplenight1235/tcm-pulse-Database.
 * The bridge is this project's own: PROTOCOL.md.
 */

/** Every frame of the bridge: these two bytes, the characteristic, the length, the payload, two bytes of CRC-16. */
export const SYNC = Uint8Array.of(0x47, 0xc0);
export const HEAD_BYTES = SYNC.length + 2;
export const CRC_BYTES = 2;
export const MAX_PAYLOAD_BYTES = 40;
export const MAX_FRAME_BYTES = HEAD_BYTES + MAX_PAYLOAD_BYTES + CRC_BYTES;

/** Last byte of the characteristic's short id; C0 is the bridge itself. */
export const CHANNELS = { bridge: 0xc0, command: 0xc1, status: 0xc2, data: 0xc3 } as const;

export const BRIDGE_VERSION = 1;

export const COMMANDS = { stop: 0x01, start: 0x02, pressure: 0x03, release: 0x04 } as const;
export type BpsCommand = keyof typeof COMMANDS;
export const STATUSES = { 1: 'idle', 2: 'sampling', 3: 'setting-pressure' } as const;
export type BpsStatus = (typeof STATUSES)[keyof typeof STATUSES];

/** uint64 microseconds and three float32 in Pa, little-endian. */
export const SAMPLE_BYTES = 20;
/** The command byte and three float32 in Pa. */
export const PRESSURE_COMMAND_BYTES = 13;

/** The control program refuses more, and the firmware stops its pumps there. */
export const PRESSURE_LIMIT_PA = 90_000;
/** The sensors (XGZP6857D) end at 100 kPa; what lies well beyond is no measurement. */
export const MAX_SAMPLE_PA = 120_000;
export const MAX_SETTLE_MS = 30_000;
export const MAX_HOLD_MS = 120_000;

/** The state is asked for twice a second, so that a dead link shows also while nothing is measured. */
export const STATUS_EVERY_MS = 500;
export const SILENCE_LIMIT_MS = 1500;
/** A confirmed write over the radio link takes one or two of its intervals, at most about 100 ms. */
export const ANSWER_LIMIT_MS = 300;
export const TRIES = 3;
/** Three tries stay within the 900 ms that letting go may take. */
export const RELEASE_LIMIT_MS = 250;
/** Beyond the planned settling, until a controller that never reports a steady pressure counts as stuck. */
export const SETTLE_GRACE_MS = 6000;
/** Beyond the planned hold, until samples that come too slowly are given up. */
export const HOLD_GRACE_MS = 3000;
/** A controlled channel keeps its target; under half of it a cuff does not press on anything. Chosen. */
export const CONTACT_SHARE = 0.5;
