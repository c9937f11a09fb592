import { DEFAULT_PRESSURE_PA } from '../../device-drivers/contract/contact-pressure.ts';
import type { PulseEvent } from '../../device-drivers/contract/instrument-driver.ts';
import { failureCode } from '../acquisition/failure-code.ts';
import type { InstrumentSupervisor } from '../acquisition/instrument-supervisor.ts';
import { DEFAULT_SETTLE_MS } from '../acquisition/pulse-plan.ts';
import { PULSE_POSITIONS } from '../domain/waveform.ts';
import type { LiveWave } from './live-wave.ts';

/** Long enough to see ten beats at a usual rate, short enough not to be in a resident's way. */
const TRIAL_HOLD_MS = 8_000;

/** One short sampling of a pulse instrument outside any visit: its wave is shown, nothing is kept. */
export interface TrialSampling {
  /** The code that the last one ended with; null when all went well. */
  readonly lastCode: string | null;
  /** False when the instrument takes no pulse or is not free now. */
  run(): boolean;
  /** Ends it; the driver releases the pressure. */
  cancel(): void;
}

export function createTrialSampling(
  supervisor: InstrumentSupervisor,
  wave: LiveWave,
  onChange: () => void,
): TrialSampling {
  let abort: AbortController | null = null;
  let lastCode: string | null = null;

  const hear = (event: PulseEvent): void => {
    if (event.kind !== 'samples') return;
    const { sampleRateHz, deviceTimeUs, samplesPa } = event;
    const channels = PULSE_POSITIONS.map((name) => ({ name, unit: 'Pa' as const, samples: samplesPa[name] }));
    wave.push({ kind: 'wave', sampleRateHz, deviceTimeUs, channels });
  };
  const sample = async (signal: AbortSignal): Promise<void> => {
    const { driver } = await supervisor.ready('pulse');
    signal.throwIfAborted();
    const step = {
      step: 'middle',
      targetPressurePa: DEFAULT_PRESSURE_PA.middle,
      settleMs: DEFAULT_SETTLE_MS,
      holdMs: TRIAL_HOLD_MS,
    } as const;
    await driver.measurePulse({ wrist: 'left', steps: [step] }, hear, signal);
  };

  return {
    get lastCode() {
      return lastCode;
    },
    run() {
      if (abort !== null || supervisor.status.kind !== 'ready' || !supervisor.parts.includes('pulse')) return false;
      const own = new AbortController();
      abort = own;
      lastCode = null;
      sample(own.signal)
        .catch((error: unknown) => {
          if (!own.signal.aborted) lastCode = failureCode(error);
        })
        .finally(() => {
          abort = null;
          onChange();
        });
      return true;
    },
    cancel: () => abort?.abort(),
  };
}
