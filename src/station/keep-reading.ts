import type { DeviceReading, KeepableReading, KeepReadingRequest } from '../domain/device-api.ts';
import type { MeasuredValues, Measurement, MeasurementKind } from '../domain/measurement.ts';
import type { Visit } from '../domain/visit.ts';
import { keepMeasurement } from './keep-measurement.ts';
import { keptAt } from './kept-at.ts';
import type { StationServices } from './services.ts';
import { StationError } from './station-error.ts';

/** An oximeter's number is of the finger that is in it now; an older one may be another person's. */
const OXIMETRY_FRESH_MS = 15_000;

/** A pressure stands until the next one; it must have been taken in this visit. */
const PRESSURE_FRESH_MS = 15 * 60_000;

type Keepable = KeepableReading['reading'];

/** The readings that can become measurements of this visit now, fresh, valid and taken in it, and those that just did. */
export function keepableReadings(services: StationServices, visit: Visit): readonly KeepableReading[] {
  const nowMs = services.clock.wallMs();
  return services.devices.view().devices.flatMap((device) => {
    const reading = keepable(device.reading, visit, nowMs);
    if (reading === null || device.identity === null) return [];
    const role = reading.kind === 'oximetry' ? 'oximeter' : 'blood-pressure';
    const kept = keptAt(reading, device.identity.driverId, visit.measurements);
    return [{ deviceId: device.id, role, nature: device.nature, reading, keptAt: kept }];
  });
}

function keepable(reading: DeviceReading | null, visit: Visit, nowMs: number): Keepable | null {
  if (reading === null || reading.at < visit.startedAt) return null;
  const ageMs = nowMs - Date.parse(reading.at);
  if (reading.kind === 'blood-pressure') return ageMs <= PRESSURE_FRESH_MS ? reading : null;
  if (reading.kind !== 'oximetry' || reading.condition !== 'ok' || reading.spo2Percent === null) return null;
  return ageMs <= OXIMETRY_FRESH_MS ? reading : null;
}

function measurementOf(reading: Keepable): { readonly kind: MeasurementKind; readonly values: MeasuredValues } {
  const { kind } = reading;
  const named =
    kind === 'oximetry'
      ? {
          spo2Percent: reading.spo2Percent,
          pulseRateBpm: reading.pulseRateBpm,
          perfusionIndexPercent: reading.perfusionIndexPercent,
        }
      : {
          systolicMmHg: reading.systolicMmHg,
          meanMmHg: reading.meanMmHg,
          diastolicMmHg: reading.diastolicMmHg,
          pulseRateBpm: reading.pulseRateBpm,
        };
  return { kind, values: Object.fromEntries(Object.entries(named).filter(([, value]) => value !== null)) };
}

/** Keeps what the device told last, the same measurement twice only where that is asked for. Throws `station/no-reading`, and as `keepMeasurement`. */
export async function keepReading(
  services: StationServices,
  visit: Visit,
  { deviceId, confirmed, again = false }: KeepReadingRequest,
  operatorId: string | null,
): Promise<Measurement> {
  const found = keepableReadings(services, visit).find((one) => one.deviceId === deviceId);
  const device = services.devices.view().devices.find(({ id }) => id === deviceId);
  const isOffered = found?.keptAt === null || (again && found?.keptAt !== found?.reading.at);
  if (found === undefined || !isOffered || device === undefined || device.identity === null) {
    throw new StationError('station/no-reading', 'nothing to keep');
  }
  const provenance = {
    origin: 'measured',
    nature: device.identity.nature,
    instrument: device.identity,
    operatorId,
    capturedAt: found.reading.at,
  } as const;
  const measurement = { ...measurementOf(found.reading), timing: null, replaces: null, provenance };
  return keepMeasurement(services, visit.id, measurement, confirmed);
}
