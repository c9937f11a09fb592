/** An open camera: pictures as they come, silence and babble noticed, the link told when it ends. */
import type { Clock } from '../../src/domain/clock.ts';
import type { ByteTransport } from '../contract/byte-transport.ts';
import { DriverError } from '../contract/driver-error.ts';
import type { LinkStatistics } from '../contract/instrument-driver.ts';
import type { Framed } from '../session/framed.ts';
import { createSilenceWatch } from '../session/silence-watch.ts';
import { createJpegParser, type JpegPicture } from './jpeg-parser.ts';
import { FIRST_PICTURE_LIMIT_MS, MAX_BABBLE_BYTES, SILENCE_LIMIT_MS } from './protocol.ts';

export type StreamLoss = 'unplugged' | 'silent' | 'protocol';

export interface CameraStream {
  readonly alive: boolean;
  readonly openedAtMs: number;
  /** Opens and waits for the first whole picture. */
  open(): Promise<JpegPicture>;
  /** Every picture from now on; returns a function that stops. */
  listen(listener: (picture: JpegPicture) => void): () => void;
  /** Rejects when the stream ends by itself. */
  readonly lost: Promise<never>;
  close(): Promise<void>;
}

export interface CameraStreamOptions {
  readonly transport: ByteTransport;
  readonly clock: Clock;
  readonly counts: { -readonly [K in keyof LinkStatistics]: LinkStatistics[K] };
  readonly onLost: (reason: StreamLoss, error: DriverError) => void;
}

export function createCameraStream({ transport, clock, counts, onLost }: CameraStreamOptions): CameraStream {
  const listeners = new Set<(picture: JpegPicture) => void>();
  const failure = Promise.withResolvers<never>();
  failure.promise.catch(() => undefined);
  let alive = false;
  let openedAtMs = 0;
  let babbleBytes = 0;
  let closing: Promise<void> = Promise.resolve();

  const lose = (reason: StreamLoss, error: DriverError): void => {
    if (!alive) return;
    closing = end();
    failure.reject(error);
    onLost(reason, error);
  };
  const silence = createSilenceWatch(clock, SILENCE_LIMIT_MS, (heardNoise) =>
    heardNoise ? lose('protocol', new DriverError('driver/garbled')) : lose('silent', new DriverError('driver/silent')),
  );
  const onItem = (item: Framed<JpegPicture>): void => {
    if (item.kind === 'discarded') {
      counts.rejectedLines += 1;
      counts.discardedBytes += item.byteCount;
      babbleBytes += item.byteCount;
      if (babbleBytes > MAX_BABBLE_BYTES) lose('protocol', new DriverError('driver/garbled'));
      return;
    }
    counts.acceptedLines += 1;
    babbleBytes = 0;
    silence.heard();
    for (const listener of listeners) listener(item.message);
  };
  const parser = createJpegParser(onItem);

  async function end(): Promise<void> {
    alive = false;
    silence.stop();
    parser.finish();
    await transport.close().catch(() => undefined);
  }

  async function firstPicture(): Promise<JpegPicture> {
    const found = Promise.withResolvers<JpegPicture>();
    const stop = (): boolean => listeners.delete(found.resolve);
    listeners.add(found.resolve);
    const cancel = clock.after(FIRST_PICTURE_LIMIT_MS, () => {
      const nothing = counts.receivedBytes === 0;
      lose(nothing ? 'silent' : 'protocol', new DriverError(nothing ? 'driver/silent' : 'driver/garbled'));
    });
    try {
      return await Promise.race([found.promise, failure.promise]);
    } finally {
      cancel();
      stop();
    }
  }

  return {
    get alive() {
      return alive;
    },
    get openedAtMs() {
      return openedAtMs;
    },
    async open() {
      try {
        await transport.open({
          onBytes: (bytes) => {
            if (!alive) return;
            counts.receivedBytes += bytes.length;
            silence.noise();
            parser.push(bytes);
          },
          onClosed: (reason, detail) => lose('unplugged', new DriverError('driver/unplugged', { reason, detail })),
        });
      } catch (cause) {
        throw new DriverError('driver/cannot-open', { transport: transport.description }, cause);
      }
      alive = true;
      openedAtMs = clock.nowMs();
      const picture = await firstPicture();
      silence.start();
      return picture;
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    lost: failure.promise,
    async close() {
      if (alive) closing = end();
      await closing;
    },
  };
}
