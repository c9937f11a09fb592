import { createHash, generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { buildCounty } from '../../../src/county/build-county.ts';
import type { Clock } from '../../../src/domain/clock.ts';
import type { StaffRole } from '../../../src/domain/station-api.ts';
import { canonicalJson } from '../../../src/exchange/canonical-json.ts';
import type { VisitExchange } from '../../../src/exchange/fhir/visit-context.ts';
import { visitToBundle } from '../../../src/exchange/fhir/visit-to-bundle.ts';
import { createRequestSigner, type RequestSigner } from '../../../src/exchange/http-signature.ts';
import { createAccounts } from '../../../src/records/accounts.ts';
import type { RecordsDatabase } from '../../../src/records/database.ts';
import { openSqlite } from '../../../src/records/open-database.ts';
import { createEnrolment } from '../../../src/security/enrolment.ts';
import { hashPassword } from '../../../src/security/passwords.ts';
import { anExchange, STATION } from '../../exchange/support/a-visit.ts';

export const DB_KEY = new Uint8Array(32).fill(0x33);
export const PASSWORD = 'long enough 2026';

export interface TestCounty {
  readonly app: FastifyInstance;
  readonly db: RecordsDatabase;
  readonly clock: Clock & { advance(byMs: number): void };
  /** Enrols a station and gives its signer. */
  enrolStation(stationId?: string): Promise<RequestSigner>;
  /** Makes an account and answers its session cookie. */
  cookieOf(role: StaffRole): Promise<string>;
  count(table: 'visit' | 'resident' | 'receipt' | 'audit_event'): Promise<number>;
  close(): Promise<void>;
}

function movableClock(): TestCounty['clock'] {
  let offsetMs = 0;
  return {
    nowMs: () => performance.now(),
    wallMs: () => Date.now() + offsetMs,
    after: (delayMs, action) => {
      const timer = setTimeout(action, delayMs);
      return () => clearTimeout(timer);
    },
    advance: (byMs) => {
      offsetMs += byMs;
    },
  };
}

/** On an encrypted SQLite file of its own, or on the database that `open` gives. */
export async function aCounty(open?: (clock: Clock) => Promise<RecordsDatabase>): Promise<TestCounty> {
  const folder = mkdtempSync(join(tmpdir(), 'sizhen-county-'));
  const clock = movableClock();
  const db = await (open?.(clock) ?? openSqlite({ file: join(folder, 'county.db'), key: DB_KEY, clock }));
  const app = await buildCounty({
    db,
    config: { countyName: '示范县' },
    clock,
    softwareVersion: '0.1.0',
    pagesDir: null,
  });
  return {
    app,
    db,
    clock,
    enrolStation: (stationId = STATION.id) => enrolStation(app, db, clock, stationId),
    cookieOf: (role) => cookieOf(app, db, role),
    count: async (table) => (await db.query.selectFrom(table).selectAll().execute()).length,
    close: async () => {
      await app.close();
      await db.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function enrolStation(app: FastifyInstance, db: RecordsDatabase, clock: Clock, stationId: string) {
  const { code } = await createEnrolment(db, clock).issueCode(STATION.clinicName);
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const publicKeyPem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const payload = { code, stationId, clinicName: STATION.clinicName, publicKeyPem };
  const answer = await app.inject({ method: 'POST', url: '/enrol', payload });
  if (answer.statusCode !== 200) throw new Error(`not enrolled: ${answer.body}`);
  return createRequestSigner({
    key: {
      keyId: answer.json().keyId,
      privateKeyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    },
    wallMs: () => clock.wallMs(),
    newNonce: () => randomBytes(16).toString('base64url'),
  });
}

async function cookieOf(app: FastifyInstance, db: RecordsDatabase, role: StaffRole): Promise<string> {
  const userName = `${role}-${randomUUID()}`;
  const passwordHash = await hashPassword(PASSWORD);
  await createAccounts(db).create({ userName, displayName: `张${role}`, role, passwordHash });
  const answer = await app.inject({ method: 'POST', url: '/api/sign-in', payload: { userName, password: PASSWORD } });
  return String(answer.headers['set-cookie']).split(';', 1)[0] ?? '';
}

export const bundleText = (exchange: VisitExchange = anExchange()): string => canonicalJson(visitToBundle(exchange));
export const sha256 = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Posts by `inject`, signed for the address that inject uses. */
export async function postSigned(
  app: FastifyInstance,
  signer: RequestSigner,
  text: string,
  options: { readonly key?: string; readonly headers?: Record<string, string> } = {},
) {
  const headers =
    options.headers ??
    (await signer.sign({
      method: 'POST',
      url: 'http://localhost/fhir',
      body: new TextEncoder().encode(text),
      idempotencyKey: options.key ?? randomUUID(),
    }));
  return app.inject({
    method: 'POST',
    url: '/fhir',
    headers: { ...headers, host: 'localhost', 'content-type': 'application/fhir+json' },
    payload: text,
  });
}

export async function putSigned(app: FastifyInstance, signer: RequestSigner, captureId: string, bytes: Uint8Array) {
  const url = `/fhir/Binary/${captureId}`;
  const headers = await signer.sign({
    method: 'PUT',
    url: `http://localhost${url}`,
    body: bytes,
    idempotencyKey: `capture-${captureId}`,
  });
  return app.inject({
    method: 'PUT',
    url,
    headers: { ...headers, host: 'localhost', 'content-type': 'image/jpeg' },
    payload: Buffer.from(bytes),
  });
}
