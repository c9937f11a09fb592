const LENGTH = 18;

/** `110101199003070000` → `['110101', '19900307', '0000']`, also for a number that is still being typed. */
export function groupResidentId(number: string): readonly [string, string, string] {
  return [number.slice(0, 6), number.slice(6, 14), number.slice(14, LENGTH)];
}

/** The number after one key: a digit, `X` (last place only) or `delete`. Keys that cannot follow change nothing. */
export function typeResidentId(number: string, key: string): string {
  if (key === 'delete') return number.slice(0, -1);
  const fits = number.length < LENGTH - 1 ? /^\d$/.test(key) : number.length < LENGTH && /^[\dX]$/.test(key);
  return fits ? number + key : number;
}
