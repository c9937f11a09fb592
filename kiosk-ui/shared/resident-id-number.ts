/** What is known of a number while it is being typed. */
export type ResidentIdCheck = 'incomplete' | 'valid' | 'wrong-check-character' | 'impossible-date';

/** GB 11643-1999, 4.2.4: weights and check characters of ISO 7064 MOD 11-2. */
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_CHARACTERS = '10X98765432';
const LENGTH = 18;

/** Checks a resident ID number (GB 11643): date first, because a wrong date tells more than a wrong check character. */
export function checkResidentId(number: string): ResidentIdCheck {
  if (!/^\d{17}[\dX]$/.test(number)) return 'incomplete';
  if (!isRealDate(number.slice(6, 14))) return 'impossible-date';
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(number[index]), 0);
  return CHECK_CHARACTERS[sum % 11] === number[17] ? 'valid' : 'wrong-check-character';
}

/** `110101199003070000` → `['110101', '19900307', '0000']`, also for a number that is still being typed. */
export function groupResidentId(number: string): readonly string[] {
  return [number.slice(0, 6), number.slice(6, 14), number.slice(14, LENGTH)];
}

/** The number after one key: a digit, `X` (last place only) or `delete`. Keys that cannot follow change nothing. */
export function typeResidentId(number: string, key: string): string {
  if (key === 'delete') return number.slice(0, -1);
  const fits = number.length < LENGTH - 1 ? /^\d$/.test(key) : number.length < LENGTH && /^[\dX]$/.test(key);
  return fits ? number + key : number;
}

function isRealDate(digits: string): boolean {
  const iso = `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6, 8)}`;
  const date = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso);
}
