/** All of China keeps Beijing time (UTC+8, no summer time), whatever the machine is set to. */
const CHINA_OFFSET_MS = 8 * 3_600_000;
const DAY_MS = 86_400_000;

/** `2026-11-22 09:05`; the text itself where it is no time. */
export function dateAndTime(iso: string): string {
  const at = new Date(iso).getTime();
  return Number.isNaN(at) ? iso : chinaText(at).slice(0, 16).replace('T', ' ');
}

/** `09:05`. */
export function timeOfDay(iso: string): string {
  return dateAndTime(iso).slice(11);
}

/** `2026-11-22`, the day in China. */
export function chinaDay(wallMs: number): string {
  return chinaText(wallMs).slice(0, 10);
}

/** The day so many days after `day`; both ISO dates. */
export function dayAfter(day: string, days: number): string {
  return new Date(new Date(`${day}T00:00:00Z`).getTime() + days * DAY_MS).toISOString().slice(0, 10);
}

function chinaText(wallMs: number): string {
  return new Date(wallMs + CHINA_OFFSET_MS).toISOString();
}
