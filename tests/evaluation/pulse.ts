/**
 * Held-out figures of the pulse analysis, by hand: `node tests/evaluation/pulse.ts [data folder]`. Prints one JSON object.
 * Recordings are not part of the project; without them it says so. Constants were chosen on the even rows of PPG-BP, the
 * held-out figures are of the odd rows, each row whole and through `sizhen analyze pulse`.
 */
import '../../src/cli/steady-compiler.ts';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { syntheticRecording } from '../../device-drivers/simulation/synthetic-recording.ts';
import { analyzePulse } from '../../src/analysis/pulse/analyze-pulse.ts';
import { parseSampleText } from '../../src/analysis/pulse/parse-samples.ts';
import { run } from '../../src/cli/commands/analyze.ts';
import type { BeatFiducials, PulseAnalysis } from '../../src/domain/finding.ts';

const dataFolder = process.argv[2] ?? join(import.meta.dirname, '../../../shared/data');

const MG_NAMES: Readonly<Record<keyof BeatFiducials, string | null>> = {
  onset: 'on',
  systolicPeak: 'sp',
  dicroticNotch: 'dn',
  diastolicPeak: null,
  u: 'u',
  v: 'v',
  w: 'w',
  a: 'a',
  b: 'b',
  c: 'c',
  d: 'd',
  e: 'e',
  f: 'f',
  p1: 'p1',
  p2: 'p2',
};

function text(...path: string[]): string {
  return readFileSync(join(dataFolder, ...path), 'utf8').trim();
}

function medianOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

function medianLag(found: readonly number[], reference: readonly number[]): number {
  return medianOf(
    found.flatMap((beat) => {
      const before = reference.findLast((r) => r < beat);
      return before === undefined ? [] : [beat - before];
    }),
  );
}

/** F1 of one-to-one matches after the median lag to the R peak before is taken off; all in samples. */
function f1(found: readonly number[], reference: readonly number[], tolerance: number): number {
  const lag = medianLag(found, reference);
  let hits = 0;
  let next = 0;
  for (const beat of reference) {
    while (next < found.length && (found[next] as number) - lag < beat - tolerance) next += 1;
    if (next < found.length && (found[next] as number) - lag <= beat + tolerance) {
      hits += 1;
      next += 1;
    }
  }
  return round((200 * hits) / (found.length + reference.length));
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

/**
 * The same without what cannot have a partner in a recording of `length` samples, on both sides: beats whose R peak lies
 * before it, and R peaks whose pulse arrives after it.
 */
function f1Within(found: readonly number[], reference: readonly number[], tolerance: number, length: number): number {
  const lag = medianLag(found, reference);
  return f1(
    found.filter((beat) => beat - lag >= 0),
    reference.filter((r) => r + lag < length),
    tolerance,
  );
}

const WARM_UP = 20;
const ROUNDS = 20;

function beatFigures() {
  const rows = text('pulse-neurokit', 'bio_resting_5min_100hz.csv').split('\n').slice(1);
  const samples = Float64Array.from(rows, (row) => Number(row.split(',')[1]));
  const reference = text('pulse-neurokit', 'ecg_rpeaks_nk.txt').split('\n').map(Number);
  const tookMs: number[] = [];
  for (let round = 0; round < WARM_UP + ROUNDS; round += 1) {
    const started = performance.now();
    analyzePulse(samples, 100);
    if (round >= WARM_UP) tookMs.push(performance.now() - started);
  }
  const analysis = analyzePulse(samples, 100);
  const by = (times: readonly number[]) => ({
    f1At150Ms: f1(times, reference, 15),
    f1At50Ms: f1(times, reference, 5),
    withPartnersWithinTheRecording: {
      f1At150Ms: f1Within(times, reference, 15, samples.length),
      f1At50Ms: f1Within(times, reference, 5, samples.length),
    },
  });
  const peaks = analysis.beats.map((beat) => beat.systolicPeak);
  return {
    recording: 'pulse-neurokit, 300 s',
    beats: peaks.length,
    reference: reference.length,
    bySystolicPeak: by(peaks),
    bySteepestRise: by(analysis.beats.map((beat) => beat.u ?? beat.systolicPeak)),
    wholeAnalysisMs: round(Math.min(...tookMs)),
    quality: analysis.quality,
    bpm: analysis.rate.bpm,
  };
}

function readPpgBp(): { samples: Float64Array; marks: Map<string, number> }[] {
  const signals = new Map(
    text('pulse-ppgbp', 'signals.csv')
      .split('\n')
      .map((line) => line.split(',').map(Number))
      .map(([row, ...samples]) => [row, Float64Array.from(samples)] as const),
  );
  const [header = '', ...lines] = text('pulse-ppgbp', 'fiducials.csv').split('\n');
  const names = header.split(',');
  return lines.map((line) => {
    const values = line.split(',').map((field) => (field === '' ? Number.NaN : Number(field)));
    const marks = new Map(names.map((name, i) => [name, values[i] ?? Number.NaN]));
    return { samples: signals.get(marks.get('row')) ?? new Float64Array(0), marks };
  });
}

/** What the command prints for each row, written to a file of one sample a line. */
async function analysedByCommand(rows: readonly Float64Array[]): Promise<PulseAnalysis[]> {
  const folder = mkdtempSync(join(tmpdir(), 'sizhen-pulse-'));
  const files = rows.map((samples, i) => {
    const file = join(folder, `${i}.csv`);
    writeFileSync(file, samples.join('\n'));
    return file;
  });
  const lines: string[] = [];
  const io = { out: (line: string) => lines.push(line), err: (line: string) => process.stderr.write(`${line}\n`) };
  await run(['pulse', ...files, '--rate', '1000', '--json'], io);
  rmSync(folder, { recursive: true });
  return lines.map((line) => JSON.parse(line));
}

async function fiducialFigures(parity: 0 | 1) {
  const rows = readPpgBp().filter((_, i) => i % 2 === parity);
  const analyses = await analysedByCommand(rows.map(({ samples }) => samples));
  const errors = new Map<string, (number | null)[]>();
  for (const [i, { marks }] of rows.entries()) {
    const peak = marks.get('MG_sp') ?? Number.NaN;
    const distance = (beat: BeatFiducials) => Math.abs(beat.systolicPeak - peak);
    const beat = analyses[i]?.beats.toSorted((a, b) => distance(a) - distance(b))[0];
    for (const [key, name] of Object.entries(MG_NAMES)) {
      const mark = marks.get(`MG_${name}`);
      if (name === null || mark === undefined || Number.isNaN(mark)) continue;
      const found = beat?.[key as keyof BeatFiducials] ?? null;
      errors.set(name, [...(errors.get(name) ?? []), found === null ? null : Math.abs(found - mark)]);
    }
  }
  return Object.fromEntries(
    [...errors].map(([name, all]) => {
      const known = all.filter((error) => error !== null);
      const maeMs = round(known.reduce((a, b) => a + b, 0) / known.length);
      return [name, { maeMs, missing: all.length - known.length, of: all.length }];
    }),
  );
}

/** HeartPy 1.2.6 on the same files: beats a minute, and beats found. Not a reference, a peer. */
const HEARTPY: Readonly<Record<string, { readonly bpm: number; readonly beats: number }>> = {
  'pulse-heartpy/data.csv': { bpm: 58.9, beats: 24 },
  'pulse-heartpy/data2.csv': { bpm: 62.38, beats: 110 },
};

function plainRecordings() {
  return [
    ['pulse-heartpy/data.csv', 100],
    ['pulse-heartpy/data2.csv', 117],
    ['pulse-biosppy/ppg.txt', 1000],
  ].map(([file, rateHz]) => {
    const analysis = analyzePulse(parseSampleText(text(String(file))), Number(rateHz));
    const { beats, rate, quality, rhythm, unusableSpans = [] } = analysis;
    const heartPy = HEARTPY[String(file)] ?? null;
    const inside = beats.filter(({ systolicPeak: at }) => unusableSpans.some(({ from, to }) => at > from && at < to));
    const beatsInUnusableSpans = inside.length;
    return { file, beats: beats.length, bpm: rate.bpm, heartPy, quality, rhythm, unusableSpans, beatsInUnusableSpans };
  });
}

/** Seconds of motion and of lost contact written over a generated minute; the instrument tells of none of them. */
const WRITTEN_OVER = [
  { kind: 'motion', fromS: 12, toS: 16 },
  { kind: 'no-contact', fromS: 30, toS: 33 },
  { kind: 'motion', fromS: 45, toS: 47 },
] as const;
const SEEDS = 20;

/** Beats that are reported inside spans without a pulse, and beats missed outside them (half a second from any edge). */
function noisySpans() {
  const rateHz = 100;
  let inside = 0;
  let outside = 0;
  let missed = 0;
  for (let seed = 1; seed <= SEEDS; seed += 1) {
    const disturbances = { spans: WRITTEN_OVER };
    const { recording, truth } = syntheticRecording({
      kind: 'normal',
      seed,
      sampleRateHz: rateHz,
      durationS: 60,
      steps: ['middle'],
      disturbances,
    });
    const samples = recording.segments[0]?.samplesPa.guan ?? new Float32Array(2);
    const found = analyzePulse(samples, rateHz).beats.map((beat) => beat.systolicPeak);
    const within = (at: number, marginS: number) =>
      WRITTEN_OVER.some((span) => at > (span.fromS - marginS) * rateHz && at < (span.toS + marginS) * rateHz);
    inside += found.filter((at) => within(at, 0)).length;
    const clear = truth.middle.systolicPeaks.filter((at) => !within(at, 0.5) && at > rateHz && at < 59 * rateHz);
    outside += clear.length;
    missed += clear.filter((at) => !found.some((beat) => Math.abs(beat - at) <= 5)).length;
  }
  return {
    recording: `generated, ${SEEDS} minutes, synthetic`,
    beatsReportedInside: inside,
    outside,
    missedOutside: missed,
  };
}

const figures = existsSync(join(dataFolder, 'pulse-ppgbp'))
  ? {
      beats: beatFigures(),
      fiducialsHeldOut: await fiducialFigures(1),
      fiducialsChosenOn: await fiducialFigures(0),
      recordings: plainRecordings(),
      noisySpans: noisySpans(),
    }
  : { skipped: 'The evaluation recordings are not on this machine.', noisySpans: noisySpans() };
process.stdout.write(`${JSON.stringify(figures, null, 1)}\n`);
