import type { Resident, Sex } from '../../domain/resident.ts';
import { ageYears } from '../../domain/resident-number.ts';
import type { Visit } from '../../domain/visit.ts';
import type { Residents } from '../../records/residents.ts';
import { StationError } from '../station-error.ts';

/** What of a person chooses the questionnaire and its norms. */
export interface Person {
  readonly sex: Sex;
  /** Completed years on the day the visit began, so that nothing changes at midnight. */
  readonly ageYears: number;
}

/** All of China keeps Beijing time (UTC+8, no summer time). */
const CHINA_OFFSET_MS = 8 * 3_600_000;

/** The ISO date in China of a UTC time. */
export const chinaDate = (iso: string): string =>
  new Date(Date.parse(iso) + CHINA_OFFSET_MS).toISOString().slice(0, 10);

export function personOf({ sex, birthDate }: Resident, { startedAt }: Pick<Visit, 'startedAt'>): Person {
  return { sex, ageYears: ageYears(birthDate, chinaDate(startedAt)) };
}

/** Throws `station/no-visit`. */
export async function personIn(services: { readonly residents: Residents }, visit: Visit): Promise<Person> {
  const resident = await services.residents.get(visit.residentId);
  if (resident === null) throw new StationError('station/no-visit', 'the resident is gone');
  return personOf(resident, visit);
}
