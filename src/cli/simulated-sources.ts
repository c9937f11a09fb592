import { createBackgroundPictureSource } from '../../device-drivers/simulation/background-picture-source.ts';
import { createFilePictureSource } from '../../device-drivers/simulation/file-picture-source.ts';
import { createFilePulseSource } from '../../device-drivers/simulation/file-pulse-source.ts';
import { createSyntheticPulseSource } from '../../device-drivers/simulation/pulse-generator.ts';
import type { PulseKind } from '../../device-drivers/simulation/pulse-kinds.ts';
import type { PulseRhythm } from '../../device-drivers/simulation/pulse-rhythms.ts';
import type { PictureSource, PulseSource } from '../../device-drivers/simulation/sources.ts';
import type { PictureKind } from '../domain/picture.ts';
import { UsageError } from './command.ts';

export interface SourceOptions {
  readonly pulse: string | undefined;
  readonly rateHz: number | undefined;
  readonly column: string | undefined;
  readonly tongue: string | undefined;
  readonly underside: string | undefined;
  readonly face: string | undefined;
  readonly kind: PulseKind;
  readonly rhythm: PulseRhythm;
  /** That of the rhythm when undefined. */
  readonly bpm: number | undefined;
  readonly seed: number;
}

const SYNTHETIC_RATE_HZ = 200;

export async function pulseSource(options: SourceOptions): Promise<PulseSource> {
  if (options.pulse === undefined) {
    return createSyntheticPulseSource({
      kind: options.kind,
      rhythm: options.rhythm,
      ...(options.bpm === undefined ? {} : { rateBpm: options.bpm }),
      seed: options.seed,
      sampleRateHz: SYNTHETIC_RATE_HZ,
    });
  }
  if (options.rateHz === undefined) throw new UsageError('--pulse FILE needs --rate HZ');
  const column = options.column === undefined ? {} : { column: options.column };
  return createFilePulseSource({ file: options.pulse, rateHz: options.rateHz, ...column });
}

/** Files where they are given, rendered pictures (which say so on themselves) where they are not. */
export async function pictureSource(options: SourceOptions): Promise<PictureSource> {
  const rendered = createBackgroundPictureSource({ seed: options.seed });
  const files: Readonly<Record<PictureKind, string | undefined>> = {
    'tongue-top': options.tongue,
    'tongue-underside': options.underside,
    face: options.face,
  };
  if (Object.values(files).every((file) => file === undefined)) return rendered;
  const fromFiles = await createFilePictureSource({
    ...(options.tongue === undefined ? {} : { tongueTop: options.tongue }),
    ...(options.underside === undefined ? {} : { underside: options.underside }),
    ...(options.face === undefined ? {} : { face: options.face }),
  });
  const sourceOf = (kind: PictureKind): PictureSource => (files[kind] === undefined ? rendered : fromFiles);
  return {
    description: `${fromFiles.description}; the rest: ${rendered.description}`,
    synthetic: false,
    picture: (kind) => sourceOf(kind).picture(kind),
    preview: (kind, frameIndex) => sourceOf(kind).preview(kind, frameIndex),
  };
}
