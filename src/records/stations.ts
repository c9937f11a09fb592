import type { CountyStationRow } from '../domain/county-api.ts';
import type { RecordsDatabase } from './database.ts';

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
export interface Stations {
  /** At the station: its own row, made on the first call. A null id means: keep the stored one, or make one. */
  ensureOwn(own: { readonly id: string | null; readonly clinicName: string }): Promise<Station>;
  /** At the county, after enrolment. Enrolling a station again replaces its key. */
  enrol(station: Station, key: { readonly keyId: string; readonly publicKeyPem: string }): Promise<void>;
  get(id: string): Promise<Station | null>;
  list(): Promise<readonly CountyStationRow[]>;
  touch(id: string, seenAt: string): Promise<void>;
  revoke(id: string): Promise<void>;
  addKey(key: Omit<StationKey, 'createdAt'>): Promise<void>;
  /** The current key of a station. */
  keyOf(stationId: string): Promise<StationKey | null>;
  /** The key by its id; null when unknown or when its station was revoked. */
  findActiveKey(keyId: string): Promise<StationKey | null>;
}
export declare function createStations(db: RecordsDatabase): Stations;
