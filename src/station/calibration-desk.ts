import { randomUUID } from 'node:crypto';
import type { InstrumentDriver } from '../../device-drivers/contract/instrument-driver.ts';
import type { ReadyInstrument } from '../acquisition/instrument-supervisor.ts';
import { referenceDrift } from '../analysis/calibration/calibration-drift.ts';
import type { Clock } from '../domain/clock.ts';
import {
  type CalibrationLight,
  type CalibrationState,
  calibrationState,
  type DriftCheck,
  type KeptCalibration,
  type ReferenceColours,
  type RootPolynomial,
} from '../domain/colour-calibration.ts';
import type { PictureKind } from '../domain/picture.ts';
import type { InstrumentIdentity } from '../domain/provenance.ts';
import { isSizhenError } from '../domain/sizhen-error.ts';
import type { AnalysisDesk } from './analysis-desk.ts';
import type { AnalysisJob, AnalysisResult } from './analysis-messages.ts';
import { type ColourCalibrations, cameraOf } from './colour-calibrations.ts';
import { StationError } from './station-error.ts';

/** The longest a picture takes from the instrument. */
const PICTURE_MS = 30_000;
/** Somebody waits with the tongue already in: what is not there by then is looked at another time. */
const REFERENCE_MS = 8_000;
/** Lamps age over weeks; once a day is early enough, and costs nobody but the first resident a second. */
const CHECK_EVERY_MS = 24 * 3_600_000;
/** A reference that could not be photographed is not asked for again at every capture. */
const RETRY_EVERY_MS = 3_600_000;

export interface Calibrated {
  readonly calibration: KeptCalibration;
  readonly state: CalibrationState;
  /** Names of the patches that could not be used. */
  readonly leftOut: readonly string[];
}

/** Calibrates cameras and watches them for drift. */
export interface CalibrationDesk {
  /** Photographs the chart. A poor one is not kept. Throws `acquisition/…`, `driver/…`, `analysis/chart-not-found`. */
  calibrate(part: PictureKind, light: CalibrationLight): Promise<Calibrated>;
  /**
   * Looks now whether the camera still sees as it did, and keeps what it finds. Throws as `calibrate`, `driver/no-reference`,
   * `station/no-calibration`, `station/reference-unreadable`.
   */
  check(part: PictureKind, by: DriftCheck['by']): Promise<KeptCalibration>;
  /** Once a day, by the device's own reference where it has one; whatever fails is left for another time. */
  checkIfDue(part: PictureKind, identity: InstrumentIdentity): Promise<void>;
}

export interface CalibrationDeskParts {
  readonly analysis: AnalysisDesk;
  readonly calibrations: ColourCalibrations;
  readonly clock: Clock;
  /** Throws `acquisition/…`. */
  ready(part: PictureKind): Promise<ReadyInstrument>;
}

export function createCalibrationDesk({ analysis, calibrations, clock, ready }: CalibrationDeskParts): CalibrationDesk {
  const triedAtMs = new Map<string, number>();

  const colours = async (driver: InstrumentDriver, coefficients: RootPolynomial, limitMs: number) => {
    if (driver.takeReference === undefined) throw new StationError('station/reference-unreadable', 'no reference');
    const { bytes } = await driver.takeReference(AbortSignal.timeout(limitMs));
    return (await ask(analysis, 'reference', { type: 'reference', bytes, coefficients })).colours;
  };
  const note = async (calibration: KeptCalibration, by: DriftCheck['by'], meanDeltaE: number) => {
    const lastCheck: DriftCheck = { at: new Date(clock.wallMs()).toISOString(), by, meanDeltaE };
    await calibrations.noteCheck(calibration.id, lastCheck);
    return { ...calibration, lastCheck };
  };
  const checkReference = async (driver: InstrumentDriver, calibration: KeptCalibration, limitMs: number) => {
    const now = await colours(driver, calibration.coefficients, limitMs);
    const drift = referenceDrift(calibration.reference ?? [], now);
    if (drift === null) throw new StationError('station/reference-unreadable', 'too few fields can be compared');
    return note(calibration, 'built-in', drift);
  };
  const checkChart = async (driver: InstrumentDriver, part: PictureKind, calibration: KeptCalibration) => {
    const { bytes } = await photograph(driver, part);
    const job = { type: 'chart-drift', bytes, calibration } as const;
    return note(calibration, 'chart', (await ask(analysis, 'chart-drift', job)).meanDeltaE);
  };

  return {
    async calibrate(part, light) {
      const { driver, identity } = await ready(part);
      const { bytes } = await photograph(driver, part);
      const request = { id: randomUUID(), camera: cameraOf(identity), light, nowMs: clock.wallMs() };
      const result = await ask(analysis, 'chart', { type: 'chart', bytes, request });
      const state = calibrationState(result.calibration, request.camera, clock.wallMs());
      const reference =
        state === 'valid'
          ? await orNull<ReferenceColours>(colours(driver, result.calibration.coefficients, REFERENCE_MS))
          : null;
      const calibration = { ...result.calibration, reference, lastCheck: null };
      if (state === 'valid') await calibrations.keep(calibration);
      return { calibration, state, leftOut: result.leftOut };
    },
    async check(part, by) {
      const { driver, identity } = await ready(part);
      const calibration = await calibrations.latestFor(identity);
      if (calibration === null) throw new StationError('station/no-calibration', 'this camera was never calibrated');
      return by === 'built-in'
        ? checkReference(driver, calibration, PICTURE_MS)
        : checkChart(driver, part, calibration);
    },
    async checkIfDue(part, identity) {
      // A recording answers only what it was asked when it was made.
      if (identity.nature === 'replayed') return;
      const calibration = await calibrations.validFor(identity);
      if (calibration === null || calibration.reference === null) return;
      const seenAtMs = Date.parse(calibration.lastCheck?.at ?? calibration.madeAt);
      const tried = triedAtMs.get(calibration.camera) ?? Number.NEGATIVE_INFINITY;
      if (clock.wallMs() - seenAtMs < CHECK_EVERY_MS || clock.wallMs() - tried < RETRY_EVERY_MS) return;
      triedAtMs.set(calibration.camera, clock.wallMs());
      await orNull(ready(part).then(({ driver }) => checkReference(driver, calibration, REFERENCE_MS)));
    },
  };
}

function photograph(driver: InstrumentDriver, kind: PictureKind) {
  return driver.takePicture({ kind }, () => {}, AbortSignal.timeout(PICTURE_MS));
}

async function ask<Kind extends AnalysisResult['kind']>(
  analysis: AnalysisDesk,
  kind: Kind,
  job: AnalysisJob,
): Promise<Extract<AnalysisResult, { readonly kind: Kind }>> {
  const result = await analysis.analyse(job);
  if (result.kind !== kind) throw new StationError('station/analysis-failed', 'the analysis answered another question');
  return result as Extract<AnalysisResult, { readonly kind: Kind }>;
}

/** What a device without a reference, or one that is gone, answers: nothing. */
async function orNull<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if (isSizhenError(error)) return null;
    throw error;
  }
}
