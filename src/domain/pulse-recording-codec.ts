import type { PulseRecording } from './waveform.ts';

export const PULSE_RECORDING_MEDIA_TYPE = 'application/vnd.sizhen.pulse-recording';
/** Throws `SizhenError` `codec/…` on bytes that are not a whole recording. */
export declare function encodePulseRecording(recording: PulseRecording): Uint8Array;
export declare function decodePulseRecording(bytes: Uint8Array): PulseRecording;
