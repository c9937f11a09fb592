/** The camera half of the simulated instrument. */
import { createHash } from 'node:crypto';
import type { Clock } from '../../src/domain/clock.ts';
import type { PictureKind } from '../../src/domain/picture.ts';
import type { PictureSource, SimulatedPicture } from '../simulation/sources.ts';
import type { DeviceMessage, PictureMessage } from './messages.ts';
import { CHUNK_BYTES, type DeviceState, REFERENCE_PICTURE } from './protocol.ts';
import type { SizhenLineFault } from './simulator-faults.ts';

/** Stands for lamp warm-up, focus and exposure. */
const EXPOSURE_MS = 300;
/** 32 chunks of 720 bytes each 20 ms: 1.1 MB/s, what a full-speed USB serial link carries. */
const CHUNKS_PER_BURST = 32;
const BURST_MS = 20;
const PREVIEW_FRAME_MS = 200;

export interface CameraBench {
  readonly clock: Clock;
  readonly pictures: PictureSource;
  /** What the camera sees of the built-in reference; absent in a device without one. */
  readonly reference?: (drifted: boolean) => Promise<SimulatedPicture>;
  readonly faults: ReadonlySet<SizhenLineFault>;
  readonly send: (message: DeviceMessage) => void;
  readonly setState: (state: DeviceState) => void;
  readonly setLamp: (on: boolean) => void;
  readonly raiseFault: (fault: 'camera') => void;
  readonly fallSilent: () => void;
}

export interface SimulatedCamera {
  take(pictureId: number, kind: PictureKind): void;
  readonly hasReference: boolean;
  takeReference(pictureId: number): void;
  holds(pictureId: number): boolean;
  /** Sends the named chunks of the picture held, and the end line. */
  sendAgain(indexes: readonly number[]): void;
  /** Forgets the picture held. */
  done(): void;
  preview(kind: PictureKind): void;
  /** Stops whatever the camera does, without a word. */
  halt(): void;
}

interface HeldPicture {
  readonly header: Omit<PictureMessage, 'phase'>;
  readonly bytes: Uint8Array;
}

export function createSimulatedCamera(bench: CameraBench): SimulatedCamera {
  const { clock, faults } = bench;
  let cancel = (): void => {};
  let held: HeldPicture | null = null;
  let task = 0;

  const later = (delayMs: number, action: () => void): void => {
    cancel();
    cancel = clock.after(delayMs, action);
  };
  /** Runs `use` on what the source gives unless the camera was given something else to do meanwhile. */
  const whenReady = <T>(promise: Promise<T>, use: (value: T) => void): void => {
    const own = task;
    promise.then(
      (value) => own === task && use(value),
      () => own === task && bench.raiseFault('camera'),
    );
  };
  const sendBursts = ({ header, bytes }: HeldPicture, indexes: readonly number[]): void => {
    const burst = (from: number): void => {
      if (faults.has('silent-in-picture') && from >= indexes.length / 2) bench.fallSilent();
      for (const index of indexes.slice(from, from + CHUNKS_PER_BURST)) {
        const data = bytes.subarray(index * CHUNK_BYTES, (index + 1) * CHUNK_BYTES);
        bench.send({ kind: 'CHUNK', pictureId: header.pictureId, index, data });
      }
      if (from + CHUNKS_PER_BURST < indexes.length) later(BURST_MS, () => burst(from + CHUNKS_PER_BURST));
      else bench.send({ ...header, phase: 'end' });
    };
    later(BURST_MS, () => burst(0));
  };
  const halt = (): void => {
    task += 1;
    cancel();
    held = null;
  };

  const expose = (
    pictureId: number,
    kind: PictureMessage['picture'],
    source: () => Promise<SimulatedPicture>,
  ): void => {
    halt();
    bench.setLamp(true);
    bench.setState('picture');
    const whole = source();
    whole.catch(() => undefined);
    later(EXPOSURE_MS, () =>
      whenReady(whole, ({ mediaType, bytes }) => {
        bench.setLamp(false);
        held = holdPicture(pictureId, kind, mediaType, bytes, faults.has('corrupt-picture'));
        bench.send({ ...held.header, phase: 'begin' });
        sendBursts(held, [...Array(held.header.chunkCount).keys()]);
      }),
    );
  };

  const { reference } = bench;

  return {
    take: (pictureId, kind) => expose(pictureId, kind, () => bench.pictures.picture(kind)),
    hasReference: reference !== undefined,
    takeReference(pictureId) {
      if (reference !== undefined)
        expose(pictureId, REFERENCE_PICTURE, () => reference(faults.has('drifted-reference')));
    },
    holds: (pictureId) => held?.header.pictureId === pictureId,
    sendAgain(indexes) {
      if (held === null) return;
      const { chunkCount } = held.header;
      sendBursts(
        held,
        indexes.filter((index) => index < chunkCount),
      );
    },
    done() {
      halt();
      bench.setState('idle');
    },
    preview(kind) {
      halt();
      bench.setLamp(true);
      bench.setState('preview');
      const showFrame = (frame: number): void => {
        const startedAtMs = clock.nowMs();
        whenReady(bench.pictures.preview(kind, frame), ({ bytes }) => {
          sendFrame(bench.send, frame % 65_536, bytes);
          later(Math.max(0, PREVIEW_FRAME_MS - (clock.nowMs() - startedAtMs)), () => showFrame(frame + 1));
        });
      };
      showFrame(0);
    },
    halt,
  };
}

function holdPicture(
  pictureId: number,
  picture: PictureMessage['picture'],
  mediaType: PictureMessage['mediaType'],
  source: Uint8Array,
  corrupt: boolean,
): HeldPicture {
  const sha256 = createHash('sha256').update(source).digest('hex');
  const bytes = Uint8Array.from(source);
  const middle = bytes.length >> 1;
  if (corrupt) bytes[middle] = (bytes[middle] ?? 0) ^ 0xff;
  const chunkCount = Math.ceil(bytes.length / CHUNK_BYTES);
  return {
    header: { kind: 'PICTURE', pictureId, picture, mediaType, totalBytes: bytes.length, chunkCount, sha256 },
    bytes,
  };
}

function sendFrame(send: (message: DeviceMessage) => void, frame: number, bytes: Uint8Array): void {
  const chunkCount = Math.ceil(bytes.length / CHUNK_BYTES);
  for (let index = 0; index < chunkCount; index += 1) {
    const data = bytes.subarray(index * CHUNK_BYTES, (index + 1) * CHUNK_BYTES);
    send({ kind: 'FRAME', frame, index, chunkCount, data });
  }
}
