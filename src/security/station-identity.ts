import { createHash, createPublicKey, generateKeyPairSync } from 'node:crypto';
import type { RecordsDatabase } from '../records/database.ts';
import { createStations, type StationKey } from '../records/stations.ts';

/** 128 bits of the digest name a key without doubt and fit on a screen. */
const KEY_ID_HEX_DIGITS = 32;

export type OwnStationKey = StationKey & { readonly privateKeyPem: string };

/**
 * The station's Ed25519 key (RFC 8032), made on first use and kept inside the encrypted database.
 * The station's own row must exist: `createStations(db).ensureOwn(…)`.
 */
export async function ensureStationKey(db: RecordsDatabase, stationId: string): Promise<OwnStationKey> {
  const stations = createStations(db);
  const stored = await stations.keyOf(stationId);
  if (stored !== null && isOwn(stored)) return stored;
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const publicKeyPem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const key = {
    keyId: stationKeyId(publicKeyPem),
    stationId,
    publicKeyPem,
    privateKeyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
  await stations.addKey(key);
  return { ...key, createdAt: db.now() };
}

/** Names a public key by the beginning of the SHA-256 of its DER form, lower-case hex. */
export function stationKeyId(publicKeyPem: string): string {
  const der = createPublicKey(publicKeyPem).export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(der).digest('hex').slice(0, KEY_ID_HEX_DIGITS);
}

function isOwn(key: StationKey): key is OwnStationKey {
  return key.privateKeyPem !== null;
}
