/** A birth date while it is being chosen, biggest part first. */
export interface BirthDateDraft {
  readonly decade: number | null;
  readonly year: number | null;
  readonly month: number | null;
  readonly day: number | null;
}

export const EMPTY_BIRTH_DATE: BirthDateDraft = { decade: null, year: null, month: null, day: null };

export type BirthDatePart = 'decade' | 'year' | 'month' | 'day';

/** The oldest residents of a county are a little over 110. */
const OLDEST_AGE_YEARS = 115;

/** Which part is asked next; null when the date is whole. */
export function openPart(draft: BirthDateDraft): BirthDatePart | null {
  if (draft.decade === null) return 'decade';
  if (draft.year === null) return 'year';
  if (draft.month === null) return 'month';
  return draft.day === null ? 'day' : null;
}

/** The choices of the open part; `today` (ISO date) is the last possible day. */
export function choicesOf(draft: BirthDateDraft, today: string): readonly number[] {
  const [thisYear = 0, thisMonth = 1, thisDay = 1] = today.split('-').map(Number);
  const first = Math.floor((thisYear - OLDEST_AGE_YEARS) / 10) * 10;
  const { decade, year, month } = draft;
  if (decade === null) return range(first, Math.floor(thisYear / 10) * 10, 10);
  if (year === null) return range(decade, Math.min(decade + 9, thisYear), 1);
  if (month === null) return range(1, year === thisYear ? thisMonth : 12, 1);
  const lastDay = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return range(1, year === thisYear && month === thisMonth ? thisDay : lastDay, 1);
}

/** The ISO date, or null while a part is missing. */
export function isoBirthDate(draft: BirthDateDraft): string | null {
  if (draft.year === null || draft.month === null || draft.day === null) return null;
  return `${draft.year}-${String(draft.month).padStart(2, '0')}-${String(draft.day).padStart(2, '0')}`;
}

function range(from: number, to: number, step: number): readonly number[] {
  return Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, index) => from + index * step);
}
