import type { Selectable } from 'kysely';
import type { CountyStationRow } from '../domain/county-api.ts';
import { inTransaction, type Query, type RecordsDatabase } from './database.ts';
import type { RecordsSchema } from './schema.ts';

export interface Station {
  readonly id: string;
  readonly clinicName: string;
}

export interface StationKey {
  readonly keyId: string;
  readonly stationId: string;
  /** Ed25519, SPKI PEM. */
  readonly publicKeyPem: string;
  /** PKCS #8 PEM; only at the station itself, inside the encrypted file. */
  readonly privateKeyPem: string | null;
  readonly createdAt: string;
}

export type NewStationKey = Omit<StationKey, 'createdAt'>;

export interface Stations {
  /** At the station: its own row, made on the first call. A null id means: keep the stored one, or make one. */
  ensureOwn(own: { readonly id: string | null; readonly clinicName: string }): Promise<Station>;
  /** At the county, after enrolment. Enrolling a station again replaces its key and lifts a revocation. */
  enrol(station: Station, key: { readonly keyId: string; readonly publicKeyPem: string }): Promise<void>;
  get(id: string): Promise<Station | null>;
  list(): Promise<readonly CountyStationRow[]>;
  touch(id: string, seenAt: string): Promise<void>;
  revoke(id: string): Promise<void>;
  addKey(key: NewStationKey): Promise<void>;
  /** The current key of a station. */
  keyOf(stationId: string): Promise<StationKey | null>;
  /** The key by its id; null when unknown, replaced, or when its station was revoked. */
  findActiveKey(keyId: string): Promise<StationKey | null>;
}

export function createStations(db: RecordsDatabase): Stations {
  const set = async (id: string, changes: Partial<RecordsSchema['station']>) => {
    await db.query.updateTable('station').set(changes).where('id', '=', id).execute();
  };
  return {
    ensureOwn: (own) => ensureOwn(db, own),
    enrol: (station, key) => enrol(db, station, key),
    get: async (id) => {
      const row = await db.query.selectFrom('station').selectAll().where('id', '=', id).executeTakeFirst();
      return row === undefined ? null : { id: row.id, clinicName: row.clinic_name };
    },
    list: () => list(db.query),
    touch: (id, seenAt) => set(id, { last_seen_at: seenAt }),
    revoke: (id) => set(id, { revoked_at: db.now() }),
    addKey: (key) => insertKey(db.query, key, db.now()),
    keyOf: async (stationId) =>
      keyFromRow(await activeKeys(db.query).where('k.station_id', '=', stationId).executeTakeFirst()),
    findActiveKey: async (keyId) =>
      keyFromRow(await activeKeys(db.query).where('k.key_id', '=', keyId).executeTakeFirst()),
  };
}

function ensureOwn(
  db: RecordsDatabase,
  own: { readonly id: string | null; readonly clinicName: string },
): Promise<Station> {
  return inTransaction(db, async (tx) => {
    await db.traits.lock(tx, 'own-station');
    const stored = await tx.selectFrom('station').select('id').where('is_own', '=', 1).executeTakeFirst();
    const id = own.id ?? stored?.id ?? db.newId();
    await tx.updateTable('station').set({ is_own: 0 }).where('id', '!=', id).execute();
    await upsertStation(tx, { id, clinicName: own.clinicName }, { is_own: 1 });
    return { id, clinicName: own.clinicName };
  });
}

function enrol(
  db: RecordsDatabase,
  station: Station,
  key: { readonly keyId: string; readonly publicKeyPem: string },
): Promise<void> {
  return inTransaction(db, async (tx) => {
    const now = db.now();
    await upsertStation(tx, station, { enrolled_at: now, revoked_at: null });
    await tx
      .updateTable('station_key')
      .set({ retired_at: now })
      .where('station_id', '=', station.id)
      .where('retired_at', 'is', null)
      .execute();
    await tx.deleteFrom('station_key').where('key_id', '=', key.keyId).where('station_id', '=', station.id).execute();
    await insertKey(tx, { ...key, stationId: station.id, privateKeyPem: null }, now);
  });
}

async function upsertStation(
  tx: Query,
  station: Station,
  marks: Partial<Pick<RecordsSchema['station'], 'is_own' | 'enrolled_at' | 'revoked_at'>>,
): Promise<void> {
  await tx
    .insertInto('station')
    .values({ ...stationRow(station), ...marks })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ clinic_name: station.clinicName, ...marks }))
    .execute();
}

/** A station known only by its visits; one that is known already stays as it is. */
export async function addForeignStation(tx: Query, station: Station): Promise<void> {
  await tx
    .insertInto('station')
    .values(stationRow(station))
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
}

function stationRow({ id, clinicName }: Station): RecordsSchema['station'] {
  return { id, clinic_name: clinicName, is_own: 0, enrolled_at: null, last_seen_at: null, revoked_at: null };
}

async function insertKey(query: Query, key: NewStationKey, createdAt: string): Promise<void> {
  await query
    .insertInto('station_key')
    .values({
      key_id: key.keyId,
      station_id: key.stationId,
      public_key_pem: key.publicKeyPem,
      private_key_pem: key.privateKeyPem,
      created_at: createdAt,
      retired_at: null,
    })
    .execute();
}

function activeKeys(query: Query) {
  return query
    .selectFrom('station_key as k')
    .innerJoin('station', 'station.id', 'k.station_id')
    .selectAll('k')
    .where('k.retired_at', 'is', null)
    .where('station.revoked_at', 'is', null);
}

function keyFromRow(row: Selectable<RecordsSchema['station_key']> | undefined): StationKey | null {
  if (row === undefined) return null;
  return {
    keyId: row.key_id,
    stationId: row.station_id,
    publicKeyPem: row.public_key_pem,
    privateKeyPem: row.private_key_pem,
    createdAt: row.created_at,
  };
}

async function list(query: Query): Promise<readonly CountyStationRow[]> {
  const rows = await query
    .selectFrom('station')
    .selectAll('station')
    .select((eb) =>
      eb
        .selectFrom('visit')
        .select((visit) => visit.fn.countAll().as('count'))
        .whereRef('visit.station_id', '=', 'station.id')
        .as('visit_count'),
    )
    .where('enrolled_at', 'is not', null)
    .orderBy('clinic_name')
    .execute();
  return rows.map((row) => ({
    stationId: row.id,
    clinicName: row.clinic_name,
    enrolledAt: row.enrolled_at ?? '',
    lastSeenAt: row.last_seen_at,
    visitCount: Number(row.visit_count),
    revoked: row.revoked_at !== null,
  }));
}
