import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { InstrumentPort } from '../../device-drivers/discovery/instrument-port.ts';
import { createSizhenLineDriver } from '../../device-drivers/sizhen-line/index.ts';
import { createInstrumentRack } from '../acquisition/instrument-rack.ts';
import { superviseInstrument } from '../acquisition/instrument-supervisor.ts';
import { pulsePlan } from '../acquisition/pulse-plan.ts';
import type { StationConfig } from '../config/load-config.ts';
import { type Clock, systemClock } from '../domain/clock.ts';
import type { PictureKind } from '../domain/picture.ts';
import type { UploadStatus } from '../domain/station-api.ts';
import { createAccounts } from '../records/accounts.ts';
import { createAuditLog } from '../records/audit-log.ts';
import { createCaptures } from '../records/captures.ts';
import type { RecordsDatabase } from '../records/database.ts';
import { createInterventions } from '../records/interventions.ts';
import { openSqlite } from '../records/open-database.ts';
import { createOutbox } from '../records/outbox.ts';
import { createPacks } from '../records/packs.ts';
import { createPhysicianOpinions } from '../records/physician-opinions.ts';
import { createResidents } from '../records/residents.ts';
import { createServiceRecords } from '../records/service-records.ts';
import { createSettings, type Settings } from '../records/settings.ts';
import { createStations } from '../records/stations.ts';
import { createVersionedDocuments } from '../records/versioned-documents.ts';
import { createVisits } from '../records/visits.ts';
import { openDataKey } from '../security/data-key.ts';
import { firstPassword } from '../security/first-password.ts';
import { hashPassword } from '../security/passwords.ts';
import { createResidentClaims } from '../security/resident-claim.ts';
import { createStaffSignIn } from '../security/staff-sign-in.ts';
import { parseConfiguredRetests } from '../synthesis/change/retests.ts';
import { createAnalysisDesk } from './analysis-desk.ts';
import { buildStation } from './build-station.ts';
import { createCalibrationDesk } from './calibration-desk.ts';
import { createCaptureDesk } from './capture-desk.ts';
import { createCardTokens } from './card-tokens.ts';
import { createChangeDesk } from './change-desk.ts';
import { createColourCalibrations } from './colour-calibrations.ts';
import { connectCounty } from './county-connection.ts';
import { createDeviceHub } from './device-hub.ts';
import { createInquiryDesk } from './inquiry/inquiry-desk.ts';
import { createNormShelf } from './inquiry/norm-shelf.ts';
import { createPackShelf } from './inquiry/pack-shelf.ts';
import { type InstrumentAddress, instrumentTransport } from './instrument-address.ts';
import { createLiveHub } from './live-hub.ts';
import { mainDevice } from './main-device.ts';
import { openPortAssignments, type PortAssignments } from './port-assignments.ts';
import { createRuleModels } from './rule-models.ts';
import { scanDevices } from './scan-devices.ts';
import type { StationServices } from './services.ts';
import { StationError } from './station-error.ts';
import { createSynthesisDesk } from './synthesis-desk.ts';
import { today } from './today.ts';
import { createVisitTokens } from './visit-tokens.ts';

export interface StationOptions {
  readonly config: StationConfig;
  readonly instrument: InstrumentAddress;
  /** Simulated devices beside the instrument, which no system lists. */
  readonly simulatedDevices?: readonly InstrumentPort[];
  readonly modelsDir: string;
  readonly pagesDir: string | null;
  readonly softwareVersion: string;
  readonly clock?: Clock;
  readonly pulse?: { readonly settleMs: number; readonly holdMs: number };
}

export interface RunningStation {
  readonly url: string;
  readonly stationId: string;
  /** The demonstration doctor's first password; null when the account exists already. */
  readonly firstCredentials: { readonly account: string; readonly password: string } | null;
  /** Said plainly to whoever starts the station. */
  readonly notes: readonly string[];
  uploadStatus(visitId: string): Promise<UploadStatus>;
  /** Uses a one-time code of the county. Throws `exchange/…`. */
  enrol(code: string): Promise<void>;
  close(): Promise<void>;
}

/** Nobody captures anything in the first seconds; the processor belongs to the start until then. */
const QUIET_START_MS = 2_000;

const CLAIM_SECRET = 'claim-secret';

async function claimSecret(settings: Settings): Promise<Uint8Array> {
  const stored = await settings.get(CLAIM_SECRET);
  if (stored !== null) return Buffer.from(stored, 'base64');
  const made = randomBytes(32);
  await settings.set(CLAIM_SECRET, made.toString('base64'));
  return made;
}

/** The demonstration doctor, made on the first start only. No other account comes with the product. */
async function demonstrationDoctor(db: RecordsDatabase): Promise<RunningStation['firstCredentials']> {
  const accounts = createAccounts(db);
  if ((await accounts.list()).length > 0) return null;
  const password = firstPassword(randomBytes);
  await accounts.create({
    userName: 'doctor',
    displayName: '演示村医',
    role: 'doctor',
    passwordHash: await hashPassword(password),
  });
  return { account: 'doctor', password };
}

function services(
  db: RecordsDatabase,
  options: StationOptions,
  assignments: PortAssignments,
  parts: Pick<
    StationServices,
    'station' | 'claims' | 'tokens' | 'county' | 'inquiry' | 'synthesis' | 'packs' | 'toOutbox'
  >,
): StationServices {
  const clock = options.clock ?? systemClock;
  const transport = instrumentTransport(options.instrument, assignments.all);
  const supervisor = superviseInstrument({ driver: createSizhenLineDriver({ transport, clock }), clock });
  const rack = createInstrumentRack(supervisor);
  const main = { supervisor, device: mainDevice(options.instrument) };
  const hub = createLiveHub(clock);
  const extra = options.simulatedDevices ?? [];
  const { researchModels, pulseSensorAreaMm2 } = options.config;
  const analysis = createAnalysisDesk({ modelsDir: options.modelsDir, researchModels, pulseSensorAreaMm2 }, clock);
  const calibrations = createColourCalibrations(createSettings(db), clock);
  const ready = (part: PictureKind) => rack.ready(part);
  const scan = () => scanDevices({ assignments: assignments.all(), extra });
  return {
    clock,
    softwareVersion: options.softwareVersion,
    demonstration: options.config.demonstration,
    residents: createResidents(db),
    visits: createVisits(db),
    captures: createCaptures(db),
    outbox: createOutbox(db),
    opinions: createPhysicianOpinions(db),
    interventions: createInterventions(db),
    change: createChangeDesk(db, clock, parseConfiguredRetests(options.config.retest)),
    audit: createAuditLog(db),
    serviceRecords: createServiceRecords(db),
    signIn: createStaffSignIn(db, clock),
    supervisor: rack,
    devices: createDeviceHub({ clock, live: hub, rack, main, assignments, scan }),
    cardTokens: createCardTokens(clock),
    pulsePlan: pulsePlan(options.pulse?.settleMs, options.pulse?.holdMs),
    analysis,
    calibrations,
    calibrationDesk: createCalibrationDesk({ analysis, calibrations, clock, ready }),
    hub,
    ...parts,
  };
}

async function listen(app: Awaited<ReturnType<typeof buildStation>>, { host, port }: StationConfig): Promise<string> {
  try {
    return await app.listen({ host, port });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw cause;
    throw new StationError(
      'station/port-in-use',
      `port ${port} is in use; choose another with --port`,
      { port },
      cause,
    );
  }
}

/** Opens the record, connects the instrument and the county, and listens; whatever fails, nothing stays open. */
export async function startStation(options: StationOptions): Promise<RunningStation> {
  const open = new AsyncDisposableStack();
  try {
    return await start(options, open);
  } catch (error) {
    await open.disposeAsync();
    throw error;
  }
}

/** Everything opened is deferred to `open`, which closes it in the opposite order. */
async function start(options: StationOptions, open: AsyncDisposableStack): Promise<RunningStation> {
  const { config, softwareVersion } = options;
  const clock = options.clock ?? systemClock;
  await mkdir(config.dataDir, { recursive: true, mode: 0o700 });
  const dataKey = await openDataKey({ dataDir: config.dataDir, passphraseFile: config.passphraseFile });
  const db = await openSqlite({ file: join(config.dataDir, 'station.db'), key: dataKey.key, clock });
  open.defer(() => db.close());
  const settings = createSettings(db);
  const packs = createPackShelf({ packs: createPacks(db), settings, today: () => today(clock) });
  const norms = createNormShelf(createVersionedDocuments(db, 'local_norms'));
  const models = createRuleModels(options.modelsDir, clock);
  open.defer(() => models.close());
  const inquiry = createInquiryDesk({ models, packs, norms });
  const station = await createStations(db).ensureOwn({ id: config.stationId, clinicName: config.clinicName });
  const keepNorms = (document: unknown) => norms.keep(document);
  const synthesis = createSynthesisDesk({
    models,
    documents: createVersionedDocuments(db, 'evidence_table'),
    localModelsDir: join(config.dataDir, 'local-models'),
    clock,
  });
  open.defer(() => synthesis.close());
  const keepEvidence = (document: unknown) => synthesis.keepEvidence(document);
  const county = await connectCounty({
    ...{ db, settings, station, config, clock, softwareVersion },
    ...{ keepNorms, keepEvidence },
  });
  const all = services(db, options, await openPortAssignments(settings), {
    station,
    county,
    claims: createResidentClaims({ secret: await claimSecret(settings), clock }),
    tokens: createVisitTokens(settings, clock),
    inquiry,
    synthesis,
    packs,
    toOutbox: county.toOutbox,
  });
  open.defer(() => all.analysis.close());
  const desk = createCaptureDesk(all);
  const app = await buildStation(all, desk, options.pagesDir);
  open.defer(() => app.close());
  open.defer(() => all.hub.close());
  open.defer(() => county.stop());
  open.defer(() => all.supervisor.stop());
  open.defer(() => all.devices.stop());
  open.defer(() => desk.close());
  open.defer(all.supervisor.onStatus((status) => all.hub.toEveryone({ type: 'instrument', status })));
  open.defer(county.onChange((pending) => all.hub.toEveryone({ type: 'outbox', pending })));
  const firstCredentials = config.demonstration ? await demonstrationDoctor(db) : null;
  const url = await listen(app, config);
  all.supervisor.start();
  await all.devices.start();
  county.start();
  models.start();
  open.defer(clock.after(QUIET_START_MS, () => all.analysis.warmUp()));
  const { unattendedPassphraseFile } = dataKey;
  return {
    url,
    stationId: station.id,
    firstCredentials,
    notes: unattendedPassphraseFile === null ? [] : [`数据库口令存于 ${unattendedPassphraseFile}（无人值守启动）`],
    uploadStatus: (visitId) => all.outbox.uploadStatus(visitId),
    enrol: (code) => county.enrol(code),
    close: () => open.disposeAsync(),
  };
}
