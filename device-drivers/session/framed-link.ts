/**
 * A living link to a device: opens the transport, feeds the parser, counts what came and what was thrown away, notices
 * silence and babble, and lets go in order. Knows no protocol; who uses it gives the parser and the last words.
 */
import type { Clock } from '../../src/domain/clock.ts';
import type { ByteTransport } from '../contract/byte-transport.ts';
import { DriverError } from '../contract/driver-error.ts';
import type { LinkStatistics } from '../contract/instrument-driver.ts';
import { createBabbleGuard } from './babble-guard.ts';
import type { CreateParser, Framed } from './framed.ts';
import type { LossReason } from './peripheral-machine.ts';
import { createSilenceWatch, type SilenceWatch } from './silence-watch.ts';

/** Writing to a healthy port takes about a millisecond; a stalled one never ends. */
const FAREWELL_MS = 100;

export interface FramedLinkOptions<M> {
  readonly transport: ByteTransport;
  readonly clock: Clock;
  readonly createParser: CreateParser<M>;
  readonly onMessage: (message: M) => void;
  readonly onLost: (reason: LossReason, error: DriverError) => void;
  /** Written when the link ends while it can still be written: stop, let go. */
  readonly farewell?: (() => Uint8Array | null) | undefined;
}

export interface FramedLink {
  readonly alive: boolean;
  /** Rejects with `driver/cannot-open`. A link is opened once; make a new one to connect again. */
  open(): Promise<void>;
  /** A failed write is a lost link, never an exception. */
  write(bytes: Uint8Array): void;
  /** From now on the link is lost when no message came for `limitMs`; null stops watching. */
  expectMessages(limitMs: number | null): void;
  countRetry(): void;
  /** Ends the link for good: last words, transport closed, `onLost` told once. */
  lose(reason: LossReason, error: DriverError): void;
  /** The same on request, without `onLost`. */
  close(): Promise<void>;
  /** Resolves when a lost link has let go of its transport. */
  released(): Promise<void>;
  statistics(): LinkStatistics;
}

export function createFramedLink<M>(options: FramedLinkOptions<M>): FramedLink {
  const { transport, clock, onMessage, onLost } = options;
  const counts = { receivedBytes: 0, discardedBytes: 0, acceptedLines: 0, rejectedLines: 0, retries: 0 };
  const babble = createBabbleGuard(clock);
  let watch: SilenceWatch | null = null;
  let alive = false;
  let ending = false;
  let release: Promise<void> = Promise.resolve();

  const lose = (reason: LossReason, error: DriverError): void => {
    if (!alive || ending) return;
    release = letGo(reason === 'unplugged' ? null : (options.farewell?.() ?? null));
    onLost(reason, error);
  };
  const garbled = (): void =>
    lose('protocol', new DriverError('driver/garbled', { discardedBytes: counts.discardedBytes }));
  const onItem = (item: Framed<M>): void => {
    if (!alive) return;
    if (item.kind === 'discarded') {
      counts.rejectedLines += 1;
      counts.discardedBytes += item.byteCount;
      if (babble.exceededBy(item.byteCount)) garbled();
      return;
    }
    counts.acceptedLines += 1;
    watch?.heard();
    onMessage(item.message);
  };
  const parser = options.createParser(onItem);

  async function letGo(lastWords: Uint8Array | null): Promise<void> {
    ending = true;
    parser.finish();
    alive = false;
    watch?.stop();
    // A port closed at once drops what is still to be written, so the last words get a moment.
    if (lastWords !== null) await within(FAREWELL_MS, transport.write(lastWords));
    await transport.close().catch(() => undefined);
  }

  function within(limitMs: number, work: Promise<void>): Promise<void> {
    const moment = Promise.withResolvers<void>();
    const cancel = clock.after(limitMs, moment.resolve);
    return Promise.race([work.catch(() => undefined), moment.promise]).finally(cancel);
  }

  return {
    get alive() {
      return alive;
    },
    async open() {
      try {
        await transport.open({
          onBytes: (bytes) => {
            if (!alive) return;
            counts.receivedBytes += bytes.length;
            watch?.noise();
            parser.push(bytes);
          },
          onClosed: (reason, detail) => lose('unplugged', new DriverError('driver/unplugged', { reason, detail })),
        });
      } catch (cause) {
        throw new DriverError('driver/cannot-open', { transport: transport.description }, cause);
      }
      alive = true;
    },
    write(bytes) {
      if (!alive) return;
      transport.write(bytes).catch((cause: unknown) => {
        lose('unplugged', new DriverError('driver/unplugged', {}, cause));
      });
    },
    expectMessages(limitMs) {
      watch?.stop();
      watch = null;
      if (limitMs === null || !alive) return;
      watch = createSilenceWatch(clock, limitMs, (heardNoise) =>
        heardNoise ? garbled() : lose('silent', new DriverError('driver/silent')),
      );
      watch.start();
    },
    countRetry() {
      counts.retries += 1;
    },
    lose,
    async close() {
      if (!alive || ending) return;
      await letGo(options.farewell?.() ?? null);
    },
    released: () => release,
    statistics: () => ({ ...counts }),
  };
}
