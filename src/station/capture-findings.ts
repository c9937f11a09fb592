import type { CapturedData } from '../acquisition/capture-session.ts';
import type { FaceFinding, PulseFinding, TongueFinding } from '../domain/finding.ts';
import type { Quality } from '../domain/quality.ts';
import type { CaptureKind, VisitFindings } from '../domain/visit.ts';
import type { AnalysisResult } from './analysis-messages.ts';
import { findingMethod } from './finding-method.ts';
import type { StationServices } from './services.ts';
import { StationError } from './station-error.ts';

export type Finding = TongueFinding | FaceFinding | PulseFinding;

export const qualityOf = (finding: Finding): Quality => finding.quality;

function withFinding(
  findings: VisitFindings,
  result: AnalysisResult,
  captureId: string,
  kind: CaptureKind,
): VisitFindings {
  const source = { captureId, method: findingMethod(kind) };
  switch (result.kind) {
    case 'nothing':
    case 'preview':
      return findings;
    case 'tongue-top':
      return { ...findings, tongue: { ...result.finding, ...source } };
    case 'tongue-underside':
      return { ...findings, underside: { ...result.finding, ...source } };
    case 'face':
      return { ...findings, face: { ...result.finding, ...source } };
    case 'pulse':
      return { ...findings, pulse: { ...findings.pulse, [result.finding.wrist]: { ...result.finding, ...source } } };
  }
}

/** Analyses a kept capture and stores its finding with the visit. */
export async function keepFinding(
  services: StationServices,
  visitId: string,
  kind: CaptureKind,
  captureId: string,
  data: CapturedData,
): Promise<Finding> {
  const result = await services.analysis.analyse(
    data.type === 'picture'
      ? { type: 'picture', picture: data.picture.kind, bytes: data.picture.bytes }
      : { type: 'pulse', recording: data.recording },
  );
  if (result.kind === 'preview' || result.kind === 'nothing')
    throw new StationError('station/analysis-failed', 'the analysis answered another question');
  const visit = await services.visits.get(visitId);
  if (visit === null) throw new StationError('station/no-visit', 'the visit is gone');
  await services.visits.saveFindings(visitId, withFinding(visit.findings, result, captureId, kind));
  return result.finding;
}
