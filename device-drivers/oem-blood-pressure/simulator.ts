/** A blood-pressure module that speaks the real bytes: pumps, lets go, tells the simulated person's values. */
import type { SimulatorRequest } from '../contract/registration.ts';
import type { HostedSimulator } from '../simulation/hosted-simulator.ts';
import { createHostCommandParser } from './host-command-parser.ts';
import { encodePolledCuff, encodeReply, encodeResult, encodeStreamedCuff } from './messages.ts';
import type { NibpCommand } from './protocol.ts';
import { encodeResultData } from './result-layout.ts';
import { isOemBloodPressureFault, type OemBloodPressureFault } from './simulator-faults.ts';

export interface OemBloodPressureSimulator extends HostedSimulator {
  readonly cuffMmHg: number;
}

/** Much faster than a real cuff, so that a demonstration does not wait: 1.5 s up, 3 s down. */
const INFLATE_MS = 1500;
const DEFLATE_MS = 3000;
const CUFF_EVERY_MS = 100;
/** Above systolic, as a real module pumps. */
const OVER_SYSTOLIC_MMHG = 40;
const BUSY_ANSWERS = 2;
const WEAK_SIGNAL = 0x01;
const LOOSE_CUFF = 0x87;

export function createOemBloodPressureSimulator(request: SimulatorRequest): OemBloodPressureSimulator {
  const { clock, person, write } = request;
  const faults = new Set((request.faults ?? []).filter(isOemBloodPressureFault));
  const has = (fault: OemBloodPressureFault): boolean => faults.has(fault);
  const topMmHg = person.systolicMmHg + OVER_SYSTOLIC_MMHG;
  let cuffMmHg = 0;
  let silent = false;
  let busyAnswers = has('busy') ? BUSY_ANSWERS : 0;
  let deafToCancel = has('cancel-unheard');
  let stopMeasuring = (): void => undefined;

  const send = (bytes: Uint8Array): void => {
    if (!silent) write(bytes);
  };
  const stop = (): void => {
    stopMeasuring();
    stopMeasuring = () => undefined;
    cuffMmHg = 0;
  };

  const begin = (streams: boolean): void => {
    const startedAtMs = clock.nowMs();
    const tick = (): void => {
      const elapsedMs = clock.nowMs() - startedAtMs;
      if (has('silent-in-measurement') && elapsedMs > INFLATE_MS) silent = true;
      if (elapsedMs >= INFLATE_MS + DEFLATE_MS) {
        end(streams);
        return;
      }
      cuffMmHg = Math.round(pressureAt(elapsedMs, topMmHg));
      if (streams) send(encodeStreamedCuff(cuffMmHg));
      stopMeasuring = clock.after(CUFF_EVERY_MS, tick);
    };
    stopMeasuring = clock.after(CUFF_EVERY_MS, tick);
  };
  const end = (streams: boolean): void => {
    stop();
    send(encodeReply('done'));
    if (streams && !has('result-not-streamed')) send(encodeResult(resultData(), 'streamed'));
  };

  const resultData = (): Uint8Array => {
    const { systolicMmHg, meanMmHg, diastolicMmHg, pulseRateBpm } = person;
    const value = { systolicMmHg, meanMmHg, diastolicMmHg, pulseRateBpm };
    if (has('weak-signal')) return encodeResultData(value, WEAK_SIGNAL);
    if (has('loose-cuff')) return encodeResultData(value, LOOSE_CUFF);
    if (has('swapped-result')) return encodeResultData({ ...value, systolicMmHg: meanMmHg, meanMmHg: systolicMmHg });
    return encodeResultData(value);
  };

  const startMeasuring = (streams: boolean): void => {
    if (cuffMmHg > 0 || busyAnswers > 0) {
      busyAnswers -= 1;
      send(encodeReply('busy'));
      return;
    }
    send(encodeReply('received'));
    begin(streams);
  };
  const cancel = (): void => {
    if (deafToCancel) {
      deafToCancel = false;
      return;
    }
    stop();
    send(encodeReply('aborted'));
  };
  const answers: Readonly<Record<NibpCommand, () => void>> = {
    start: () => startMeasuring(false),
    'start-with-cuff': () => startMeasuring(true),
    cancel,
    result: () => send(encodeResult(resultData(), 'polled')),
    'cuff-pressure': () => send(encodePolledCuff(cuffMmHg)),
  };
  const parser = createHostCommandParser((item) => {
    if (item.kind === 'message') answers[item.message]();
  });

  return {
    receive: (bytes) => parser.push(bytes),
    stop,
    get cuffMmHg() {
      return cuffMmHg;
    },
  };
}

function pressureAt(elapsedMs: number, topMmHg: number): number {
  if (elapsedMs < INFLATE_MS) return (topMmHg * elapsedMs) / INFLATE_MS;
  return topMmHg * (1 - (elapsedMs - INFLATE_MS) / DEFLATE_MS);
}
