import sharp from 'sharp';
import { loadFixture, replayFixture } from '../../device-drivers/replay/replay-captures.ts';
import type { PictureSource, PulseSource, SimulatedPicture } from '../../device-drivers/simulation/sources.ts';
import { systemClock } from '../domain/clock.ts';
import type { PictureKind } from '../domain/picture.ts';
import { PULSE_POSITIONS, type PulsePosition, type PulseRecording, type PulseSegment } from '../domain/waveform.ts';
import { CliError } from './cli-error.ts';

const PREVIEW_PX = 320;

function segmentOf(recordings: readonly PulseRecording[], wrist: string, step: string): PulseSegment {
  const recording = recordings.find((candidate) => candidate.wrist === wrist) ?? recordings[0];
  const segment = recording?.segments.find((candidate) => candidate.step === step) ?? recording?.segments[0];
  if (segment === undefined) throw new CliError('cli/fixture-incomplete', 'the fixture holds no pulse');
  return segment;
}

function looped(samples: Float32Array, fromIndex: number, count: number): Float32Array {
  return Float32Array.from({ length: count }, (_, index) => samples[(fromIndex + index) % samples.length] ?? 0);
}

/** The pictures and waves of a fixture as sources, so that a simulator gives them to any station; waves repeat from their start. */
export async function fixtureSources(
  dir: string,
): Promise<{ readonly pulse: PulseSource; readonly pictures: PictureSource }> {
  const fixture = await loadFixture(dir);
  const { pictures, recordings } = await replayFixture(fixture, { kind: 'full' }, systemClock);
  const source = {
    description: `${fixture.about.origin} fixture ${dir}`,
    synthetic: fixture.about.origin === 'synthetic',
  };
  const picture = async (kind: PictureKind): Promise<SimulatedPicture> => {
    const found = pictures.find((candidate) => candidate.kind === kind);
    if (found === undefined) throw new CliError('cli/fixture-incomplete', `the fixture holds no ${kind}`);
    return found;
  };
  const rate = segmentOf(recordings, 'left', 'middle').sampleRateHz;
  return {
    pulse: {
      ...source,
      sampleRateHz: rate,
      read({ wrist, step }, fromIndex, count) {
        const { samplesPa } = segmentOf(recordings, wrist, step);
        const entries = PULSE_POSITIONS.map((position) => [position, looped(samplesPa[position], fromIndex, count)]);
        return Object.fromEntries(entries) as Record<PulsePosition, Float32Array>;
      },
    },
    pictures: {
      ...source,
      picture,
      async preview(kind) {
        const bytes = await sharp((await picture(kind)).bytes)
          .resize(PREVIEW_PX, PREVIEW_PX, { fit: 'inside' })
          .jpeg()
          .toBuffer();
        return { mediaType: 'image/jpeg', bytes };
      },
    },
  };
}
