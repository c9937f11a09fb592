/** The driver of the open line protocol (PROTOCOL.md): connection state, one task at a time, release at every end. */
import type { Clock } from '../../src/domain/clock.ts';
import type { InstrumentIdentity } from '../../src/domain/provenance.ts';
import type { ByteTransport } from '../contract/byte-transport.ts';
import { DriverError } from '../contract/driver-error.ts';
import type { InstrumentDriver, InstrumentPart, LinkState, PulseEvent } from '../contract/instrument-driver.ts';
import { createLineLink, type LineLink } from './line-link.ts';
import type { DeviceMessage, IdentMessage, StatusMessage } from './messages.ts';
import { runPictureTask, runReferenceTask } from './picture-task.ts';
import { runPreviewTask } from './preview-task.ts';
import { ABORT_RELEASE_WAIT_MS, PROTOCOL_MAJOR, SEQUENCE_MODULUS } from './protocol.ts';
import { checkPulseRequest, runPulseTask } from './pulse-task.ts';
import { createTaskScope, type TaskControl, type TaskScope, untilIdle } from './task-scope.ts';

export const SIZHEN_LINE_DRIVER_ID = 'sizhen-line';
export const SIZHEN_LINE_PARTS: readonly InstrumentPart[] = ['pulse', 'tongue-top', 'tongue-underside', 'face'];

export interface SizhenLineDriverOptions {
  readonly transport: ByteTransport;
  readonly clock: Clock;
}

type Task = Extract<LinkState, { kind: 'busy' }>['task'];

/** How the machine at the other end greets itself in HELLO; for the instrument's own log. */
const HOST_NAME = 'sizhen';

export function createSizhenLineDriver({ transport, clock }: SizhenLineDriverOptions): InstrumentDriver {
  const listeners = new Set<(state: LinkState) => void>();
  let state: LinkState = { kind: 'disconnected' };
  let status: StatusMessage | null = null;
  let sampleRateHz = 0;
  let lastNumber = 0;
  let current: TaskControl | null = null;
  let taskEnd: Promise<void> = Promise.resolve();
  let link = newLink();

  function setState(next: LinkState): void {
    state = next;
    for (const listener of listeners) listener(next);
  }

  function newLink(): LineLink {
    return createLineLink({
      transport,
      clock,
      onMessage,
      onLost: (reason, error) => {
        current?.fail(error);
        setState({ kind: 'lost', reason, code: error.code });
      },
    });
  }

  function onMessage(message: DeviceMessage): void {
    if (message.kind === 'STATUS') noteStatus(message);
    current?.receive(message);
  }

  function noteStatus(message: StatusMessage): void {
    status = message;
    const linked = state.kind === 'ready' || state.kind === 'busy';
    if (linked && message.state === 'waiting') link.lose('protocol', new DriverError('driver/instrument-restarted'));
    if (state.kind === 'ready' && message.state === 'fault') {
      link.lose('fault', new DriverError('driver/instrument-fault', { fault: message.fault }));
    }
  }

  function newScope(): TaskControl {
    const nextNumber = (): number => {
      lastNumber = (lastNumber + 1) % SEQUENCE_MODULUS;
      return lastNumber;
    };
    return createTaskScope({ link, clock, sampleRateHz, nextNumber, status: () => status });
  }

  async function shakeHands(): Promise<InstrumentIdentity> {
    await link.open();
    const ident = await link.command({ kind: 'HELLO', major: PROTOCOL_MAJOR, host: HOST_NAME });
    if (ident.kind !== 'IDENT') throw new DriverError('driver/no-acknowledgement', { command: 'HELLO' });
    if (Number.parseInt(ident.version, 10) !== PROTOCOL_MAJOR) {
      throw new DriverError('driver/version-mismatch', { instrument: ident.version });
    }
    sampleRateHz = ident.sampleRateHz;
    link.keepAlive();
    return identityOf(ident, transport);
  }

  /** ABORT outranks everything on the wire; a device that does not even answer that is given up. */
  async function quieten(emit: (event: PulseEvent) => void): Promise<void> {
    if (!link.alive) return;
    try {
      current = null;
      status = null;
      await link.command({ kind: 'ABORT' });
      const scope = newScope();
      current = scope;
      await untilIdle(scope, ABORT_RELEASE_WAIT_MS);
      emit({ kind: 'released' });
    } catch (error) {
      const code = error instanceof DriverError ? error.code : null;
      if (code === 'driver/instrument-fault') link.lose('fault', error as DriverError);
      else if (code === 'driver/no-acknowledgement') link.lose('protocol', error as DriverError);
    }
  }

  async function runTask<T>(
    task: Task,
    signal: AbortSignal,
    emit: (event: PulseEvent) => void,
    body: (scope: TaskScope) => Promise<T>,
  ): Promise<T> {
    if (state.kind === 'busy' || state.kind === 'connecting') throw new DriverError('driver/busy', { task });
    if (state.kind !== 'ready') throw new DriverError('driver/not-connected', { task });
    if (signal.aborted) throw new DriverError('driver/aborted', { task });
    const { identity } = state;
    const scope = newScope();
    const onAbort = (): void => scope.fail(new DriverError('driver/aborted', { task }));
    const ended = Promise.withResolvers<void>();
    taskEnd = ended.promise;
    current = scope;
    signal.addEventListener('abort', onAbort, { once: true });
    setState({ kind: 'busy', identity, task });
    try {
      return await body(scope);
    } catch (error) {
      await quieten(emit);
      throw error;
    } finally {
      signal.removeEventListener('abort', onAbort);
      current = null;
      ended.resolve();
      if (link.alive) setState({ kind: 'ready', identity });
    }
  }

  return {
    id: SIZHEN_LINE_DRIVER_ID,
    parts: SIZHEN_LINE_PARTS,
    get state() {
      return state;
    },
    async connect() {
      if (state.kind === 'ready') return state.identity;
      if (state.kind !== 'disconnected' && state.kind !== 'lost') throw new DriverError('driver/busy');
      setState({ kind: 'connecting' });
      await link.released();
      link = newLink();
      status = null;
      // Numbers start anew with the session, so that the same session gives the same lines again.
      lastNumber = 0;
      try {
        const identity = await shakeHands();
        setState({ kind: 'ready', identity });
        return identity;
      } catch (error) {
        throw await giveUpConnecting(error);
      }
    },
    async measurePulse(request, onEvent, signal) {
      checkPulseRequest(request);
      return runTask('pulse', signal, onEvent, (scope) => runPulseTask(scope, request, onEvent));
    },
    takePicture: (request, onEvent, signal) =>
      runTask('picture', signal, ignore, (scope) => runPictureTask(scope, request, onEvent)),
    takeReference: (signal) => runTask('picture', signal, ignore, runReferenceTask),
    async preview(request, onFrame, signal) {
      if (signal.aborted) return;
      const streaming = runTask('preview', signal, ignore, (scope) => runPreviewTask(scope, request, onFrame));
      await streaming.catch((error: unknown) => {
        if (!(error instanceof DriverError && error.code === 'driver/aborted')) throw error;
      });
    },
    statistics: () => link.statistics(),
    onState(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async disconnect() {
      current?.fail(new DriverError('driver/disconnected'));
      await taskEnd;
      await link.close();
      if (state.kind !== 'disconnected') setState({ kind: 'disconnected' });
    },
  };

  /** Which code says best why the handshake failed: nothing heard, only noise, or an unwilling instrument. */
  async function giveUpConnecting(error: unknown): Promise<unknown> {
    const code = error instanceof DriverError ? error.code : null;
    const { receivedBytes, acceptedLines } = link.statistics();
    let reason = error;
    if (code === 'driver/no-acknowledgement' && acceptedLines === 0) {
      reason = new DriverError(receivedBytes > 0 ? 'driver/garbled' : 'driver/silent', { receivedBytes }, error);
    }
    if (!(reason instanceof DriverError)) return reason;
    if (link.alive) link.lose(reason.code === 'driver/silent' ? 'silent' : 'protocol', reason);
    else if (state.kind === 'connecting') setState({ kind: 'lost', reason: 'unplugged', code: reason.code });
    return reason;
  }
}

function identityOf(ident: IdentMessage, transport: ByteTransport): InstrumentIdentity {
  const simulated = ident.simulator || transport.nature === 'simulated';
  return {
    driverId: SIZHEN_LINE_DRIVER_ID,
    maker: ident.maker,
    model: ident.model,
    serialNumber: ident.serialNumber,
    firmwareVersion: ident.firmwareVersion,
    protocolVersion: ident.version,
    calibratedOn: ident.calibratedOn,
    nature: transport.nature === 'replayed' ? 'replayed' : simulated ? 'simulated' : 'live',
  };
}

function ignore(): void {}
