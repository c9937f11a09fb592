/** A camera, or a file in its place, as a stream of JPEG pictures: ffmpeg reads it, and its output is what a driver hears. */
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import type { CameraNote } from '../../src/domain/camera-note.ts';
import { type Clock, systemClock } from '../../src/domain/clock.ts';
import type { ByteTransport, TransportHandlers } from '../contract/byte-transport.ts';
import { type CameraSource, cameraArguments } from './camera-arguments.ts';
import { type CameraControlSettings, KEEP_WHAT_WAS_FOUND } from './camera-controls.ts';
import { cameraOpenError } from './camera-error.ts';
import { fixCameraControls } from './fix-camera-controls.ts';
import { createLinkSession, type LinkSession } from './link-session.ts';
import { isTransportError, TransportError } from './transport-error.ts';

export interface CameraTransportOptions {
  /** For people. */
  readonly path: string;
  /** The first that the camera offers is taken. */
  readonly sources: readonly CameraSource[];
  readonly controls?: CameraControlSettings;
  readonly nature?: ByteTransport['nature'];
  readonly clock?: Clock;
  /** What could not be fixed on the camera, told anew after every opening; empty when everything was. */
  readonly onNotes?: (notes: readonly CameraNote[]) => void;
  readonly program?: string;
}

type Program = ChildProcessByStdio<null, Readable, Readable>;

interface OpenCamera {
  readonly program: Program;
  readonly session: LinkSession;
  readonly gone: Promise<void>;
}

/** A camera gives its first picture within a second or two; ffmpeg waits for ever for one that never does. */
const FIRST_PICTURE_LIMIT_MS = 10_000;
/** ffmpeg ends at once when told to; one that hangs in the kernel is killed. */
const END_LIMIT_MS = 500;
const KEPT_WORDS = 2000;

/**
 * Words written to it go nowhere: a camera listens to none. Rejects from `open` with `transport/camera-…`,
 * `transport/not-a-camera`, `transport/permission-denied`, and `transport/open-failed` when no picture comes.
 */
export function createCameraTransport(options: CameraTransportOptions): ByteTransport {
  const { path, clock = systemClock } = options;
  const description = `camera ${path}`;
  let current: OpenCamera | undefined;
  let opening = false;
  return {
    description,
    nature: options.nature ?? 'live',
    async open(handlers) {
      if (opening || current?.session.isOpen) throw new TransportError('transport/already-open', { link: description });
      opening = true;
      try {
        // The last program lets go of the camera before the next may have it.
        await current?.gone;
        current = await openFirst(options, (source) => openCamera(source, options, handlers, description, clock));
      } finally {
        opening = false;
      }
    },
    async write() {
      if (!current?.session.isOpen) throw new TransportError('transport/not-open', { link: description });
    },
    async close() {
      const closing = current;
      if (!closing?.session.isOpen) return;
      closing.session.end('requested', 'closed on request');
      await endProgram(closing, clock);
    },
  };
}

/** A camera that does not offer one format is asked for the next. */
async function openFirst(
  { sources, path, ...options }: CameraTransportOptions,
  open: (source: CameraSource) => Promise<OpenCamera>,
): Promise<OpenCamera> {
  let refusal = new TransportError('transport/camera-format-unsupported', { path });
  for (const source of sources) {
    try {
      const camera = await open(source);
      if (source.kind === 'device') void fixControls(source, options);
      return camera;
    } catch (error) {
      if (!isTransportError(error, 'transport/camera-format-unsupported')) throw error;
      refusal = error;
    }
  }
  throw refusal;
}

async function fixControls(
  { path }: CameraSource,
  { controls, onNotes, clock = systemClock }: Pick<CameraTransportOptions, 'controls' | 'onNotes' | 'clock'>,
): Promise<void> {
  onNotes?.(await fixCameraControls({ path, settings: controls ?? KEEP_WHAT_WAS_FOUND, clock }));
}

async function openCamera(
  source: CameraSource,
  { program: name = 'ffmpeg' }: CameraTransportOptions,
  handlers: TransportHandlers,
  description: string,
  clock: Clock,
): Promise<OpenCamera> {
  const program = spawn(name, cameraArguments(source), { stdio: ['ignore', 'pipe', 'pipe'] });
  const session = createLinkSession(handlers, description);
  const first = Promise.withResolvers<void>();
  let said = '';
  let waiting: Uint8Array[] | null = [];
  const deliverWaiting = (): void => {
    const chunks = waiting ?? [];
    waiting = null;
    for (const bytes of chunks) session.deliver(bytes);
  };
  program.stderr.on('data', (chunk: Buffer) => {
    said = `${said}${chunk.toString('utf8')}`.slice(-KEPT_WORDS);
  });
  program.stdout.on('data', (chunk: Buffer) => {
    // The receiver keeps the bytes, and small chunks share their memory with others.
    const bytes = Uint8Array.from(chunk);
    if (waiting === null) session.deliver(bytes);
    else {
      // What comes with the opening is told after it.
      if (waiting.push(bytes) === 1) setImmediate(deliverWaiting);
      first.resolve();
    }
  });
  const gone = new Promise<void>((resolve) => {
    program.on('error', (cause) => {
      first.reject(new TransportError('transport/camera-program-missing', { program: name }, cause));
      resolve();
    });
    program.on('close', () => {
      first.reject(cameraOpenError(source.path, said));
      session.end('unplugged', said.trim().split('\n').at(-1) ?? '');
      resolve();
    });
  });
  const cancel = clock.after(FIRST_PICTURE_LIMIT_MS, () =>
    first.reject(new TransportError('transport/open-failed', { path: source.path, detail: 'no picture came' })),
  );
  const camera = { program, session, gone };
  try {
    await first.promise;
    return camera;
  } catch (error) {
    await endProgram(camera, clock);
    throw error;
  } finally {
    cancel();
  }
}

async function endProgram({ program, gone }: OpenCamera, clock: Clock): Promise<void> {
  program.kill('SIGTERM');
  const cancel = clock.after(END_LIMIT_MS, () => program.kill('SIGKILL'));
  await gone;
  cancel();
}
