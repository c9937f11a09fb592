import type { TongueFinding } from '../../domain/finding.ts';
import type { Grade } from '../../domain/tongue-detail.ts';
import type { AttributeLabel, TongueAttributes } from './attribute-labels.ts';

/**
 * The finding with the attribute model's names. Colours are named only where the camera is calibrated; severity answers "light or
 * severe, given that there are any", so the probability that there are any stands beside it.
 */
export function nameFindings(finding: TongueFinding, attributes: TongueAttributes, model: string): TongueFinding {
  const { body, coating, cracks, edge, calibrated } = finding;
  const { bodyColour, coatingColour, crackSeverity, toothMarkSeverity, presence } = attributes;
  return {
    ...finding,
    namedBy: model,
    body: body && calibrated ? { ...body, colour: named(bodyColour) } : body,
    coating: coating && calibrated ? { ...coating, colour: named(coatingColour) } : coating,
    ...(cracks ? { cracks: { ...cracks, grade: grade(crackSeverity, presence.cracks) } } : {}),
    ...(edge ? { edge: { ...edge, grade: grade(toothMarkSeverity, presence.toothMarks) } } : {}),
  };
}

const named = ({ label, p }: AttributeLabel) => ({ label, p });
const grade = ({ label, p }: AttributeLabel, present: number): Grade => ({ label, p, present });
