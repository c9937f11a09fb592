import { randomBytes } from 'node:crypto';
import type { StationConfig } from '../config/load-config.ts';
import type { Clock } from '../domain/clock.ts';
import type { Resident } from '../domain/resident.ts';
import type { Visit } from '../domain/visit.ts';
import { enrolAtCounty } from '../exchange/county-client.ts';
import { EVIDENCE_PATH, fetchDocument, NORMS_PATH } from '../exchange/fetch-document.ts';
import { createRequestSigner } from '../exchange/http-signature.ts';
import { outboxEntries } from '../exchange/outbox-entries.ts';
import { createUploader, type Uploader } from '../exchange/uploader.ts';
import { createCaptures } from '../records/captures.ts';
import type { RecordsDatabase } from '../records/database.ts';
import { createOutbox, type NewOutboxEntry } from '../records/outbox.ts';
import type { Settings } from '../records/settings.ts';
import type { Station } from '../records/stations.ts';
import { ensureStationKey } from '../security/station-identity.ts';
import type { CountyLink } from './services.ts';
import { StationError } from './station-error.ts';

const ENROLLED = 'county-key-id';
const ENROL_TIMEOUT_MS = 10_000;
const DOCUMENT_TIMEOUT_MS = 10_000;
/** A county computes at most every six hours. */
const DOCUMENTS_EVERY_MS = 6 * 3_600_000;

export interface CountyConnection extends CountyLink {
  toOutbox(visit: Visit, resident: Resident): readonly NewOutboxEntry[];
  /** Uses a one-time code. Throws `station/no-county`, `exchange/unreachable`, `exchange/refused`. */
  enrol(code: string): Promise<void>;
  /** Called after every upload, with how many wait. */
  onChange(listener: (pending: number) => void): () => void;
  start(): void;
  stop(): Promise<void>;
}

export interface ConnectOptions {
  readonly db: RecordsDatabase;
  readonly settings: Settings;
  readonly station: Station;
  readonly config: StationConfig;
  readonly clock: Clock;
  readonly softwareVersion: string;
  /** Checks and keeps the norms that the county sent. */
  keepNorms(document: unknown): Promise<unknown>;
  /** Checks and keeps the evidence of 四诊合参 that the county sent. */
  keepEvidence(document: unknown): Promise<unknown>;
}

/** The station's side of the county: its key, its enrolment, and the uploader that empties the outbox. */
export async function connectCounty(options: ConnectOptions): Promise<CountyConnection> {
  const { db, settings, station, config, clock } = options;
  const key = await ensureStationKey(db, station.id);
  const outbox = createOutbox(db);
  const listeners = new Set<(pending: number) => void>();
  let keyId = await settings.get(ENROLLED);
  let reachable: boolean | null = null;
  let uploader: Uploader | null = null;
  let started = false;
  let cancelReading = (): void => {};

  const announce = (): void => {
    const tell = async (): Promise<void> => {
      const { pending } = await outbox.counts();
      for (const listener of listeners) listener(pending);
    };
    tell().catch(() => undefined);
  };
  const startUploads = (): void => {
    if (!started || uploader !== null || keyId === null || config.countyUrl === null) return;
    const { countyUrl } = config;
    const signer = createRequestSigner({
      key: { keyId, privateKeyPem: key.privateKeyPem },
      wallMs: () => clock.wallMs(),
      newNonce: () => randomBytes(16).toString('base64url'),
    });
    // What does not come, or is no such document, leaves what is here; the next round asks again.
    const read = async (
      path: typeof NORMS_PATH | typeof EVIDENCE_PATH,
      keep: (document: unknown) => Promise<unknown>,
    ) => {
      const document = await fetchDocument({ path, countyUrl, signer, fetch, timeoutMs: DOCUMENT_TIMEOUT_MS });
      if (document !== null) await keep(document);
    };
    const readDocuments = () =>
      Promise.allSettled([
        read(NORMS_PATH, (document) => options.keepNorms(document)),
        read(EVIDENCE_PATH, (document) => options.keepEvidence(document)),
      ]);
    const keepReading = (): void => {
      readDocuments()
        .catch(() => undefined)
        .finally(() => {
          if (started) cancelReading = clock.after(DOCUMENTS_EVERY_MS, keepReading);
        });
    };
    keepReading();
    uploader = createUploader({
      outbox,
      captures: createCaptures(db),
      countyUrl,
      signer,
      fetch,
      clock,
      random: Math.random,
      onEvent: (event) => {
        if (event.type === 'reachable') reachable = event.reachable;
        else announce();
      },
    });
    uploader.start();
  };

  return {
    get enrolled() {
      return keyId !== null;
    },
    get reachable() {
      return reachable;
    },
    wake: () => uploader?.wake(),
    toOutbox: (visit, resident) =>
      outboxEntries({ visit, resident, station: { ...station, softwareVersion: options.softwareVersion } }),
    async enrol(code) {
      const { countyUrl } = config;
      if (countyUrl === null) throw new StationError('station/no-county', 'no county is configured');
      const request = { code, stationId: station.id, clinicName: station.clinicName, publicKeyPem: key.publicKeyPem };
      const enrolled = await enrolAtCounty({ countyUrl, fetch, timeoutMs: ENROL_TIMEOUT_MS }, request);
      await settings.set(ENROLLED, enrolled.keyId);
      keyId = enrolled.keyId;
      startUploads();
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    start() {
      started = true;
      startUploads();
    },
    async stop() {
      started = false;
      cancelReading();
      await uploader?.stop();
    },
  };
}
