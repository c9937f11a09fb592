import type { RecordsDatabase } from '../records/database.ts';
import type { StationKey } from '../records/stations.ts';

/** The station's Ed25519 key, made on first use and kept inside the encrypted database. */
export declare function ensureStationKey(
  db: RecordsDatabase,
  stationId: string,
): Promise<StationKey & { readonly privateKeyPem: string }>;
