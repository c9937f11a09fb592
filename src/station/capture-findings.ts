import type { CapturedData } from '../acquisition/capture-session.ts';
import type { ColourCalibration } from '../domain/colour-calibration.ts';
import type { FaceFinding, PulseFinding, TongueFinding } from '../domain/finding.ts';
import type { CaptureKind, SkippedCapture, VisitFindings } from '../domain/visit.ts';
import type { NewCapture } from '../records/visits.ts';
import type { AnalysisResult } from './analysis-messages.ts';
import { findingMethod } from './finding-method.ts';
import type { StationServices } from './services.ts';
import { StationError } from './station-error.ts';

type FindingResult = Extract<AnalysisResult, { readonly finding: unknown }>;
export type Finding = TongueFinding | FaceFinding | PulseFinding;

function withFinding(
  findings: VisitFindings,
  result: FindingResult,
  captureId: string,
  kind: CaptureKind,
): VisitFindings {
  const source = { captureId, method: findingMethod(kind, result.kind === 'face' ? result.models : []) };
  switch (result.kind) {
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

function withoutFinding(findings: VisitFindings, kind: CaptureKind): VisitFindings {
  switch (kind) {
    case 'tongue-top':
      return { ...findings, tongue: null };
    case 'tongue-underside':
      return { ...findings, underside: null };
    case 'face':
      return { ...findings, face: null };
    case 'pulse-left':
    case 'pulse-right': {
      const gone = kind === 'pulse-left' ? 'left' : 'right';
      const others = Object.entries(findings.pulse).filter(([wrist]) => wrist !== gone);
      return { ...findings, pulse: Object.fromEntries(others) };
    }
  }
}

async function findingsOf(services: StationServices, visitId: string): Promise<VisitFindings> {
  const visit = await services.visits.get(visitId);
  if (visit === null) throw new StationError('station/no-visit', 'the visit is gone');
  return visit.findings;
}

/**
 * Analyses a capture, then stores it with its finding: what cannot be analysed (a picture that is none) is not kept and
 * replaces nothing that was measured before.
 */
export async function keepAnalysed(
  services: StationServices,
  visitId: string,
  capture: NewCapture,
  data: CapturedData,
  calibration: ColourCalibration | null,
): Promise<{ readonly captureId: string; readonly finding: Finding }> {
  const result = await services.analysis.analyse(
    data.type === 'picture'
      ? { type: 'picture', picture: data.picture.kind, bytes: data.picture.bytes, calibration }
      : { type: 'pulse', recording: data.recording },
  );
  if (!('finding' in result))
    throw new StationError('station/analysis-failed', 'the analysis answered another question');
  const { id } = await services.visits.addCapture(visitId, capture);
  const findings = withFinding(await findingsOf(services, visitId), result, id, capture.kind);
  await services.visits.saveFindings(visitId, findings);
  return { captureId: id, finding: result.finding };
}

/** A part that is left out leaves no finding of an earlier capture behind. */
export async function skipCapture(services: StationServices, visitId: string, skipped: SkippedCapture): Promise<void> {
  await services.visits.skip(visitId, skipped);
  await services.visits.saveFindings(visitId, withoutFinding(await findingsOf(services, visitId), skipped.kind));
}
