import type { PulseFinding, TongueFinding } from '../domain/finding.ts';
import type { PhysicianSignField, PhysicianSignValues } from '../domain/physician-signs.ts';
import type { Modality } from '../domain/synthesis.ts';
import type { VisitFindings } from '../domain/visit.ts';

/** What signs are read from. Findings of poor quality are taken out before (`readable-findings.ts`). */
export interface SignSources {
  readonly findings: VisitFindings;
  readonly physician: PhysicianSignValues;
}

/** True or false where the sign could be judged, null where it could not. */
type Reader = (sources: SignSources) => boolean | null;

export interface Sign {
  readonly id: string;
  readonly modality: Modality;
  readonly read: Reader;
}

/** A label less certain than this says nothing: below it a trained model's own errors outweigh the sign. */
const CERTAIN = 0.7;

const tongueOf = ({ findings }: SignSources): TongueFinding | null => findings.tongue;

/** Colour labels exist only where the picture was calibrated and the model was sure. */
function named(part: 'body' | 'coating', labels: readonly string[]): Reader {
  return (sources) => {
    const colour = tongueOf(sources)?.[part]?.colour;
    if (colour?.label == null || (colour.p ?? 0) < CERTAIN) return null;
    return labels.includes(colour.label);
  };
}

function physician<Field extends PhysicianSignField>(field: Field, values: readonly string[]): Reader {
  return ({ physician: seen }) => {
    const value = seen[field];
    return value === undefined ? null : values.includes(value);
  };
}

/** Present when it is present at either wrist; absent when every wrist that could be judged denies it. */
function pulse(...names: readonly string[]): Reader {
  return ({ findings }) => {
    const judged = Object.values(findings.pulse).flatMap((finding) => qualities(finding, names));
    return judged.length === 0 ? null : judged.some((verdict) => verdict === 'present');
  };
}

function qualities(finding: PulseFinding | undefined, names: readonly string[]): readonly string[] {
  const found = finding?.analysis?.qualities ?? [];
  return found.flatMap(({ name, verdict }) => (names.includes(name) && verdict !== 'not-assessable' ? [verdict] : []));
}

/** No sourced limit exists on this instrument: the sign waits for a local refit and is never read as present. */
const unlimited: Reader = () => null;

const sign = (id: string, read: Reader): Sign => ({
  id,
  modality: id.slice(0, id.indexOf('.')) as Modality,
  read,
});

/** Every sign that an evidence table may weigh, in the order of the model's columns. */
export const SIGNS: readonly Sign[] = [
  sign('tongue.body-pale', named('body', ['light'])),
  sign('tongue.body-dark', named('body', ['dark'])),
  sign('tongue.coating-yellow', named('coating', ['yellow'])),
  sign('tongue.coating-greasy', physician('coating-quality', ['greasy'])),
  sign('tongue.dry', physician('tongue-moisture', ['dry'])),
  sign('tongue.swollen', physician('tongue-form', ['swollen'])),
  sign('tongue.ecchymosis', physician('tongue-ecchymosis', ['present'])),
  sign('tongue.veins-stasis', physician('sublingual-veins', ['purple-or-thick'])),
  sign('tongue.tooth-marks-severe', physician('tooth-marks', ['severe'])),
  sign('tongue.tooth-marks-mild', physician('tooth-marks', ['mild'])),
  sign('tongue.coating-little', unlimited),
  sign('tongue.normal', unlimited),
  sign('face.oily', physician('face-oil', ['oily'])),
  sign('face.dull', physician('complexion-lustre', ['dull'])),
  sign('face.lips-dark', physician('lip-colour', ['dark'])),
  sign('face.lustrous', physician('complexion-lustre', ['lustrous'])),
  sign('pulse.rapid', pulse('rapid', 'racing')),
  sign('pulse.slow', pulse('slow')),
  sign('pulse.deep', pulse('deep')),
  sign('pulse.slippery', pulse('slippery')),
  sign('pulse.wiry', pulse('wiry')),
  sign('pulse.choppy', pulse('rough')),
  sign('pulse.empty', pulse('empty')),
  sign('pulse.full', pulse('full')),
  sign('pulse.wide-low', unlimited),
  sign('pulse.moderate', pulse('moderate', 'leisurely')),
];
