import type { CapturedPicture } from '../../src/domain/picture.ts';
import { DriverError } from '../contract/driver-error.ts';
import type { PictureEvent, PictureRequest, ReferencePicture } from '../contract/instrument-driver.ts';
import type { ChunkMessage, HostCommand, PictureMessage } from './messages.ts';
import { createPictureAssembly, type PictureAssembly } from './picture-assembly.ts';
import { MAX_WANTED_CHUNKS, REFERENCE_PICTURE, RELEASE_LIMIT_MS } from './protocol.ts';
import { type QuietWait, type TaskScope, untilIdle } from './task-scope.ts';

/** Lamp warm-up, focus and exposure, until the first line of the picture. */
const EXPOSURE_LIMIT_MS = 6000;
/** Chunks follow each other within milliseconds; half a second without one means that the rest is not coming. */
const CHUNK_QUIET_MS = 500;
/** Rounds of asking in which nothing new came before the picture is given up. */
const MAX_FRUITLESS_ROUNDS = 4;
/** A sound picture with a wrong digest was damaged on its way into the device's memory; one full repeat is tried. */
const MAX_DIGEST_REPEATS = 1;

type Emit = (event: PictureEvent) => void;

/** Lamp on, picture taken, chunks collected and asked for again until the digest is right. */
export async function runPictureTask(scope: TaskScope, { kind }: PictureRequest, emit: Emit): Promise<CapturedPicture> {
  const take = (pictureId: number): HostCommand => ({ kind: 'TAKE', pictureId, picture: kind });
  return { kind, ...(await fetchPicture(scope, kind, take, emit)) };
}

/** The same of the built-in reference. A device without one does not know the command: `driver/no-reference`. */
export async function runReferenceTask(scope: TaskScope): Promise<ReferencePicture> {
  const take = (pictureId: number): HostCommand => ({ kind: 'REFERENCE', pictureId });
  try {
    return await fetchPicture(scope, REFERENCE_PICTURE, take, () => {});
  } catch (error) {
    const isUnknown = error instanceof DriverError && error.context.reason === 'unknown-command';
    throw isUnknown ? new DriverError('driver/no-reference', {}, error) : error;
  }
}

async function fetchPicture(
  scope: TaskScope,
  what: PictureMessage['picture'],
  take: (pictureId: number) => HostCommand,
  emit: Emit,
): Promise<ReferencePicture> {
  await untilIdle(scope, RELEASE_LIMIT_MS);
  const pictureId = scope.nextNumber();
  const assembly = createPictureAssembly(pictureId);
  const receiver = createReceiver(scope, assembly, emit);
  await scope.command({ kind: 'LAMP', on: true });
  await receiver.batch(EXPOSURE_LIMIT_MS, () => scope.command(take(pictureId)));
  const picture = await collect(what, assembly, () => {
    const indexes = assembly.missing(MAX_WANTED_CHUNKS);
    receiver.countResent(indexes.length);
    return receiver.batch(CHUNK_QUIET_MS, () => scope.command({ kind: 'WANT', pictureId, indexes }));
  });
  await scope.command({ kind: 'DONE', pictureId });
  await untilIdle(scope, RELEASE_LIMIT_MS);
  receiver.lampOff();
  return picture;
}

async function collect(
  what: PictureMessage['picture'],
  assembly: PictureAssembly,
  askAgain: () => Promise<void>,
): Promise<ReferencePicture> {
  let fruitless = 0;
  let repeats = 0;
  for (;;) {
    const outcome = assembly.outcome();
    if (outcome.kind === 'whole') {
      const { mediaType, sha256 } = outcome.header;
      return { mediaType, bytes: outcome.bytes, sha256 };
    }
    if (outcome.kind === 'digest-mismatch') {
      if (repeats === MAX_DIGEST_REPEATS) throw new DriverError('driver/picture-digest-mismatch', { kind: what });
      repeats += 1;
      assembly.clear();
    }
    const before = assembly.receivedBytes;
    await askAgain();
    fruitless = assembly.receivedBytes > before ? 0 : fruitless + 1;
    if (fruitless === MAX_FRUITLESS_ROUNDS) {
      throw new DriverError('driver/picture-incomplete', { kind: what, missing: assembly.missing(10) });
    }
  }
}

interface Receiver {
  /** Sends the command and resolves when the device says the batch has ended, or when chunks stop coming. */
  batch(firstMs: number, send: () => Promise<unknown>): Promise<void>;
  countResent(chunks: number): void;
  lampOff(): void;
}

function createReceiver(scope: TaskScope, assembly: PictureAssembly, emit: Emit): Receiver {
  let lamp = false;
  let resentChunks = 0;
  let wait: QuietWait | null = null;
  const tellLamp = (on: boolean): void => {
    if (on !== lamp) emit({ kind: 'lamp', on });
    lamp = on;
  };
  const takePart = (message: PictureMessage | ChunkMessage): void => {
    if (!assembly.add(message)) return;
    const totalBytes = assembly.header?.totalBytes ?? 0;
    if (message.kind === 'CHUNK') {
      emit({ kind: 'progress', receivedBytes: assembly.receivedBytes, totalBytes, resentChunks });
    }
    if (message.kind === 'PICTURE' && message.phase === 'end') wait?.end();
    else wait?.extend();
  };
  scope.listen((message) => {
    if (message.kind === 'STATUS') tellLamp(message.lamp);
    if (message.kind === 'PICTURE' || message.kind === 'CHUNK') takePart(message);
  });
  return {
    async batch(firstMs, send) {
      // Waiting starts before the command is sent: chunks may follow the acknowledgement in the same read.
      wait = scope.untilQuiet(firstMs, CHUNK_QUIET_MS);
      await send();
      await wait.done;
    },
    countResent(chunks) {
      resentChunks += chunks;
    },
    lampOff: () => tellLamp(false),
  };
}
