import { DEFAULT_PRESSURE_PA } from '../../device-drivers/contract/contact-pressure.ts';
import type {
  InstrumentDriver,
  InstrumentPart,
  PreviewFrame,
  PulseEvent,
} from '../../device-drivers/contract/instrument-driver.ts';
import { failureCode } from '../acquisition/failure-code.ts';
import type { InstrumentSupervisor } from '../acquisition/instrument-supervisor.ts';
import { DEFAULT_SETTLE_MS } from '../acquisition/pulse-plan.ts';
import type { Clock } from '../domain/clock.ts';
import type { TrialKind } from '../domain/device-api.ts';
import { PULSE_POSITIONS } from '../domain/waveform.ts';
import type { LiveWave } from './live-wave.ts';

/** Long enough to see ten beats at a usual rate, short enough not to be in a resident's way. */
const PULSE_HOLD_MS = 8_000;

/** Long enough to aim a camera; nobody leaves it running. */
const PICTURE_MS = 30_000;

/** A short look at an instrument outside any visit: its wave or its picture is shown, nothing is kept. */
export interface DeviceTrial {
  /** What can be tried. */
  readonly kinds: readonly TrialKind[];
  readonly running: TrialKind | null;
  /** The code that the last one ended with; null when all went well. */
  readonly lastCode: string | null;
  /** False when the instrument has no such part or is not free now. */
  run(kind: TrialKind): boolean;
  /** Ends it; the driver releases the pressure. Resolves when the instrument is free. */
  cancel(): Promise<void>;
}

export interface DeviceTrialOptions {
  readonly clock: Clock;
  readonly supervisor: InstrumentSupervisor;
  readonly wave: LiveWave;
  readonly onFrame: (frame: PreviewFrame) => void;
  readonly onChange: () => void;
}

export function createDeviceTrial({ clock, supervisor, wave, onFrame, onChange }: DeviceTrialOptions): DeviceTrial {
  let current: { readonly kind: TrialKind; readonly abort: AbortController; ended: Promise<void> } | null = null;
  let lastCode: string | null = null;

  const hear = (event: PulseEvent): void => {
    if (event.kind !== 'samples') return;
    const { sampleRateHz, deviceTimeUs, samplesPa } = event;
    const channels = PULSE_POSITIONS.map((name) => ({ name, unit: 'Pa' as const, samples: samplesPa[name] }));
    wave.push({ kind: 'wave', sampleRateHz, deviceTimeUs, channels });
  };
  const look = async (kind: TrialKind, signal: AbortSignal): Promise<void> => {
    const part = partFor(supervisor.parts, kind);
    if (part === undefined) return;
    const { driver } = await supervisor.ready(part);
    signal.throwIfAborted();
    if (part === 'pulse') await samplePulse(driver, hear, signal);
    else await driver.preview({ kind: part }, onFrame, signal);
  };

  return {
    kinds: (['pulse', 'picture'] as const).filter((kind) => partFor(supervisor.parts, kind) !== undefined),
    get running() {
      return current?.kind ?? null;
    },
    get lastCode() {
      return lastCode;
    },
    run(kind) {
      const isFree = current === null && supervisor.status.kind === 'ready';
      if (!isFree || partFor(supervisor.parts, kind) === undefined) return false;
      const abort = new AbortController();
      lastCode = null;
      const cancelLimit = kind === 'picture' ? clock.after(PICTURE_MS, () => abort.abort()) : () => undefined;
      const ended = look(kind, abort.signal)
        .catch((error: unknown) => {
          if (!abort.signal.aborted) lastCode = failureCode(error);
        })
        .finally(() => {
          cancelLimit();
          current = null;
          onChange();
        });
      current = { kind, abort, ended };
      onChange();
      return true;
    },
    async cancel() {
      current?.abort.abort();
      await current?.ended;
    },
  };
}

/** Of several pictures the first that the instrument takes. */
function partFor(parts: readonly InstrumentPart[], kind: TrialKind): InstrumentPart | undefined {
  return parts.find((part) => (part === 'pulse') === (kind === 'pulse'));
}

async function samplePulse(driver: InstrumentDriver, hear: (event: PulseEvent) => void, signal: AbortSignal) {
  const step = {
    step: 'middle',
    targetPressurePa: DEFAULT_PRESSURE_PA.middle,
    settleMs: DEFAULT_SETTLE_MS,
    holdMs: PULSE_HOLD_MS,
  } as const;
  await driver.measurePulse({ wrist: 'left', steps: [step] }, hear, signal);
}
