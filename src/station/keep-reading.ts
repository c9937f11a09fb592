import type { DeviceCard, DeviceReading, KeepableReading, KeepReadingRequest } from '../domain/device-api.ts';
import type { MeasuredValues, Measurement, MeasurementKind } from '../domain/measurement.ts';
import type { Visit } from '../domain/visit.ts';
import { keepMeasurement } from './keep-measurement.ts';
import type { StationServices } from './services.ts';
import { StationError } from './station-error.ts';

/** An oximeter's number is of the finger that is in it now; an older one may be another person's. */
const OXIMETRY_FRESH_MS = 15_000;

/** A pressure stands until the next one; it must have been taken in this visit. */
const PRESSURE_FRESH_MS = 15 * 60_000;

type Keepable = KeepableReading['reading'];

/** The readings that can become measurements of this visit now: fresh, valid, taken in it and not yet kept. */
export function keepableReadings(services: StationServices, visit: Visit): readonly KeepableReading[] {
  const nowMs = services.clock.wallMs();
  return services.devices.view().devices.flatMap((device) => {
    const reading = keepable(device.reading, visit, nowMs);
    if (reading === null || device.identity === null) return [];
    const role = reading.kind === 'oximetry' ? 'oximeter' : 'blood-pressure';
    return isKept(visit, device, reading) ? [] : [{ deviceId: device.id, role, nature: device.nature, reading }];
  });
}

function keepable(reading: DeviceReading | null, visit: Visit, nowMs: number): Keepable | null {
  if (reading === null || reading.at < visit.startedAt) return null;
  const ageMs = nowMs - Date.parse(reading.at);
  if (reading.kind === 'blood-pressure') return ageMs <= PRESSURE_FRESH_MS ? reading : null;
  if (reading.kind !== 'oximetry' || reading.condition !== 'ok' || reading.spo2Percent === null) return null;
  return ageMs <= OXIMETRY_FRESH_MS ? reading : null;
}

function isKept(visit: Visit, device: DeviceCard, reading: Keepable): boolean {
  return visit.measurements.some(
    ({ provenance }) =>
      provenance.capturedAt === reading.at && provenance.instrument?.driverId === device.identity?.driverId,
  );
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

/** Keeps what the device told last. Throws `station/no-reading`, and as `keepMeasurement`. */
export async function keepReading(
  services: StationServices,
  visit: Visit,
  { deviceId, confirmed }: KeepReadingRequest,
  operatorId: string | null,
): Promise<Measurement> {
  const found = keepableReadings(services, visit).find((one) => one.deviceId === deviceId);
  const device = services.devices.view().devices.find(({ id }) => id === deviceId);
  if (found === undefined || device === undefined || device.identity === null) {
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
