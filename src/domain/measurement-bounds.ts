import { MEASUREMENT_FORMS, type MeasuredValues, type MeasurementKind, type Quantity } from './measurement.ts';

export interface Bounds {
  /** Outside of these the value is refused: no device of a clinic shows it, so it was mistyped or misread. */
  readonly hard: readonly [number, number];
  /** Outside of these a person is asked to look again; the value is kept when they confirm it. No medical judgement. */
  readonly usual: readonly [number, number];
  /** Digits after the point that a device shows. */
  readonly decimals: 0 | 1;
  /** Where the limits come from: `hard`, then `usual`. */
  readonly source: string;
}

const URGENT = 'national basic public-health service specification, third edition (2017): urgent follow-up';
const OWN = 'own choice: one digit too many or too few, or another unit (斤, 尺, m), falls outside';

/** The one table of plausible values. Devices and people are held to the same limits. */
export const MEASUREMENT_BOUNDS: Readonly<Record<Quantity, Bounds>> = {
  systolicMmHg: {
    hard: [40, 300],
    usual: [90, 179],
    decimals: 0,
    source: `cuff range of clinical monitors, widened to the top of a mercury column (300 mmHg); ${URGENT} from 180 mmHg`,
  },
  meanMmHg: {
    hard: [30, 280],
    usual: [60, 140],
    decimals: 0,
    source: 'between the limits of systolic and diastolic; own choice',
  },
  diastolicMmHg: {
    hard: [20, 250],
    usual: [50, 109],
    decimals: 0,
    source: `cuff range of clinical monitors, widened likewise; ${URGENT} from 110 mmHg`,
  },
  pulseRateBpm: {
    hard: [25, 250],
    usual: [50, 100],
    decimals: 0,
    source: `what finger oximeters display (30–250), widened; ${URGENT} above 100, bradycardia below 50 (ACC/AHA/HRS 2018)`,
  },
  spo2Percent: {
    hard: [35, 100],
    usual: [90, 100],
    decimals: 0,
    source: 'what finger oximeters display; their accuracy is stated for 70–100 (ISO 80601-2-61), own choice above it',
  },
  perfusionIndexPercent: {
    hard: [0, 30],
    usual: [0.3, 20],
    decimals: 1,
    source:
      'a device sends hundredths or thousandths, so a factor of ten falls outside; 0.3–20 is what oximeters state',
  },
  heightCm: { hard: [40, 230], usual: [135, 190], decimals: 1, source: `stadiometer and its extension; ${OWN}` },
  weightKg: { hard: [2, 250], usual: [35, 110], decimals: 1, source: `capacity of a floor scale; ${OWN}` },
  waistCm: { hard: [30, 200], usual: [55, 120], decimals: 1, source: `measuring tape; ${OWN}` },
  glucoseMmolL: {
    hard: [0.6, 33.3],
    usual: [4.0, 16.6],
    decimals: 1,
    source: `what glucose meters display (10–600 mg/dL); ${URGENT} at 3.9 and below or 16.7 and above`,
  },
  temperatureC: {
    hard: [32, 43],
    usual: [35.5, 39],
    decimals: 1,
    source: `what clinical thermometers display; ${URGENT} above 39 °C`,
  },
};

/** Of a valid blood pressure the three values lie apart by at least this; a smaller distance is a misreading. */
const SMALLEST_PULSE_PRESSURE_MMHG = 5;

export interface MeasurementJudgement {
  /** Quantities that cannot be kept; empty when all can. */
  readonly refused: readonly Quantity[];
  /** Quantities to be confirmed before they are kept. */
  readonly unusual: readonly Quantity[];
}

/** Holds the values of one measurement against the table, and a blood pressure against itself. */
export function judgeMeasurement(kind: MeasurementKind, values: MeasuredValues): MeasurementJudgement {
  const { required, optional } = MEASUREMENT_FORMS[kind];
  const known = [...required, ...optional];
  const given = Object.keys(values) as Quantity[];
  const refused = new Set<Quantity>([
    ...required.filter((quantity) => values[quantity] === undefined),
    ...given.filter((quantity) => !known.includes(quantity)),
    ...given.filter((quantity) => !within(values[quantity], MEASUREMENT_BOUNDS[quantity].hard)),
    ...(kind === 'blood-pressure' ? disorderedPressures(values) : []),
  ]);
  const unusual = given.filter(
    (quantity) => !refused.has(quantity) && !within(values[quantity], MEASUREMENT_BOUNDS[quantity].usual),
  );
  return { refused: [...refused], unusual };
}

/** Diastolic < mean < systolic. */
function disorderedPressures({ systolicMmHg, meanMmHg, diastolicMmHg }: MeasuredValues): readonly Quantity[] {
  if (systolicMmHg === undefined || diastolicMmHg === undefined) return [];
  if (systolicMmHg - diastolicMmHg < SMALLEST_PULSE_PRESSURE_MMHG) return ['systolicMmHg', 'diastolicMmHg'];
  if (meanMmHg === undefined) return [];
  return meanMmHg > diastolicMmHg && meanMmHg < systolicMmHg ? [] : ['meanMmHg'];
}

function within(value: number | undefined, [lowest, highest]: readonly [number, number]): boolean {
  return value !== undefined && Number.isFinite(value) && value >= lowest && value <= highest;
}
