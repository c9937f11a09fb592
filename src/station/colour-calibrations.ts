import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import type { Clock } from '../domain/clock.ts';
import { type CalibrationState, type ColourCalibration, calibrationState } from '../domain/colour-calibration.ts';
import type { InstrumentIdentity } from '../domain/provenance.ts';
import type { Settings } from '../records/settings.ts';

/** The latest colour calibration of each camera, kept in the station's settings. */
export interface ColourCalibrations {
  /** Every camera's latest, with whether it may be used now. */
  list(): Promise<readonly { readonly calibration: ColourCalibration; readonly state: CalibrationState }[]>;
  /** The calibration that pictures of this camera are corrected with now; null: their colours are uncalibrated. */
  validFor(instrument: InstrumentIdentity): Promise<ColourCalibration | null>;
  keep(calibration: ColourCalibration): Promise<void>;
}

const SETTING = 'colour-calibrations';

const Stored = Type.Record(
  Type.String(),
  Type.Object({
    id: Type.String(),
    camera: Type.String(),
    light: Type.String(),
    chart: Type.Literal('colorchecker-24-before-2014-11'),
    illuminant: Type.Literal('D65'),
    coefficients: Type.Array(Type.Number(), { minItems: 18, maxItems: 18 }),
    fit: Type.Object({
      meanDeltaE: Type.Number(),
      maxDeltaE: Type.Number(),
      leftOutDeltaE: Type.Number(),
      patches: Type.Number(),
      shading: Type.Number(),
    }),
    madeAt: Type.String(),
    expiresAt: Type.String(),
  }),
);

/** One camera is one instrument: driver, model and serial number. */
export const cameraOf = ({ driverId, model, serialNumber }: InstrumentIdentity): string =>
  `${driverId}/${model}/${serialNumber}`;

export function createColourCalibrations(settings: Settings, clock: Clock): ColourCalibrations {
  /** A setting that cannot be read is as none: colours are then uncalibrated, and a new calibration replaces it. */
  const read = async (): Promise<Static<typeof Stored>> => {
    const text = await settings.get(SETTING);
    const value: unknown = text === null ? {} : parsed(text);
    return Value.Check(Stored, value) ? value : {};
  };
  return {
    async list() {
      const all = Object.values(await read());
      return all.map((calibration) => ({
        calibration,
        state: calibrationState(calibration, calibration.camera, clock.wallMs()),
      }));
    },
    async validFor(instrument) {
      const camera = cameraOf(instrument);
      const calibration = (await read())[camera] ?? null;
      return calibrationState(calibration, camera, clock.wallMs()) === 'valid' ? calibration : null;
    },
    async keep(calibration) {
      await settings.set(SETTING, JSON.stringify({ ...(await read()), [calibration.camera]: calibration }));
    },
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
