import {
  currentMeasurements,
  MEASUREMENT_FORMS,
  type MeasuredValues,
  type Measurement,
  type MeasurementKind,
  type Quantity,
} from '../../src/domain/measurement.ts';
import { MEASUREMENT_BOUNDS } from '../../src/domain/measurement-bounds.ts';
import type { Visit } from '../../src/domain/visit.ts';
import { WORDS } from '../shared/words.ts';
import { timeOfDay } from './china-time.ts';
import { MEASUREMENT_TEXT as TEXT } from './measurement-text.ts';
import { VISIT_TEXT } from './visit-text.ts';

/** The order in which a clinic takes them. */
export const SHOWN_KINDS: readonly MeasurementKind[] = [
  'height',
  'weight',
  'waist',
  'blood-pressure',
  'oximetry',
  'glucose',
  'temperature',
];

/** A value with the digits its device shows. */
export function amountText(quantity: Quantity, value: number): string {
  return value.toFixed(MEASUREMENT_BOUNDS[quantity].decimals);
}

/** `134/82 mmHg，脉率 71`; `空腹 5.6 mmol/L`. */
export function valuesText({ kind, values, timing }: Pick<Measurement, 'kind' | 'values' | 'timing'>): string {
  if (kind === 'blood-pressure') return [pressureText(values), ...extras(kind, values)].join('，');
  const [main] = MEASUREMENT_FORMS[kind].required;
  const value = main === undefined ? undefined : values[main];
  if (main === undefined || value === undefined) return VISIT_TEXT.none;
  const spaced = `${amountText(main, value)} ${TEXT.unit[main]}`;
  const timed = timing === null ? spaced : `${TEXT.timing[timing]} ${spaced}`;
  return [timed, ...extras(kind, values)].join('，');
}

function pressureText({ systolicMmHg, diastolicMmHg }: MeasuredValues): string {
  return `${systolicMmHg ?? VISIT_TEXT.none}/${diastolicMmHg ?? VISIT_TEXT.none} mmHg`;
}

function extras(kind: MeasurementKind, values: MeasuredValues): readonly string[] {
  return MEASUREMENT_FORMS[kind].optional.flatMap((quantity) => {
    const value = values[quantity];
    return value === undefined || quantity === 'meanMmHg'
      ? []
      : [`${TEXT.quantity[quantity]} ${amountText(quantity, value)}`];
  });
}

/** Who or what gave the value, when, and what it replaced. */
export function sourceText(
  measurement: Measurement,
  visit: Pick<Visit, 'measurements'>,
  operatorName: (accountId: string) => string,
): string {
  const { provenance, replaces } = measurement;
  const { instrument, operatorId, nature } = provenance;
  const time = timeOfDay(provenance.capturedAt);
  const source =
    instrument === null
      ? TEXT.source.manual(time, operatorId === null ? VISIT_TEXT.none : operatorName(operatorId))
      : [
          TEXT.source.device(
            [instrument.maker, instrument.model].filter(isTold).join(' '),
            isTold(instrument.serialNumber) ? instrument.serialNumber : TEXT.source.noSerial,
            time,
          ),
          ...(operatorId === null ? [] : [TEXT.source.keptBy(operatorName(operatorId))]),
          ...(nature === 'live' ? [] : [WORDS.nature[nature]]),
        ].join('，');
  const old = visit.measurements.find(({ id }) => id === replaces);
  return old === undefined ? source : `${source}\n${TEXT.source.replaced(valuesText(old))}`;
}

/** `unknown` is a driver's word for what the device does not say. */
const isTold = (text: string): boolean => text !== '' && text !== 'unknown';

/** Each kind with its valid measurements, latest last; kinds without one have an empty list. */
export function measurementsByKind(
  visit: Pick<Visit, 'measurements'>,
): readonly (readonly [MeasurementKind, readonly Measurement[]])[] {
  const current = currentMeasurements(visit);
  return SHOWN_KINDS.map((kind) => [kind, current.filter((one) => one.kind === kind)]);
}
