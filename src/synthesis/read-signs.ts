import type { PhysicianSignValues } from '../domain/physician-signs.ts';
import { MODALITIES, type Modality, type NotAssessableReason } from '../domain/synthesis.ts';
import type { VisitFindings } from '../domain/visit.ts';
import type { NamedTensors } from '../inference/model.ts';
import { SIGNS, type SignSources } from './signs.ts';

export interface SignReadings {
  /** In the order of `SIGNS`: true, false, or null where the sign could not be judged. */
  readonly values: readonly (boolean | null)[];
  /** Why a modality's devices say nothing; null where they do. */
  readonly unread: Readonly<Record<Modality, NotAssessableReason | null>>;
}

/**
 * Reads every sign of a visit. Findings of poor quality are taken out before anything is read from them; what a physician
 * saw and recorded stays, whatever the picture is like.
 */
export function readSigns(findings: VisitFindings, physician: PhysicianSignValues): SignReadings {
  const sources: SignSources = { findings: readable(findings), physician };
  const unread = Object.fromEntries(MODALITIES.map((modality) => [modality, unreadReason(findings, modality)]));
  return { values: SIGNS.map((sign) => sign.read(sources)), unread: unread as SignReadings['unread'] };
}

function readable(findings: VisitFindings): VisitFindings {
  const { tongue, underside, face, pulse } = findings;
  return {
    tongue: tongue?.quality.usable === true ? tongue : null,
    underside: underside?.quality.usable === true ? underside : null,
    face: face?.quality.usable === true ? face : null,
    pulse: Object.fromEntries(Object.entries(pulse).filter(([, finding]) => finding?.quality.usable === true)),
  };
}

function unreadReason(findings: VisitFindings, modality: Modality): NotAssessableReason | null {
  const taken = {
    tongue: [findings.tongue, findings.underside],
    face: [findings.face],
    pulse: Object.values(findings.pulse),
  }[modality].filter((finding) => finding != null);
  if (taken.length === 0) return 'not-taken';
  return taken.some(({ quality }) => quality.usable) ? null : 'poor-quality';
}

/** The model's two inputs, one row a visit. */
export function inputsOf(readings: readonly Pick<SignReadings, 'values'>[]): NamedTensors {
  const tensor = (is: (value: boolean | null) => boolean) => ({
    type: 'float64' as const,
    dims: [readings.length, SIGNS.length],
    data: Float64Array.from(
      readings.flatMap(({ values }) => values),
      (value) => (is(value) ? 1 : 0),
    ),
  });
  return { present: tensor((value) => value === true), judged: tensor((value) => value !== null) };
}
