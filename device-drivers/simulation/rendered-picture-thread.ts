/** Worker thread: draws pictures, so that the simulated instrument keeps its heartbeat meanwhile. */
import { parentPort, workerData } from 'node:worker_threads';
import { PICTURE_KINDS } from '../../src/domain/picture.ts';
import type { PictureJob, PictureReply } from './background-picture-source.ts';
import { createRenderedPictureSource, type RenderOptions } from './picture-renderer.ts';
import type { SimulatedPicture } from './sources.ts';

const source = createRenderedPictureSource(workerData as RenderOptions);
const pictures = new Map<string, Promise<SimulatedPicture>>();

function picture({ kind, frameIndex }: PictureJob): Promise<SimulatedPicture> {
  if (frameIndex !== null) return source.preview(kind, frameIndex);
  const drawn = pictures.get(kind) ?? source.picture(kind);
  pictures.set(kind, drawn);
  return drawn;
}

parentPort?.on('message', async (job: PictureJob) => {
  const { mediaType, bytes } = await picture(job);
  parentPort?.postMessage({ id: job.id, mediaType, bytes } satisfies PictureReply);
});

/** Drawing is heavy work, and whoever started the simulator is still starting servers beside it. */
const QUIET_START_MS = 3_000;

// Drawn before anyone asks: the first picture then comes as quickly as a camera's.
setTimeout(async () => {
  for (const kind of PICTURE_KINDS) await picture({ id: 0, kind, frameIndex: null });
}, QUIET_START_MS);
