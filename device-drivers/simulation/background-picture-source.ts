import { Worker } from 'node:worker_threads';
import type { PictureKind } from '../../src/domain/picture.ts';
import type { RenderOptions } from './picture-renderer.ts';
import type { PictureSource, SimulatedPicture } from './sources.ts';

export interface PictureJob {
  readonly id: number;
  readonly kind: PictureKind;
  /** Null asks for the full picture. */
  readonly frameIndex: number | null;
}

export interface PictureReply extends SimulatedPicture {
  readonly id: number;
}

interface Waiting {
  resolve(picture: SimulatedPicture): void;
  reject(error: Error): void;
}

/**
 * Rendered pictures drawn in a thread of their own: drawing takes longer than the instrument may be silent. The thread
 * never keeps the process alive.
 */
export function createBackgroundPictureSource(options: RenderOptions): PictureSource {
  const waiting = new Map<number, Waiting>();
  const worker = new Worker(new URL('./rendered-picture-thread.ts', import.meta.url), { workerData: options });
  let lastId = 0;
  worker.on('message', ({ id, ...picture }: PictureReply) => {
    waiting.get(id)?.resolve(picture);
    waiting.delete(id);
  });
  worker.on('error', (error) => {
    for (const job of waiting.values()) job.reject(error);
    waiting.clear();
  });
  // Listening took a hold on the process again.
  worker.unref();
  const ask = (kind: PictureKind, frameIndex: number | null): Promise<SimulatedPicture> => {
    lastId += 1;
    const { promise, resolve, reject } = Promise.withResolvers<SimulatedPicture>();
    waiting.set(lastId, { resolve, reject });
    worker.postMessage({ id: lastId, kind, frameIndex } satisfies PictureJob);
    return promise;
  };
  return {
    description: `rendered pictures, seed ${options.seed}`,
    synthetic: true,
    sways: true,
    picture: (kind) => ask(kind, null),
    preview: ask,
  };
}
