/**
 * The living connection: numbers and repeats commands, beats, listens for silence, counts what was thrown away.
 * Effects only; what to do about an answer or a time-out is decided in command-machine.ts.
 */
import type { Clock } from '../../src/domain/clock.ts';
import type { ByteTransport } from '../contract/byte-transport.ts';
import { DriverError } from '../contract/driver-error.ts';
import type { LinkState, LinkStatistics } from '../contract/instrument-driver.ts';
import { createSilenceWatch } from '../session/silence-watch.ts';
import {
  COMMAND_IDLE,
  type CommandEffect,
  type CommandInput,
  type CommandOutcome,
  stepCommand,
} from './command-machine.ts';
import { createFrameParser, type Frame } from './frame-parser.ts';
import {
  type DeviceAnswer,
  type DeviceMessage,
  decodeDeviceLine,
  encodeHostLine,
  type HostCommand,
} from './messages.ts';
import { DEVICE_SILENCE_LIMIT_MS, HOST_BEAT_MS, SEQUENCE_MODULUS } from './protocol.ts';
import { createSequenceWindow } from './sequence-window.ts';

/** Writing to a healthy port takes about a millisecond; a stalled one never ends. */
const FAREWELL_MS = 100;
/** A recording says nothing while its host analyses a picture or waits for a person; where it ends, it closes the link. */
const REPLAY_SILENCE_LIMIT_MS = 60_000;

export type LossReason = Extract<LinkState, { kind: 'lost' }>['reason'];

export interface LineLink {
  /** Opens the transport; rejects with `driver/cannot-open`. */
  open(): Promise<void>;
  /** Resolves with ACK or IDENT; rejects when refused, unanswered, outranked by an abort, or when the link is lost. */
  command(command: HostCommand): Promise<DeviceAnswer>;
  /** From the handshake on: beats go out, and silence is no longer accepted. */
  keepAlive(): void;
  /** Ends the link for good: best-effort ABORT on the wire, transport closed, `onLost` told once. */
  lose(reason: LossReason, error: DriverError): void;
  close(): Promise<void>;
  /** Resolves when a lost link has let go of its transport. */
  released(): Promise<void>;
  readonly alive: boolean;
  statistics(): LinkStatistics;
}

export interface LineLinkOptions {
  readonly transport: ByteTransport;
  readonly clock: Clock;
  readonly onMessage: (message: DeviceMessage) => void;
  readonly onLost: (reason: LossReason, error: DriverError) => void;
}

export function createLineLink({ transport, clock, onMessage, onLost }: LineLinkOptions): LineLink {
  const counts = { receivedBytes: 0, discardedBytes: 0, acceptedLines: 0, rejectedLines: 0, retries: 0 };
  const isNew = createSequenceWindow();
  const waiting = new Map<number, (outcome: CommandOutcome) => void>();
  let commandState = COMMAND_IDLE as ReturnType<typeof stepCommand>['state'];
  let stopAnswerTimer = (): void => {};
  let stopBeat = (): void => {};
  let sequence = 0;
  let alive = false;
  let lossError = new DriverError('driver/not-connected');
  let release: Promise<void> = Promise.resolve();

  const nextSequence = (): number => {
    const own = sequence;
    sequence = (sequence + 1) % SEQUENCE_MODULUS;
    return own;
  };
  const write = (bytes: Uint8Array): void => {
    transport.write(bytes).catch((cause: unknown) => lose('unplugged', new DriverError('driver/unplugged', {}, cause)));
  };

  const silenceLimitMs = transport.nature === 'replayed' ? REPLAY_SILENCE_LIMIT_MS : DEVICE_SILENCE_LIMIT_MS;
  const silence = createSilenceWatch(clock, silenceLimitMs, (heardNoise) =>
    heardNoise
      ? lose('protocol', new DriverError('driver/garbled', { discardedBytes: counts.discardedBytes }))
      : lose('silent', new DriverError('driver/silent')),
  );

  const run = (effect: CommandEffect): void => {
    switch (effect.kind) {
      case 'write':
        if (effect.repeated) counts.retries += 1;
        write(encodeHostLine(effect.sequence, effect.command));
        return;
      case 'start-timer':
        stopAnswerTimer();
        stopAnswerTimer = clock.after(effect.delayMs, () => feed({ kind: 'timed-out', sequence: effect.sequence }));
        return;
      case 'stop-timer':
        stopAnswerTimer();
        return;
      case 'settle':
        waiting.get(effect.sequence)?.(effect.outcome);
        waiting.delete(effect.sequence);
        return;
      default:
        effect satisfies never;
    }
  };
  const feed = (input: CommandInput): void => {
    const step = stepCommand(commandState, input);
    commandState = step.state;
    for (const effect of step.effects) run(effect);
  };

  const reject = (byteCount: number): void => {
    counts.rejectedLines += 1;
    counts.discardedBytes += byteCount;
  };
  const onFrame = (frame: Frame): void => {
    const message = frame.kind === 'line' ? decodeDeviceLine(frame) : undefined;
    if (frame.kind === 'discarded' || message === undefined || isNew(frame.sequence) === 'repeated') {
      reject(frame.kind === 'line' ? frame.bytes.length : frame.byteCount);
      return;
    }
    counts.acceptedLines += 1;
    silence.heard();
    if (message.kind === 'ACK' || message.kind === 'NAK' || message.kind === 'IDENT') {
      feed({ kind: 'answered', answer: message });
    } else {
      onMessage(message);
    }
  };
  const parser = createFrameParser('device', onFrame);

  const stop = (error: DriverError): void => {
    alive = false;
    lossError = error;
    silence.stop();
    stopBeat();
    feed({ kind: 'link-lost' });
  };
  const lose = (reason: LossReason, error: DriverError): void => {
    if (!alive) return;
    const farewell = encodeHostLine(nextSequence(), { kind: 'ABORT' });
    stop(error);
    release = closeAfter(transport, reason === 'unplugged' ? Promise.resolve() : transport.write(farewell), clock);
    onLost(reason, error);
  };
  const beat = (): void => {
    write(encodeHostLine(nextSequence(), { kind: 'BEAT' }));
    stopBeat = clock.after(HOST_BEAT_MS, beat);
  };

  return {
    async open() {
      try {
        await transport.open({
          onBytes: (bytes) => {
            if (!alive) return;
            counts.receivedBytes += bytes.length;
            silence.noise();
            parser.push(bytes);
          },
          onClosed: (reason, detail) => {
            parser.finish();
            lose('unplugged', new DriverError('driver/unplugged', { reason, detail }));
          },
        });
      } catch (cause) {
        throw new DriverError('driver/cannot-open', { transport: transport.description }, cause);
      }
      alive = true;
    },
    async command(command) {
      if (!alive) throw new DriverError('driver/not-connected', { command: command.kind });
      const own = nextSequence();
      const outcome = await new Promise<CommandOutcome>((resolve) => {
        waiting.set(own, resolve);
        feed({ kind: 'submit', sequence: own, command });
      });
      if (outcome.kind === 'link-lost') throw lossError;
      return requireAnswer(command, outcome);
    },
    keepAlive() {
      silence.start();
      beat();
    },
    lose,
    async close() {
      if (!alive) return;
      stop(new DriverError('driver/disconnected'));
      await transport.close();
    },
    released: () => release,
    get alive() {
      return alive;
    },
    // Bytes of a line that has not ended are received but not yet judged; a runaway line counts at once.
    statistics: () => ({ ...counts, discardedBytes: counts.discardedBytes + parser.runawayBytes() }),
  };
}

function requireAnswer(command: HostCommand, outcome: Exclude<CommandOutcome, { kind: 'link-lost' }>): DeviceAnswer {
  if (outcome.kind === 'unanswered') throw new DriverError('driver/no-acknowledgement', { command: command.kind });
  if (outcome.kind === 'outranked') throw new DriverError('driver/aborted', { command: command.kind });
  if (outcome.answer.kind === 'NAK') throw refusal(command, outcome.answer);
  return outcome.answer;
}

function refusal(command: HostCommand, nak: Extract<DeviceAnswer, { kind: 'NAK' }>): DriverError {
  const context = { command: command.kind, reason: nak.reason, detail: nak.detail };
  if (nak.reason === 'version') return new DriverError('driver/version-mismatch', context);
  if (nak.reason === 'pressure-limit') return new DriverError('driver/pressure-refused', context);
  return new DriverError('driver/command-refused', context);
}

/** A port closed at once drops what is still to be written, so the farewell gets a moment. Nobody is left to tell errors. */
async function closeAfter(transport: ByteTransport, farewell: Promise<void>, clock: Clock): Promise<void> {
  const moment = Promise.withResolvers<void>();
  const cancel = clock.after(FAREWELL_MS, moment.resolve);
  await Promise.race([farewell.catch(() => undefined), moment.promise]);
  cancel();
  await transport.close().catch(() => undefined);
}
