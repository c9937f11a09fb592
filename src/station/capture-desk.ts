import { MAX_TRIES } from '../acquisition/capture-machine.ts';
import { type CapturedData, type CaptureSession, startCapture } from '../acquisition/capture-session.ts';
import { appliedCalibration, type ColourCalibration } from '../domain/colour-calibration.ts';
import type { PictureKind } from '../domain/picture.ts';
import type { InstrumentIdentity } from '../domain/provenance.ts';
import { encodePulseRecording, PULSE_RECORDING_MEDIA_TYPE } from '../domain/pulse-recording-codec.ts';
import type { CaptureKind } from '../domain/visit.ts';
import type { NewCapture } from '../records/visits.ts';
import { keepAnalysed } from './capture-findings.ts';
import { liveHooks } from './live-feedback.ts';
import type { StationServices } from './services.ts';
import { StationError } from './station-error.ts';

/** Runs captures for visits, one at a time: there is one instrument. */
export interface CaptureDesk {
  readonly running: { readonly visitId: string; readonly kind: CaptureKind } | null;
  /** Throws `station/capture-running`. */
  start(visitId: string, kind: CaptureKind, operatorId: string | null): Promise<void>;
  shoot(visitId: string): void;
  cancel(visitId: string): Promise<void>;
  close(): Promise<void>;
}

interface Running {
  readonly visitId: string;
  readonly session: CaptureSession;
}

function toCapture(
  data: CapturedData,
  kind: CaptureKind,
  identity: InstrumentIdentity,
  operatorId: string | null,
  capturedAt: string,
  calibration: ColourCalibration | null,
): NewCapture {
  const provenance = {
    origin: 'measured',
    nature: identity.nature,
    instrument: identity,
    operatorId,
    capturedAt,
    method: null,
    ...(calibration === null ? {} : { calibration: appliedCalibration(calibration) }),
  } as const;
  if (data.type === 'picture') {
    return { kind, mediaType: data.picture.mediaType, bytes: data.picture.bytes, provenance };
  }
  return { kind, mediaType: PULSE_RECORDING_MEDIA_TYPE, bytes: encodePulseRecording(data.recording), provenance };
}

/** The calibration that holds for a picture just taken, once the daily look at the device's reference is done. */
async function calibrationOf(
  { calibrations, calibrationDesk }: StationServices,
  kind: PictureKind,
  identity: InstrumentIdentity,
): Promise<ColourCalibration | null> {
  await calibrationDesk.checkIfDue(kind, identity);
  return calibrations.validFor(identity);
}

export function createCaptureDesk(services: StationServices): CaptureDesk {
  const tries = new Map<string, number>();
  let running: Running | null = null;

  const runningFor = (visitId: string): Running => {
    if (running?.visitId === visitId) return running;
    throw new StationError('station/no-capture-running', 'no capture is running for this visit');
  };

  const start = async (visitId: string, kind: CaptureKind, operatorId: string | null): Promise<void> => {
    await services.devices.endTrials();
    if (running?.session.ended) await running.session.finished;
    if (running !== null) throw new StationError('station/capture-running', 'a capture is running');
    const key = `${visitId}/${kind}`;
    const used = tries.get(key) ?? 0;
    const analyse = async (data: CapturedData, identity: InstrumentIdentity) => {
      const capturedAt = new Date(services.clock.wallMs()).toISOString();
      const calibration = data.type === 'picture' ? await calibrationOf(services, data.picture.kind, identity) : null;
      const capture = toCapture(data, kind, identity, operatorId, capturedAt, calibration);
      const { captureId, finding } = await keepAnalysed(services, visitId, capture, data, calibration);
      services.hub.toVisit(visitId, { type: 'finding', kind, finding });
      return { captureId, quality: finding.quality };
    };
    const session = startCapture({
      kind,
      triesUsed: used >= MAX_TRIES ? 0 : used,
      plan: services.pulsePlan,
      supervisor: services.supervisor,
      clock: services.clock,
      hooks: { ...liveHooks(services, visitId, kind), analyse },
    });
    running = { visitId, session };
    session.finished
      .then(() => {
        tries.set(key, session.triesUsed);
        running = null;
      })
      .catch(() => undefined);
  };

  return {
    get running() {
      return running === null ? null : { visitId: running.visitId, kind: running.session.kind };
    },
    start,
    shoot: (visitId) => runningFor(visitId).session.shoot(),
    async cancel(visitId) {
      const { session } = runningFor(visitId);
      session.cancel();
      await session.finished;
    },
    async close() {
      running?.session.cancel();
      await running?.session.finished;
    },
  };
}
