import {
  type GlucoseTiming,
  MEASUREMENT_FORMS,
  type MeasuredValues,
  type MeasurementKind,
  type Quantity,
} from '../../src/domain/measurement.ts';
import { judgeMeasurement, MEASUREMENT_BOUNDS } from '../../src/domain/measurement-bounds.ts';

/** What stands on the entry screen: digits as they were typed. */
export interface MeasurementDraft {
  readonly kind: MeasurementKind;
  readonly texts: Readonly<Partial<Record<Quantity, string>>>;
  readonly active: Quantity;
  readonly timing: GlucoseTiming | null;
}

/** Kinds that a person enters; oxygen comes from a device or not at all. */
export const ENTERED_KINDS: readonly MeasurementKind[] = [
  'height',
  'weight',
  'waist',
  'blood-pressure',
  'glucose',
  'temperature',
];

/** No quantity has more than three digits before the point. */
const MOST_DIGITS = 3;

/** The fields of a kind in the order they are read off; a mean pressure is shown by devices only. */
export function fieldsOf(kind: MeasurementKind): readonly Quantity[] {
  const { required, optional } = MEASUREMENT_FORMS[kind];
  return [...required, ...optional].filter((quantity) => quantity !== 'meanMmHg');
}

export function newDraft(kind: MeasurementKind): MeasurementDraft {
  return { kind, texts: {}, active: fieldsOf(kind)[0] ?? 'heightCm', timing: null };
}

/** A digit, `.` or `delete` in the active field; what would make no number changes nothing. */
export function typeKey(draft: MeasurementDraft, key: string): MeasurementDraft {
  const before = draft.texts[draft.active] ?? '';
  const after = key === 'delete' ? before.slice(0, -1) : before + key;
  return isTypable(draft.active, after) ? { ...draft, texts: { ...draft.texts, [draft.active]: after } } : draft;
}

function isTypable(quantity: Quantity, text: string): boolean {
  const { decimals } = MEASUREMENT_BOUNDS[quantity];
  const pattern = decimals === 0 ? /^\d*$/ : /^(\d+(\.\d?)?)?$/;
  return pattern.test(text) && (text.split('.')[0] ?? '').length <= MOST_DIGITS;
}

/** The next field that is empty, or the same. */
export function nextField(draft: MeasurementDraft): MeasurementDraft {
  const empty = fieldsOf(draft.kind).find((quantity) => (draft.texts[quantity] ?? '') === '');
  return empty === undefined ? draft : { ...draft, active: empty };
}

export function valuesOf(draft: MeasurementDraft): MeasuredValues {
  const filled = Object.entries(draft.texts).filter(([, text]) => text !== '');
  return Object.fromEntries(filled.map(([quantity, text]) => [quantity, Number(text)]));
}

export type DraftState =
  | { readonly state: 'incomplete' }
  | { readonly state: 'refused' | 'unusual'; readonly quantities: readonly Quantity[] }
  | { readonly state: 'good' };

/** Whether the draft can be kept, by the same table as the station's. */
export function stateOf(draft: MeasurementDraft): DraftState {
  const values = valuesOf(draft);
  const missing = MEASUREMENT_FORMS[draft.kind].required.some((quantity) => values[quantity] === undefined);
  if (missing || (draft.kind === 'glucose' && draft.timing === null)) return { state: 'incomplete' };
  const { refused, unusual } = judgeMeasurement(draft.kind, values);
  if (refused.length > 0) return { state: 'refused', quantities: refused };
  return unusual.length > 0 ? { state: 'unusual', quantities: unusual } : { state: 'good' };
}
