import type { BundleFault } from './bundle-fault.ts';

const DATE = /^(\d{4})-(\d{2})-(\d{2})(T(\d{2}):(\d{2}):(\d{2})(\.\d+)?(Z|[+-](\d{2}):(\d{2})))?$/;
/** R4 SampledDataDataType, without spaces at the ends: decimals or E (error), L (below), U (above the limits). */
const SAMPLE = /^(-?\d*\.?\d+|[EUL])$/;
const DAYS_OF_LEAP_YEAR = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** The faults that hold anywhere in a FHIR document, whatever its profile. */
export function strictFaults(value: unknown, path = ''): readonly BundleFault[] {
  if (typeof value === 'string') {
    return isImpossibleDate(value) ? [{ rule: 'impossible-date', path }] : [];
  }
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value) && value.length === 0) return [{ rule: 'empty-array', path }];
  const faults = Array.isArray(value) ? [] : objectFaults(value as Record<string, unknown>, path);
  return [...faults, ...Object.entries(value).flatMap(([key, inner]) => strictFaults(inner, `${path}/${key}`))];
}

function objectFaults(value: Record<string, unknown>, path: string): BundleFault[] {
  const values = Object.keys(value).filter((key) => /^value[A-Z]/.test(key));
  const faults: BundleFault[] = [];
  if (values.length > 1) faults.push({ rule: 'several-values', path });
  // R4 invariant obs-6, and its like on components.
  if (values.length > 0 && 'dataAbsentReason' in value) faults.push({ rule: 'value-and-absent-reason', path });
  if (isReversed(value)) faults.push({ rule: 'period-reversed', path });
  if ('valueSampledData' in value && !isSampledData(value.valueSampledData)) {
    faults.push({ rule: 'bad-sampled-data', path: `${path}/valueSampledData` });
  }
  return faults;
}

/** R4 invariant per-1. */
function isReversed({ start, end }: Record<string, unknown>): boolean {
  return typeof start === 'string' && typeof end === 'string' && Date.parse(end) < Date.parse(start);
}

function isSampledData(value: unknown): boolean {
  const { data, dimensions } = (value ?? {}) as { data?: unknown; dimensions?: unknown };
  if (typeof data !== 'string' || typeof dimensions !== 'number' || dimensions < 1) return false;
  const samples = data.split(' ');
  return samples.length % dimensions === 0 && samples.every((sample) => SAMPLE.test(sample));
}

/** True for text that has the form of a date and names no day or time of the calendar, such as 2026-02-30. */
function isImpossibleDate(text: string): boolean {
  const match = DATE.exec(text);
  if (match === null) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = month === 2 && !isLeap ? 28 : (DAYS_OF_LEAP_YEAR[month - 1] ?? 0);
  if (day < 1 || day > days) return true;
  const [hour, minute, second] = [Number(match[5] ?? 0), Number(match[6] ?? 0), Number(match[7] ?? 0)];
  return hour > 23 || minute > 59 || second > 59 || Number(match[10] ?? 0) > 14 || Number(match[11] ?? 0) > 59;
}
