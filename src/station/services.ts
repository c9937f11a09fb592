import type { PulseStepPlan } from '../../device-drivers/contract/instrument-driver.ts';
import type { InstrumentRack } from '../acquisition/instrument-rack.ts';
import type { Clock } from '../domain/clock.ts';
import type { Resident } from '../domain/resident.ts';
import type { Visit } from '../domain/visit.ts';
import type { AuditLog } from '../records/audit-log.ts';
import type { Captures } from '../records/captures.ts';
import type { Interventions } from '../records/interventions.ts';
import type { NewOutboxEntry, Outbox } from '../records/outbox.ts';
import type { PhysicianOpinions } from '../records/physician-opinions.ts';
import type { Residents } from '../records/residents.ts';
import type { ServiceRecords } from '../records/service-records.ts';
import type { Station } from '../records/stations.ts';
import type { Visits } from '../records/visits.ts';
import type { ResidentClaims } from '../security/resident-claim.ts';
import type { StaffSignIn } from '../security/staff-sign-in.ts';
import type { AnalysisDesk } from './analysis-desk.ts';
import type { CalibrationDesk } from './calibration-desk.ts';
import type { CardTokens } from './card-tokens.ts';
import type { ChangeDesk } from './change-desk.ts';
import type { ColourCalibrations } from './colour-calibrations.ts';
import type { DeviceHub } from './device-hub.ts';
import type { InquiryDesk } from './inquiry/inquiry-desk.ts';
import type { PackShelf } from './inquiry/pack-shelf.ts';
import type { LiveHub } from './live-hub.ts';
import type { SynthesisDesk } from './synthesis-desk.ts';
import type { VisitTokens } from './visit-tokens.ts';

/** The county as the station sees it. */
export interface CountyLink {
  readonly enrolled: boolean;
  /** Null before the first attempt. */
  readonly reachable: boolean | null;
  /** Something new lies in the outbox. */
  wake(): void;
}

/** Everything the station's pages are answered from; made once at start and handed to the routes. */
export interface StationServices {
  readonly clock: Clock;
  readonly station: Station;
  readonly softwareVersion: string;
  readonly demonstration: boolean;
  readonly residents: Residents;
  readonly visits: Visits;
  readonly captures: Captures;
  readonly outbox: Outbox;
  readonly opinions: PhysicianOpinions;
  readonly interventions: Interventions;
  readonly change: ChangeDesk;
  readonly audit: AuditLog;
  readonly signIn: StaffSignIn;
  readonly claims: ResidentClaims;
  readonly tokens: VisitTokens;
  readonly supervisor: InstrumentRack;
  readonly pulsePlan: readonly PulseStepPlan[];
  readonly analysis: AnalysisDesk;
  readonly calibrations: ColourCalibrations;
  readonly calibrationDesk: CalibrationDesk;
  readonly hub: LiveHub;
  readonly county: CountyLink;
  readonly inquiry: InquiryDesk;
  readonly synthesis: SynthesisDesk;
  readonly packs: PackShelf;
  readonly serviceRecords: ServiceRecords;
  toOutbox(visit: Visit, resident: Resident): readonly NewOutboxEntry[];
  readonly devices: DeviceHub;
  readonly cardTokens: CardTokens;
}
