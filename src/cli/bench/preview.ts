import sharp from 'sharp';
import { createSyntheticPulseSource } from '../../../device-drivers/simulation/pulse-generator.ts';
import { createPulseStream } from '../../analysis/pulse/pulse-stream.ts';
import { systemClock } from '../../domain/clock.ts';
import { type AnalysisDesk, createAnalysisDesk } from '../../station/analysis-desk.ts';
import { MODELS_DIR } from '../project-paths.ts';
import type { Benchmark, Figure } from './benchmark.ts';
import { cameraPicture } from './camera-picture.ts';

const RATE_HZ = 1000;
/** The batch of a line instrument. */
const BATCH_MS = 50;
const DURATION_MS = 10_000;
/** A station takes a picture now and then; here one is analysed whenever two seconds have passed. */
const PICTURE_EVERY_MS = 2_000;

/** Judges three channels of a simulated pulse as they would arrive, on this thread as the station does; how late each batch was. */
function streamPulse(): { readonly stop: () => void; readonly latest: () => number } {
  const source = createSyntheticPulseSource({ kind: 'normal', seed: 1, sampleRateHz: RATE_HZ });
  const context = { wrist: 'left', step: 'middle', targetPressurePa: 15_998 } as const;
  const stream = createPulseStream(RATE_HZ);
  const batch = (BATCH_MS * RATE_HZ) / 1000;
  const startedMs = performance.now();
  let done = 0;
  let latest = 0;
  const timer = setInterval(() => {
    while ((done + 1) * BATCH_MS <= performance.now() - startedMs) {
      latest = Math.max(latest, performance.now() - startedMs - (done + 1) * BATCH_MS);
      stream.push(source.read(context, done * batch, batch), { cun: true, guan: true, chi: true }, false);
      done++;
    }
  }, BATCH_MS / 5);
  return { stop: () => clearInterval(timer), latest: () => latest };
}

interface Counted {
  readonly framesPerS: number;
  readonly longestMs: number;
  readonly pictures: number;
}

/** Frames one after the other, as many as are answered; between them, when `picture` is given, a whole capture now and then. */
async function judgeFrames(desk: AnalysisDesk, frame: Uint8Array, picture: Uint8Array | null): Promise<Counted> {
  const startedMs = performance.now();
  let frames = 0;
  let longestMs = 0;
  let pictures = 0;
  const taken: Promise<unknown>[] = [];
  for (let nowMs = startedMs; nowMs - startedMs < DURATION_MS; ) {
    if (picture !== null && nowMs - startedMs >= pictures * PICTURE_EVERY_MS) {
      pictures++;
      taken.push(desk.analyse({ type: 'picture', picture: 'tongue-top', bytes: picture, calibration: null }));
    }
    await desk.analyse({ type: 'preview', picture: 'tongue-top', bytes: frame });
    longestMs = Math.max(longestMs, performance.now() - nowMs);
    nowMs = performance.now();
    frames++;
  }
  await Promise.all(taken);
  return { framesPerS: (1000 * frames) / (performance.now() - startedMs), longestMs, pictures };
}

async function* run(): AsyncGenerator<Figure> {
  const desk = createAnalysisDesk({ modelsDir: MODELS_DIR, researchModels: true, pulseSensorAreaMm2: 0 }, systemClock);
  try {
    const picture = await cameraPicture(4000, 3000);
    const frame = new Uint8Array(await sharp(picture).resize(320).jpeg({ quality: 80 }).toBuffer());
    await desk.models();
    const alone = await judgeFrames(desk, frame, null);
    const pulse = streamPulse();
    const together = await judgeFrames(desk, frame, picture);
    pulse.stop();
    yield {
      name: `live judgement of the preview beside a pulse of three channels and ${together.pictures} pictures of 12 megapixels`,
      value: together.framesPerS,
      unit: 'frames/s',
      baseline: { name: 'with nothing beside it, frames/s', value: alone.framesPerS },
      ratio: together.framesPerS / alone.framesPerS,
      aim: '≥ 10 frames/s',
      met: together.framesPerS >= 10,
    };
    yield {
      name: 'longest wait of a frame meanwhile, a whole picture before it in the queue',
      value: together.longestMs,
      unit: 'ms',
      baseline: null,
      ratio: null,
      aim: '≤ 500 ms',
      met: together.longestMs <= 500,
    };
    yield {
      name: 'a batch of the pulse judged later than it came, at most',
      value: pulse.latest(),
      unit: 'ms',
      baseline: null,
      ratio: null,
      aim: '≤ 100 ms',
      met: pulse.latest() <= 100,
    };
  } finally {
    await desk.close();
  }
}

export const preview: Benchmark = { name: 'preview', run };
