/**
 * Decodes a recording of a CONTEC V7.0 oximeter, hexadecimal text, with the driver's own parser:
 * `node tests/evaluation/contec-capture.ts [FILE]`. The recording is not part of this project.
 */
import { existsSync, readFileSync } from 'node:fs';
import { createContecV7Parser } from '../../device-drivers/contec-v7/frame-parser.ts';
import type { Realtime } from '../../device-drivers/contec-v7/messages.ts';
import { SAMPLE_RATE_HZ } from '../../device-drivers/contec-v7/protocol.ts';
import type { Discarded } from '../../device-drivers/session/framed.ts';

const file = process.argv[2] ?? 'data/pulse-cms50e/data.hex';
if (!existsSync(file)) {
  process.stdout.write(`no recording at ${file}: nothing was decoded\n`);
} else {
  const bytes = Buffer.from(readFileSync(file, 'latin1').trim(), 'hex');
  const frames: Realtime[] = [];
  const discarded: Discarded[] = [];
  const parser = createContecV7Parser((item) => {
    if (item.kind === 'discarded') discarded.push(item);
    else if (item.message.kind === 'realtime') frames.push(item.message);
  });
  parser.push(bytes);
  parser.finish();
  const distinct = (values: readonly unknown[]): string => [...new Set(values)].join(', ');
  const lines = [
    `${bytes.length} bytes: ${frames.length} frames, ${(frames.length / SAMPLE_RATE_HZ).toFixed(1)} s`,
    `pulse rate ${distinct(frames.map((frame) => frame.pulseRateBpm))}`,
    `SpO2 ${distinct(frames.map((frame) => frame.spo2Percent))}`,
    `wave ${Math.min(...frames.map((frame) => frame.wave))}–${Math.max(...frames.map((frame) => frame.wave))}`,
    `discarded: ${discarded.map(({ reason, byteCount }) => `${byteCount} bytes ${reason}`).join(', ') || 'nothing'}`,
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}
