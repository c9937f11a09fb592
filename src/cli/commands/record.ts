import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findInstrumentDriver } from '../../../device-drivers/registry.ts';
import type { CaptureTask, FixtureAbout } from '../../../device-drivers/replay/fixture-about.ts';
import { recordingDigest } from '../../../device-drivers/replay/recording-digest.ts';
import { type Captures, runCaptures } from '../../../device-drivers/replay/run-captures.ts';
import { createRecordingTransport } from '../../../device-drivers/transport/recording-transport.ts';
import { createSerialTransport } from '../../../device-drivers/transport/serial-transport.ts';
import { createTranscriptFile } from '../../../device-drivers/transport/transcript-file.ts';
import { DEFAULT_HOLD_MS, DEFAULT_SETTLE_MS, pulsePlan } from '../../acquisition/pulse-plan.ts';
import { systemClock } from '../../domain/clock.ts';
import { PICTURE_KINDS } from '../../domain/picture.ts';
import { CliError } from '../cli-error.ts';
import { type CommandIo, EXIT, UsageError } from '../command.ts';

const OPTIONS = {
  driver: { type: 'string', default: 'sizhen-line' },
  settle: { type: 'string' },
  hold: { type: 'string' },
  licence: { type: 'string', default: 'not stated' },
  shows: { type: 'string', default: 'one visit' },
} as const;

function visitTasks(settleMs: number, holdMs: number): readonly CaptureTask[] {
  const pictures: readonly CaptureTask[] = PICTURE_KINDS.map((kind) => ({ task: 'picture', kind }));
  const wrists: readonly CaptureTask[] = (['left', 'right'] as const).map((wrist) => ({
    task: 'pulse',
    wrist,
    steps: [...pulsePlan(settleMs, holdMs)],
  }));
  return [...pictures, ...wrists];
}

function about(
  captures: Captures,
  tasks: readonly CaptureTask[],
  text: string,
  words: { readonly licence: string; readonly shows: string },
): FixtureAbout {
  const { maker, model, serialNumber, firmwareVersion, protocolVersion, nature, driverId } = captures.identity;
  return {
    driverId,
    device: { maker, model, serialNumber, firmwareVersion, protocolVersion },
    // What a simulator said is never called recorded, even when it was recorded from a port.
    origin: nature === 'live' ? 'recorded' : 'synthetic',
    date: new Date().toISOString().slice(0, 10),
    ...words,
    tasks: [...tasks],
    transcript: { lines: text.trimEnd().split('\n').length, sha256: createHash('sha256').update(text).digest('hex') },
    results: {
      pictures: captures.pictures.map(({ kind, sha256 }) => ({ kind, sha256 })),
      recordings: captures.recordings.map((recording) => ({
        wrist: recording.wrist,
        sha256: recordingDigest(recording),
      })),
    },
  };
}

const seconds = (name: string, text: string | undefined, otherwiseMs: number): number => {
  if (text === undefined) return otherwiseMs;
  const value = Number(text);
  if (!(value > 0)) throw new UsageError(`--${name} takes seconds`);
  return value * 1000;
};

export async function run(args: readonly string[], io: CommandIo): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  const [path, dir] = positionals;
  if (path === undefined || dir === undefined) throw new UsageError('name the port and the folder');
  const device = findInstrumentDriver(values.driver);
  if (device === undefined) throw new CliError('cli/unknown-device', `there is no driver ${values.driver}`);
  await mkdir(dir, { recursive: true });
  const transcriptFile = join(dir, 'transcript.jsonl');
  const transcript = await createTranscriptFile(transcriptFile);
  const serial = createSerialTransport({ path, line: device.line });
  const driver = device.createDriver({
    transport: createRecordingTransport(serial, transcript, systemClock),
    clock: systemClock,
  });
  const tasks = visitTasks(
    seconds('settle', values.settle, DEFAULT_SETTLE_MS),
    seconds('hold', values.hold, DEFAULT_HOLD_MS),
  );
  try {
    const captures = await runCaptures(driver, tasks, new AbortController().signal);
    await transcript.close();
    const words = { licence: values.licence, shows: values.shows };
    const page = about(captures, tasks, await readFile(transcriptFile, 'utf8'), words);
    await writeFile(join(dir, 'about.json'), `${JSON.stringify(page, null, 2)}\n`);
    io.out(`${dir}: ${page.transcript.lines} lines, ${page.origin}`);
    return EXIT.ok;
  } finally {
    await transcript.close().catch(() => undefined);
  }
}
