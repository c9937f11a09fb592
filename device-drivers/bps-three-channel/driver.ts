/** A peripheral session with a pulse instrument's face: one task, and a release at every end of it. */
import type { PulseRecording } from '../../src/domain/waveform.ts';
import { DriverError } from '../contract/driver-error.ts';
import type { InstrumentDriver, InstrumentPart, LinkState, PulseEvent } from '../contract/instrument-driver.ts';
import type { PeripheralState } from '../contract/peripheral-driver.ts';
import type { DriverLink } from '../contract/registration.ts';
import { createPeripheral } from '../session/create-peripheral.ts';
import type { DeviceGreeting } from '../session/peripheral-definition.ts';
import { createBridgeParser } from './frame-parser.ts';
import { type BpsMessage, decodeDevicePayload, encodeHostMessage } from './messages.ts';
import {
  ANSWER_LIMIT_MS,
  BRIDGE_VERSION,
  RELEASE_LIMIT_MS,
  SILENCE_LIMIT_MS,
  STATUS_EVERY_MS,
  TRIES,
} from './protocol.ts';
import { checkPulseRequest, runPulseTask, type Talk, write } from './pulse-task.ts';

export const BPS_DRIVER_ID = 'bps-three-channel';
export const BPS_PARTS: readonly InstrumentPart[] = ['pulse'];

const RELEASE = { kind: 'command', command: 'release' } as const;
const nothingToDo = async (): Promise<void> => undefined;

export function createBpsDriver(link: DriverLink): InstrumentDriver {
  let task: (talk: Talk) => Promise<void> = nothingToDo;
  let tellReleased = (): void => undefined;
  const session = createPeripheral<BpsMessage>(
    {
      id: BPS_DRIVER_ID,
      role: 'pulse-sensor',
      createParser: (emit) => createBridgeParser(decodeDevicePayload, emit),
      silence: { limitMs: SILENCE_LIMIT_MS, from: 'connected' },
      keepAlive: { everyMs: STATUS_EVERY_MS, bytes: encodeHostMessage({ kind: 'read-status' }) },
      greet,
      run: (talk) => task(talk),
      async quieten(talk) {
        await write(talk, RELEASE, RELEASE_LIMIT_MS);
        tellReleased();
      },
      farewell: () => encodeHostMessage(RELEASE),
    },
    link,
  );

  async function measurePulse(
    request: Parameters<InstrumentDriver['measurePulse']>[0],
    onEvent: (event: PulseEvent) => void,
    signal: AbortSignal,
  ): Promise<PulseRecording> {
    checkPulseRequest(request);
    if (signal.aborted) throw new DriverError('driver/aborted', { task: 'pulse' });
    let recording: PulseRecording | null = null;
    if (session.state.kind === 'ready') {
      task = async (talk) => {
        failWhenUnlinked(talk);
        recording = await runPulseTask(talk, request, onEvent);
      };
      tellReleased = () => onEvent({ kind: 'released' });
    }
    await session.run(() => undefined, signal);
    if (recording === null) throw new DriverError('driver/aborted', { task: 'pulse' });
    return recording;
  }

  return {
    id: BPS_DRIVER_ID,
    parts: BPS_PARTS,
    get state() {
      return toLinkState(session.state);
    },
    connect: () => session.connect(),
    measurePulse,
    takePicture: async ({ kind }) => {
      throw new DriverError('driver/bad-request', { part: kind });
    },
    preview: async ({ kind }) => {
      throw new DriverError('driver/bad-request', { part: kind });
    },
    statistics: () => session.statistics(),
    onState: (listener) => session.onState((state) => listener(toLinkState(state))),
    disconnect: () => session.disconnect(),
  };
}

/** Asks the bridge who it is and lets go of whatever an earlier host left under pressure. */
async function greet(talk: Talk): Promise<DeviceGreeting> {
  const bridge = await talk.ask({
    name: 'hello',
    bytes: encodeHostMessage({ kind: 'hello' }),
    timeoutMs: ANSWER_LIMIT_MS,
    tries: TRIES,
    answer: (message) => (message.kind === 'bridge' ? message : undefined),
  });
  if (bridge.version !== BRIDGE_VERSION) throw new DriverError('driver/version-mismatch', { bridge: bridge.version });
  if (!bridge.linked) throw new DriverError('driver/not-connected', { bridge: 'no radio link to the instrument' });
  await write(talk, RELEASE);
  return {
    maker: 'unknown',
    model: bridge.name,
    serialNumber: 'unknown',
    firmwareVersion: 'unknown',
    protocolVersion: `47C0 over bridge ${bridge.version}`,
    calibratedOn: null,
  };
}

function failWhenUnlinked(talk: Talk): void {
  talk.listen((message) => {
    if (message.kind !== 'bridge' || message.linked) return;
    talk.fail(new DriverError('driver/unplugged', { bridge: 'the radio link was lost' }));
  });
}

function toLinkState(state: PeripheralState): LinkState {
  return state.kind === 'running' ? { kind: 'busy', identity: state.identity, task: 'pulse' } : state;
}
