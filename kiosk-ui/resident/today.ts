import type { Clock } from '../../src/domain/clock.ts';

/** ISO date of the kiosk's own calendar day. */
export function todayOf(clock: Clock): string {
  const now = new Date(clock.wallMs());
  const twoDigits = (value: number) => String(value).padStart(2, '0');
  return `${now.getFullYear()}-${twoDigits(now.getMonth() + 1)}-${twoDigits(now.getDate())}`;
}
