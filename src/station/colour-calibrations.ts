import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import type { Clock } from '../domain/clock.ts';
import {
  CALIBRATION_LIGHTS,
  type CalibrationLight,
  type CalibrationState,
  calibrationState,
  type DriftCheck,
  type KeptCalibration,
} from '../domain/colour-calibration.ts';
import type { InstrumentIdentity } from '../domain/provenance.ts';
import type { Settings } from '../records/settings.ts';

/** The latest colour calibration of each camera under each light, kept in the station's settings. */
export interface ColourCalibrations {
  /** All, with whether each may be used now and whether its light is the one its camera works under. */
  list(): Promise<readonly ListedCalibration[]>;
  /** The one for the camera's present light, valid or not; null where there is none. */
  latestFor(instrument: InstrumentIdentity): Promise<KeptCalibration | null>;
  /** The calibration that pictures of this camera are corrected with now; null: their colours are uncalibrated. */
  validFor(instrument: InstrumentIdentity): Promise<KeptCalibration | null>;
  /** Replaces the one of the same camera and light, and takes its light as the present one. */
  keep(calibration: KeptCalibration): Promise<void>;
  noteCheck(id: string, check: DriftCheck): Promise<void>;
  /** The lamps built into the instrument, until staff say otherwise. */
  lightOf(camera: string): Promise<CalibrationLight>;
  useLight(camera: string, light: CalibrationLight): Promise<void>;
}

export interface ListedCalibration {
  readonly calibration: KeptCalibration;
  readonly state: CalibrationState;
  readonly inUse: boolean;
}

const CALIBRATIONS = 'colour-calibrations';
const LIGHTS = 'colour-calibration-lights';

const StoredLab = Type.Object({ l: Type.Number(), a: Type.Number(), b: Type.Number() });
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
    reference: Type.Optional(Type.Union([Type.Array(Type.Union([StoredLab, Type.Null()])), Type.Null()])),
    lastCheck: Type.Optional(
      Type.Union([
        Type.Object({
          at: Type.String(),
          by: Type.Union([Type.Literal('built-in'), Type.Literal('chart')]),
          meanDeltaE: Type.Number(),
        }),
        Type.Null(),
      ]),
    ),
  }),
);
const StoredLights = Type.Record(Type.String(), Type.Union(CALIBRATION_LIGHTS.map((light) => Type.Literal(light))));

/** One camera is one instrument: driver, model and serial number. */
export const cameraOf = ({ driverId, model, serialNumber }: InstrumentIdentity): string =>
  `${driverId}/${model}/${serialNumber}`;

const keyOf = ({ camera, light }: Pick<KeptCalibration, 'camera' | 'light'>): string => `${camera}|${light}`;

export function createColourCalibrations(settings: Settings, clock: Clock): ColourCalibrations {
  let changing: Promise<unknown> = Promise.resolve();

  /** A setting that cannot be read is as none: colours are then uncalibrated, and a new calibration replaces it. */
  const read = async (): Promise<readonly KeptCalibration[]> => {
    const value = parsed(await settings.get(CALIBRATIONS));
    return Value.Check(Stored, value) ? Object.values(value).map(kept) : [];
  };
  const readLights = async (): Promise<Static<typeof StoredLights>> => {
    const value = parsed(await settings.get(LIGHTS));
    return Value.Check(StoredLights, value) ? value : {};
  };
  /** One change at a time: each reads what the one before has written. */
  const change = (edit: () => Promise<void>): Promise<void> => {
    const done = changing.then(edit);
    changing = done.catch(() => undefined);
    return done;
  };
  const write = (all: readonly KeptCalibration[]): Promise<void> =>
    settings.set(CALIBRATIONS, JSON.stringify(Object.fromEntries(all.map((one) => [keyOf(one), one]))));
  const setLight = async (camera: string, light: CalibrationLight): Promise<void> =>
    settings.set(LIGHTS, JSON.stringify({ ...(await readLights()), [camera]: light }));
  const lightOf = async (camera: string): Promise<CalibrationLight> => (await readLights())[camera] ?? 'built-in';
  const latestFor = async (instrument: InstrumentIdentity): Promise<KeptCalibration | null> => {
    const key = keyOf({ camera: cameraOf(instrument), light: await lightOf(cameraOf(instrument)) });
    return (await read()).find((one) => keyOf(one) === key) ?? null;
  };

  return {
    async list() {
      const lights = await readLights();
      return (await read()).map((calibration) => ({
        calibration,
        state: calibrationState(calibration, calibration.camera, clock.wallMs()),
        inUse: (lights[calibration.camera] ?? 'built-in') === calibration.light,
      }));
    },
    latestFor,
    async validFor(instrument) {
      const calibration = await latestFor(instrument);
      return calibrationState(calibration, cameraOf(instrument), clock.wallMs()) === 'valid' ? calibration : null;
    },
    keep: (calibration) =>
      change(async () => {
        const others = (await read()).filter((one) => keyOf(one) !== keyOf(calibration));
        await write([...others, calibration]);
        await setLight(calibration.camera, lightNamed(calibration.light));
      }),
    noteCheck: (id, check) =>
      change(async () => write((await read()).map((one) => (one.id === id ? { ...one, lastCheck: check } : one)))),
    lightOf,
    useLight: (camera, light) => change(() => setLight(camera, light)),
  };
}

function kept(stored: Static<typeof Stored>[string]): KeptCalibration {
  return { ...stored, reference: stored.reference ?? null, lastCheck: stored.lastCheck ?? null };
}

function lightNamed(light: string): CalibrationLight {
  return CALIBRATION_LIGHTS.find((known) => known === light) ?? 'built-in';
}

function parsed(text: string | null): unknown {
  try {
    return text === null ? {} : JSON.parse(text);
  } catch {
    return {};
  }
}
