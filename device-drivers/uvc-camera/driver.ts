/** A camera as an instrument of pictures: its stream is open while it is needed, and a moment longer. */
import { createHash } from 'node:crypto';
import type { CapturedPicture, PictureKind } from '../../src/domain/picture.ts';
import type { InstrumentIdentity } from '../../src/domain/provenance.ts';
import { DriverError } from '../contract/driver-error.ts';
import type { InstrumentDriver, InstrumentPart, LinkState, PreviewFrame } from '../contract/instrument-driver.ts';
import type { DriverLink } from '../contract/registration.ts';
import { type CameraStream, createCameraStream } from './camera-stream.ts';
import { withHuffmanTables } from './huffman-tables.ts';
import type { JpegPicture } from './jpeg-parser.ts';
import { isWholePicture, previewPicture } from './preview-picture.ts';
import { LINGER_MS, PICTURE_LIMIT_MS, PREVIEW_EVERY_MS, SCENE_WORD, STEADY_AFTER_MS } from './protocol.ts';

export const UVC_CAMERA_DRIVER_ID = 'uvc-camera';
export const UVC_CAMERA_PARTS: readonly InstrumentPart[] = ['tongue-top', 'tongue-underside', 'face'];

type Task = Extract<LinkState, { kind: 'busy' }>['task'];

export function createUvcCameraDriver({ transport, clock }: DriverLink): InstrumentDriver {
  const listeners = new Set<(state: LinkState) => void>();
  const counts = { receivedBytes: 0, discardedBytes: 0, acceptedLines: 0, rejectedLines: 0, retries: 0 };
  let state: LinkState = { kind: 'disconnected' };
  let stream: CameraStream | null = null;
  let lastPictureBytes = 0;
  let cancelLinger = (): void => undefined;
  let current: { fail(error: DriverError): void; ended: Promise<void> } | null = null;

  function setState(next: LinkState): void {
    state = next;
    for (const listener of listeners) listener(next);
  }

  /** The running stream, or a new one. */
  async function openStream(): Promise<CameraStream> {
    cancelLinger();
    if (stream?.alive) return stream;
    await stream?.close();
    const opened = createCameraStream({
      transport,
      clock,
      counts,
      onLost: (reason, error) => setState({ kind: 'lost', reason, code: error.code }),
    });
    stream = opened;
    await opened.open();
    return opened;
  }

  function linger(): void {
    cancelLinger();
    const open = stream;
    cancelLinger = clock.after(LINGER_MS, () => void open?.close());
  }

  async function shakeHands(): Promise<InstrumentIdentity> {
    const opened = await openStream();
    const { widthPx, heightPx } = await nextPicture(opened, 0);
    linger();
    return {
      driverId: UVC_CAMERA_DRIVER_ID,
      maker: 'unknown',
      model: transport.description,
      serialNumber: 'unknown',
      firmwareVersion: 'unknown',
      protocolVersion: `MJPEG ${widthPx}×${heightPx}`,
      calibratedOn: null,
      nature: transport.nature,
    };
  }

  /** The first picture that came at least `afterMs` after the stream was opened. */
  async function nextPicture(open: CameraStream, afterMs: number): Promise<JpegPicture> {
    const found = Promise.withResolvers<JpegPicture>();
    const stop = open.listen((picture) => {
      lastPictureBytes = picture.bytes.length;
      if (clock.nowMs() - open.openedAtMs >= afterMs) found.resolve(picture);
    });
    const cancel = clock.after(PICTURE_LIMIT_MS, () => found.reject(new DriverError('driver/task-timed-out')));
    try {
      return await Promise.race([found.promise, open.lost]);
    } finally {
      cancel();
      stop();
    }
  }

  async function runTask<T>(
    task: Task,
    kind: PictureKind,
    signal: AbortSignal,
    body: (open: CameraStream) => Promise<T>,
  ) {
    if (state.kind === 'busy' || state.kind === 'connecting') throw new DriverError('driver/busy', { task });
    if (state.kind !== 'ready') throw new DriverError('driver/not-connected', { task });
    if (signal.aborted) throw new DriverError('driver/aborted', { task });
    const { identity } = state;
    const failure = Promise.withResolvers<never>();
    failure.promise.catch(() => undefined);
    const done = Promise.withResolvers<void>();
    const onAbort = (): void => failure.reject(new DriverError('driver/aborted', { task }));
    current = { fail: failure.reject, ended: done.promise };
    signal.addEventListener('abort', onAbort, { once: true });
    setState({ kind: 'busy', identity, task });
    try {
      const opening = openAgain();
      opening.catch(() => undefined);
      const open = await Promise.race([opening, failure.promise]);
      await transport.write(Buffer.from(`${SCENE_WORD} ${kind}\n`)).catch(() => undefined);
      return await Promise.race([body(open), failure.promise]);
    } finally {
      signal.removeEventListener('abort', onAbort);
      current = null;
      done.resolve();
      linger();
      if ((state as LinkState).kind === 'busy') setState({ kind: 'ready', identity });
    }
  }

  /** A camera that was there and cannot be opened any more is lost. */
  async function openAgain(): Promise<CameraStream> {
    try {
      return await openStream();
    } catch (error) {
      const code = error instanceof DriverError ? error.code : 'driver/cannot-open';
      if (state.kind !== 'lost') setState({ kind: 'lost', reason: 'unplugged', code });
      throw error;
    }
  }

  return {
    id: UVC_CAMERA_DRIVER_ID,
    parts: UVC_CAMERA_PARTS,
    get state() {
      return state;
    },
    async connect() {
      if (state.kind === 'ready') return state.identity;
      if (state.kind === 'busy' || state.kind === 'connecting') throw new DriverError('driver/busy');
      setState({ kind: 'connecting' });
      try {
        const identity = await shakeHands();
        setState({ kind: 'ready', identity });
        return identity;
      } catch (error) {
        await stream?.close();
        const code = error instanceof DriverError ? error.code : 'driver/cannot-open';
        if ((state as LinkState).kind === 'connecting') setState({ kind: 'lost', reason: 'unplugged', code });
        throw error;
      }
    },
    measurePulse: async () => {
      throw new DriverError('driver/bad-request', { part: 'pulse' });
    },
    takePicture: ({ kind }, onEvent, signal) =>
      runTask('picture', kind, signal, async (open): Promise<CapturedPicture> => {
        // A stream tells no size beforehand; the last picture's is close.
        onEvent({ kind: 'progress', receivedBytes: 0, totalBytes: lastPictureBytes, resentChunks: 0 });
        const bytes = withHuffmanTables((await nextPicture(open, STEADY_AFTER_MS)).bytes);
        onEvent({ kind: 'progress', receivedBytes: bytes.length, totalBytes: bytes.length, resentChunks: 0 });
        if (!(await isWholePicture(bytes))) throw new DriverError('driver/picture-incomplete', { kind });
        const sha256 = createHash('sha256').update(bytes).digest('hex');
        return { kind, mediaType: 'image/jpeg', bytes, sha256 };
      }),
    async preview({ kind }, onFrame, signal) {
      if (signal.aborted) return;
      const streaming = runTask('preview', kind, signal, (open) => streamPreview(open, kind, onFrame));
      await streaming.catch((error: unknown) => {
        if (!(error instanceof DriverError && error.code === 'driver/aborted')) throw error;
      });
    },
    statistics: () => ({ ...counts }),
    onState(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async disconnect() {
      current?.fail(new DriverError('driver/disconnected'));
      await current?.ended;
      cancelLinger();
      await stream?.close();
      if (state.kind !== 'disconnected') setState({ kind: 'disconnected' });
    },
  };

  /** One frame at a time, and no more than the screen can use. */
  async function streamPreview(open: CameraStream, kind: PictureKind, onFrame: (frame: PreviewFrame) => void) {
    let shrinking = false;
    let nextAtMs = 0;
    const mine = current;
    const stop = open.listen((picture) => {
      if (shrinking || clock.nowMs() < nextAtMs) return;
      shrinking = true;
      nextAtMs = clock.nowMs() + PREVIEW_EVERY_MS;
      void previewPicture(withHuffmanTables(picture.bytes)).then((bytes) => {
        shrinking = false;
        if (bytes !== null && current === mine) onFrame({ kind, mediaType: 'image/jpeg', bytes });
      });
    });
    try {
      return await Promise.race([open.lost, mine?.ended.then(() => undefined)]);
    } finally {
      stop();
    }
  }
}
