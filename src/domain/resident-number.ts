import type { Sex } from './resident.ts';

/** What is wrong with a number, first fault first. */
export type ResidentNumberProblem = 'length' | 'characters' | 'date' | 'checksum';

export type ResidentNumberCheck =
  | { readonly ok: true; readonly number: string; readonly birthDate: string; readonly sex: Sex }
  | { readonly ok: false; readonly problem: ResidentNumberProblem };

/** GB 11643-1999, 4.2: weights 2^(18-i) mod 11 of the first 17 digits, and the check character for the sum mod 11. */
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const CHECK_CHARACTERS = '10X98765432';
/** Fifteen-digit numbers were given to people born in the 1900s; GB 11643-1999 brought the four-digit year. */
const CENTURY_OF_15_DIGITS = '19';

/**
 * Checks a resident identity number (GB 11643). A valid 15-digit number is upgraded; `number` is always the 18-character
 * form with an upper-case X. `today` is an ISO date: nobody is born later.
 */
export function checkResidentNumber(text: string, today: string): ResidentNumberCheck {
  const given = text.trim().toUpperCase();
  if (given.length !== 15 && given.length !== 18) return { ok: false, problem: 'length' };
  if (!/^(\d{15}|\d{17}[\dX])$/.test(given)) return { ok: false, problem: 'characters' };
  const number = given.length === 15 ? upgrade(given) : given;
  const birthDate = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;
  if (!isCalendarDate(birthDate) || birthDate > today) return { ok: false, problem: 'date' };
  if (number[17] !== checkCharacter(number)) return { ok: false, problem: 'checksum' };
  return { ok: true, number, birthDate, sex: Number(number[16]) % 2 === 1 ? 'male' : 'female' };
}

function upgrade(fifteen: string): string {
  const seventeen = `${fifteen.slice(0, 6)}${CENTURY_OF_15_DIGITS}${fifteen.slice(6)}`;
  return seventeen + checkCharacter(seventeen);
}

function checkCharacter(number: string): string {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(number[index]), 0);
  return CHECK_CHARACTERS.charAt(sum % 11);
}

/** Whether an ISO date names a day that exists. */
export function isCalendarDate(date: string): boolean {
  const parsed = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(date);
}

/** `3301********1234`: eight stars whatever the length; of a short number at most its last third stays readable. */
export function maskNumber(number: string): string {
  if (number.length >= 12) return `${number.slice(0, 4)}********${number.slice(-4)}`;
  const shown = Math.floor(number.length / 3);
  return `********${shown === 0 ? '' : number.slice(-shown)}`;
}

/** `张**`: the first character and two stars whatever the length. */
export function maskName(name: string): string {
  const [first = ''] = name.trim();
  return `${first}**`;
}

/** Whole years (周岁) on `onDate`; both begin with an ISO date. Someone born on 29 February ages on 1 March. */
export function ageYears(birthDate: string, onDate: string): number {
  const years = Number(onDate.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return onDate.slice(5, 10) < birthDate.slice(5, 10) ? years - 1 : years;
}
