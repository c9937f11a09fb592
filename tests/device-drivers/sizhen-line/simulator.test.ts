import { describe, expect, it } from 'vitest';
import { readResampled } from '../../../device-drivers/simulation/resampled-pulse.ts';
import { createFrameParser } from '../../../device-drivers/sizhen-line/frame-parser.ts';
import { createSizhenLineSimulator } from '../../../device-drivers/sizhen-line/index.ts';
import {
  type DeviceMessage,
  decodeDeviceLine,
  encodeHostLine,
  type HostMessage,
} from '../../../device-drivers/sizhen-line/messages.ts';
import type { SizhenLineSimulatorOptions } from '../../../device-drivers/sizhen-line/simulator.ts';
import { bytePictures, expectedSinePa, sinePulse } from './support/test-sources.ts';
import { createVirtualClock } from './support/virtual-clock.ts';

const step = {
  kind: 'STEP',
  stepNumber: 1,
  wrist: 'left',
  step: 'deep',
  targetPa: 21_331,
  settleMs: 500,
  holdMs: 5000,
} as const;

/** A host that says only what the test says: no heartbeat unless it is sent. */
function createRig(extra: Partial<SizhenLineSimulatorOptions> = {}) {
  const clock = createVirtualClock();
  const heard: DeviceMessage[] = [];
  const parser = createFrameParser('device', (frame) => {
    const message = frame.kind === 'line' ? decodeDeviceLine(frame) : undefined;
    if (message !== undefined) heard.push(message);
  });
  const simulator = createSizhenLineSimulator({
    pulse: sinePulse,
    pictures: bytePictures,
    clock,
    write: (bytes) => parser.push(bytes),
    ...extra,
  });
  const say = (sequence: number, message: HostMessage): DeviceMessage | undefined => {
    const before = heard.length;
    simulator.receive(encodeHostLine(sequence, message));
    return heard[before];
  };
  return { clock, heard, simulator, say };
}

const hello = { kind: 'HELLO', major: 1, host: 'test' } as const;

describe('the simulated instrument', () => {
  it('sends its status at least every 250 ms, before any handshake too', async () => {
    const { clock, heard } = createRig();
    await clock.advance(1000);
    expect(heard.length).toBeGreaterThanOrEqual(5);
    expect(heard.every((message) => message.kind === 'STATUS' && message.state === 'waiting')).toBe(true);
  });

  it('always says that it is a simulator', () => {
    expect(createRig().say(0, hello)).toMatchObject({ kind: 'IDENT', simulator: true, sampleRateHz: 200 });
  });

  it('presses for nobody who has not shaken hands', () => {
    const { say, simulator } = createRig();
    expect(say(0, step)).toMatchObject({ kind: 'NAK', reason: 'wrong-state' });
    expect(simulator.pressurePa).toBe(0);
  });

  it('refuses more than 90 kPa by itself', () => {
    const { say, simulator } = createRig();
    say(0, hello);
    expect(say(1, { ...step, targetPa: 90_001 })).toMatchObject({ kind: 'NAK', reason: 'pressure-limit' });
    expect(simulator.state).toBe('idle');
    expect(say(2, { ...step, targetPa: 90_000 })).toMatchObject({ kind: 'ACK', answers: 2 });
  });

  it('answers a repeated command again and does not run it again', async () => {
    const { say, clock, heard } = createRig();
    say(0, hello);
    say(1, step);
    await clock.advance(1000);
    heard.length = 0;
    expect(say(1, step)).toEqual({ kind: 'ACK', answers: 1 });
    await clock.advance(200);
    const indexes = heard.flatMap((message) => (message.kind === 'P' ? [message.firstIndex] : []));
    expect(indexes).toEqual([100, 110, 120, 130]);
  });

  it('releases by itself when the host falls silent', async () => {
    const { say, clock, simulator } = createRig();
    say(0, hello);
    say(1, step);
    await clock.advance(1000);
    expect(simulator.pressurePa).toBe(21_331);
    await clock.advance(800);
    expect(simulator).toMatchObject({ pressurePa: 0, state: 'waiting' });
  });

  it('releases a finished step that nobody goes on with', async () => {
    const { say, clock, simulator } = createRig();
    say(0, hello);
    say(1, { ...step, holdMs: 100 });
    for (let beat = 0; beat < 8; beat += 1) {
      await clock.advance(500);
      say(2 + beat, { kind: 'BEAT' });
    }
    expect(simulator).toMatchObject({ pressurePa: 0, state: 'idle' });
  });

  it('acknowledges an abort in every state, and releases', async () => {
    const { say, clock, simulator } = createRig();
    expect(say(0, { kind: 'ABORT' })).toEqual({ kind: 'ACK', answers: 0 });
    say(1, hello);
    say(2, step);
    await clock.advance(900);
    expect(say(3, { kind: 'ABORT' })).toEqual({ kind: 'ACK', answers: 3 });
    await clock.advance(300);
    expect(simulator).toMatchObject({ pressurePa: 0, state: 'idle' });
  });

  it('has no colour reference unless it was built with one, and then speaks version 1.1', () => {
    const plain = createRig();
    expect(plain.say(0, hello)).toMatchObject({ version: '1.0' });
    expect(plain.say(1, { kind: 'REFERENCE', pictureId: 1 })).toMatchObject({ kind: 'NAK', reason: 'unknown-command' });
    const fitted = createRig({ reference: async () => bytePictures.picture('face') });
    expect(fitted.say(0, hello)).toMatchObject({ version: '1.1' });
    expect(fitted.say(1, { kind: 'REFERENCE', pictureId: 1 })).toMatchObject({ kind: 'ACK' });
    expect(fitted.simulator).toMatchObject({ state: 'picture', lampOn: true });
  });

  it('says why it refuses what it does not understand', () => {
    const { say } = createRig();
    expect(say(0, { ...hello, major: 2 })).toMatchObject({ kind: 'NAK', reason: 'version', detail: '1.0' });
    say(1, hello);
    expect(say(2, { ...step, holdMs: 999_999 })).toMatchObject({ kind: 'NAK', reason: 'bad-argument' });
    expect(say(3, { kind: 'DONE', pictureId: 5 })).toMatchObject({ kind: 'NAK', reason: 'no-such-picture' });
  });

  it('is off after stop: no pressure, no line', async () => {
    const { say, clock, simulator, heard } = createRig();
    say(0, hello);
    say(1, step);
    await clock.advance(900);
    simulator.stop();
    heard.length = 0;
    await clock.advance(1000);
    expect(simulator.pressurePa).toBe(0);
    expect(heard).toEqual([]);
  });
});

describe('a pulse source of another rate', () => {
  const context = { wrist: 'left', step: 'deep', targetPressurePa: 1 } as const;

  it('is read at the device rate, and in pieces as in one', () => {
    const whole = readResampled(sinePulse, context, 500, 0, 100).guan;
    const pieces = [readResampled(sinePulse, context, 500, 0, 33), readResampled(sinePulse, context, 500, 33, 67)];
    expect([...(pieces[0]?.guan ?? []), ...(pieces[1]?.guan ?? [])]).toEqual([...whole]);
    expect(whole[50]).toBeCloseTo(expectedSinePa(600, 20), 4);
    expect(whole[51]).toBeCloseTo((expectedSinePa(600, 20) * 3 + expectedSinePa(600, 21) * 2) / 5, 3);
  });
});
