/** A simulated instrument that speaks the line protocol through the driver's own codec, and says that it is one. */
import type { Clock } from '../../src/domain/clock.ts';
import { createPressureRamp } from '../simulation/pressure-ramp.ts';
import type { PictureSource, PulseSource, SimulatedPicture } from '../simulation/sources.ts';
import { createFrameParser, type Frame, type RawLine } from './frame-parser.ts';
import { type DeviceMessage, decodeHostLine, encodeDeviceLine, HOST_LINES, type HostMessage } from './messages.ts';
import {
  DEVICE_STATUS_MS,
  type DeviceFault,
  type DeviceState,
  FIRST_VERSION,
  HOST_SILENCE_LIMIT_MS,
  PROTOCOL_VERSION,
  SEQUENCE_MODULUS,
} from './protocol.ts';
import { createSimulatedCamera } from './simulated-camera.ts';
import { judgeCommand, type OrdinaryCommand } from './simulated-commands.ts';
import { createSimulatedPulse, SIMULATED_RATE_HZ } from './simulated-pulse.ts';
import { createLineDamage, type SizhenLineFault } from './simulator-faults.ts';

/** What the simulated instrument says of itself. That it is a simulator it always says. */
export interface SimulatedIdentity {
  readonly maker: string;
  readonly model: string;
  readonly serialNumber: string;
  readonly firmwareVersion: string;
  readonly calibratedOn: string | null;
}

export interface SizhenLineSimulatorOptions {
  readonly identity?: Partial<SimulatedIdentity>;
  readonly pulse: PulseSource;
  readonly pictures: PictureSource;
  /** What the camera sees of a built-in colour reference; without it the device has none and speaks version 1.0. */
  readonly reference?: (drifted: boolean) => Promise<SimulatedPicture>;
  readonly clock: Clock;
  /** Bytes towards the host. */
  readonly write: (bytes: Uint8Array) => void;
  readonly faults?: readonly SizhenLineFault[];
}

export interface SizhenLineSimulator {
  /** Bytes from the host, in any chunking. */
  receive(bytes: Uint8Array): void;
  /** Switches the device off: pressure released, timers cancelled, nothing more is written. */
  stop(): void;
  /** Contact pressure on the wrist at this moment. */
  readonly pressurePa: number;
  readonly lampOn: boolean;
  readonly state: DeviceState;
}

const SIMULATED_IDENTITY: SimulatedIdentity = {
  maker: 'Sizhen',
  model: 'Simulated four-diagnosis instrument',
  serialNumber: 'SIMULATOR',
  firmwareVersion: '1.0.0',
  calibratedOn: null,
};

/** Commands whose answers are remembered, so that a repeated one is answered again and not run again. */
const REMEMBERED_ANSWERS = 8;
const BABBLE_MS = 20;
const BABBLE_BYTES = Buffer.alloc(1400, 0x55);

export function createSizhenLineSimulator(options: SizhenLineSimulatorOptions): SizhenLineSimulator {
  const { clock, write } = options;
  const faults: ReadonlySet<SizhenLineFault> = new Set(options.faults);
  const identity = { ...SIMULATED_IDENTITY, ...options.identity };
  const pressure = createPressureRamp(clock);
  const bootedAtMs = clock.nowMs();
  const answers = new Map<number, DeviceMessage>();
  let state: DeviceState = 'waiting';
  let fault: DeviceFault = 'none';
  let lampOn = false;
  let mute = false;
  let babbling = false;
  let running = true;
  let sequence = 0;
  let cancelStatus = (): void => {};
  let cancelWatchdog = (): void => {};
  let cancelBabble = (): void => {};

  const writeRaw = (bytes: Uint8Array): void => {
    if (running && !mute) write(bytes);
  };
  const damage = createLineDamage(faults, writeRaw);
  const send = (message: DeviceMessage): void => {
    const line = encodeDeviceLine(sequence, message);
    sequence = (sequence + 1) % SEQUENCE_MODULUS;
    if (!babbling) damage(line);
  };
  const deviceTimeUs = (): number => Math.round((clock.nowMs() - bootedAtMs) * 1000);
  const fallSilent = (): void => {
    mute = true;
  };
  const setState = (next: DeviceState): void => {
    state = next;
    sendStatus();
  };
  const setLamp = (on: boolean): void => {
    lampOn = on;
    sendStatus();
  };
  const raiseFault = (raised: DeviceFault): void => {
    fault = raised;
    standDown('fault');
  };
  const bench = { ...options, faults, pressure, deviceTimeUs, send, setState, setLamp, raiseFault, fallSilent };
  const pulse = createSimulatedPulse(bench);
  const camera = createSimulatedCamera(bench);

  function sendStatus(): void {
    cancelStatus();
    if (!running) return;
    cancelStatus = clock.after(DEVICE_STATUS_MS, sendStatus);
    const pressurePa = Math.round(pressure.nowPa());
    const { stepNumber, sampleCount, contact, motion } = pulse;
    const perChannel = { cunPa: pressurePa, guanPa: pressurePa, chiPa: pressurePa };
    const where = { state, stepNumber, sampleCount, contact, motion, lamp: lampOn };
    send({ kind: 'STATUS', deviceTimeUs: deviceTimeUs(), ...where, ...perChannel, fault });
  }

  /** Pressure off, lamps out, camera still. Every end leads through here. */
  function standDown(next: 'idle' | 'waiting' | 'fault'): void {
    camera.halt();
    pulse.halt();
    lampOn = false;
    if (pressure.nowPa() === 0) {
      setState(next);
      return;
    }
    pulse.release();
    if (next === 'idle') return;
    pulse.halt();
    setState(next);
  }

  function restartWatchdog(): void {
    cancelWatchdog();
    cancelWatchdog = clock.after(HOST_SILENCE_LIMIT_MS, () => {
      if (state !== 'waiting') standDown('waiting');
    });
  }

  function startBabbling(): void {
    babbling = true;
    writeRaw(Buffer.from(BABBLE_BYTES));
    cancelBabble = clock.after(BABBLE_MS, startBabbling);
  }

  function greet(answersSequence: number, major: number): void {
    mute = false;
    babbling = false;
    cancelBabble();
    answers.clear();
    const spoken = camera.hasReference ? PROTOCOL_VERSION : FIRST_VERSION;
    const version = faults.has('wrong-version') ? '2.0' : spoken;
    if (major !== Number.parseInt(version, 10)) {
      send({ kind: 'NAK', answers: answersSequence, reason: 'version', detail: version });
      return;
    }
    send({
      kind: 'IDENT',
      answers: answersSequence,
      version,
      ...identity,
      simulator: true,
      sampleRateHz: SIMULATED_RATE_HZ,
    });
    standDown(fault === 'none' ? 'idle' : 'fault');
    if (faults.has('silent-after-handshake')) fallSilent();
    if (faults.has('babble')) startBabbling();
  }

  function obey(commandSequence: number, command: OrdinaryCommand): void {
    const remembered = answers.get(commandSequence);
    if (remembered !== undefined) {
      send(remembered);
      return;
    }
    const verdict = judgeCommand(command, { state, pulse, camera, setLamp, standDown });
    const answer: DeviceMessage =
      typeof verdict === 'string'
        ? { kind: 'NAK', answers: commandSequence, reason: verdict, detail: state }
        : { kind: 'ACK', answers: commandSequence };
    remember(commandSequence, answer);
    send(answer);
    if (typeof verdict !== 'string') verdict();
  }

  function remember(commandSequence: number, answer: DeviceMessage): void {
    answers.set(commandSequence, answer);
    for (const oldest of answers.keys()) {
      if (answers.size <= REMEMBERED_ANSWERS) break;
      answers.delete(oldest);
    }
  }

  function abort(commandSequence: number): void {
    send({ kind: 'ACK', answers: commandSequence });
    fault = 'none';
    standDown(state === 'waiting' ? 'waiting' : 'idle');
  }

  function dispatch(commandSequence: number, message: HostMessage): void {
    if (message.kind === 'HELLO') greet(commandSequence, message.major);
    else if (message.kind === 'ABORT') abort(commandSequence);
    else if (message.kind !== 'BEAT') obey(commandSequence, message);
  }

  const parser = createFrameParser('host', (frame: Frame) => {
    if (frame.kind === 'discarded') return;
    restartWatchdog();
    const message = decodeHostLine(frame);
    if (message !== undefined) dispatch(frame.sequence, message);
    else refuse(frame);
  });

  /** A whole line that says nothing known: the host learns why instead of waiting. */
  function refuse({ name, sequence: commandSequence }: RawLine): void {
    const reason = Object.hasOwn(HOST_LINES, name) ? 'bad-argument' : 'unknown-command';
    send({ kind: 'NAK', answers: commandSequence, reason, detail: name });
  }

  sendStatus();
  return {
    receive(bytes) {
      if (running) parser.push(bytes);
    },
    stop() {
      standDown('waiting');
      running = false;
      for (const cancel of [cancelStatus, cancelWatchdog, cancelBabble]) cancel();
      parser.finish();
    },
    get pressurePa() {
      return pressure.nowPa();
    },
    get lampOn() {
      return lampOn;
    },
    get state() {
      return state;
    },
  };
}
