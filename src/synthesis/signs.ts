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
  /** On screen. */
  readonly chinese: string;
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

const sign = (id: string, chinese: string, read: Reader): Sign => ({
  id,
  modality: id.slice(0, id.indexOf('.')) as Modality,
  chinese,
  read,
});

/** Every sign that an evidence table may weigh, in the order of the model's columns. */
export const SIGNS: readonly Sign[] = [
  sign('tongue.body-pale', '舌淡', named('body', ['light'])),
  sign('tongue.body-dark', '舌色深红或暗', named('body', ['dark'])),
  sign('tongue.coating-yellow', '苔黄', named('coating', ['yellow'])),
  sign('tongue.coating-greasy', '苔腻', physician('coating-quality', ['greasy'])),
  sign('tongue.dry', '舌燥少津', physician('tongue-moisture', ['dry'])),
  sign('tongue.swollen', '舌胖大', physician('tongue-form', ['swollen'])),
  sign('tongue.ecchymosis', '瘀点瘀斑', physician('tongue-ecchymosis', ['present'])),
  sign('tongue.veins-stasis', '舌下络脉紫暗或增粗', physician('sublingual-veins', ['purple-or-thick'])),
  sign('tongue.tooth-marks-severe', '重度齿痕', physician('tooth-marks', ['severe'])),
  sign('tongue.tooth-marks-mild', '轻度齿痕', physician('tooth-marks', ['mild'])),
  sign('tongue.coating-little', '苔少', unlimited),
  sign('tongue.normal', '舌淡红苔薄白', unlimited),
  sign('face.oily', '面垢油光', physician('face-oil', ['oily'])),
  sign('face.dull', '面色晦暗', physician('complexion-lustre', ['dull'])),
  sign('face.lips-dark', '唇色暗', physician('lip-colour', ['dark'])),
  sign('face.lustrous', '面色润泽', physician('complexion-lustre', ['lustrous'])),
  sign('pulse.rapid', '数脉', pulse('rapid', 'racing')),
  sign('pulse.slow', '迟脉', pulse('slow')),
  sign('pulse.deep', '沉脉', pulse('deep')),
  sign('pulse.slippery', '滑脉', pulse('slippery')),
  sign('pulse.wiry', '弦脉', pulse('wiry')),
  sign('pulse.choppy', '涩脉', pulse('rough')),
  sign('pulse.empty', '虚脉', pulse('empty')),
  sign('pulse.full', '实脉', pulse('full')),
  sign('pulse.wide-low', '脉波低宽', unlimited),
  sign('pulse.moderate', '和缓脉', pulse('moderate', 'leisurely')),
];
