import { createHash } from 'node:crypto';
import { SecurityError } from './security-error.ts';

/**
 * One file that holds everything needed to come back, and nothing readable without the passphrase:
 *
 *   "SIZHENBK" | u32 LE length of the header | header (JSON) | the encrypted database
 */
export interface BackupHeader {
  readonly format: 1;
  readonly createdAt: string;
  readonly server: 'station' | 'county';
  /** The database key, wrapped by the passphrase; the passphrase itself is never in a backup. */
  readonly wrappedKey: string;
  readonly databaseBytes: number;
  readonly databaseSha256: string;
}

const MAGIC = Buffer.from('SIZHENBK');
const LARGEST_HEADER_BYTES = 65_536;

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

export function packBackup(
  about: Pick<BackupHeader, 'createdAt' | 'server' | 'wrappedKey'>,
  database: Uint8Array,
): Uint8Array {
  const header: BackupHeader = {
    format: 1,
    ...about,
    databaseBytes: database.length,
    databaseSha256: sha256(database),
  };
  const text = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(text.length);
  return Buffer.concat([MAGIC, length, text, database]);
}

/** Throws `security/backup-damaged` for anything that is not a whole, unchanged backup. */
export function unpackBackup(file: Uint8Array): { readonly header: BackupHeader; readonly database: Uint8Array } {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  const start = MAGIC.length + 4;
  if (bytes.length < start || !bytes.subarray(0, MAGIC.length).equals(MAGIC)) throw damaged('it is not a backup');
  const headerLength = bytes.readUInt32LE(MAGIC.length);
  if (headerLength > LARGEST_HEADER_BYTES) throw damaged('its header is too long');
  const header = readHeader(bytes.subarray(start, start + headerLength));
  const database = bytes.subarray(start + headerLength);
  if (database.length !== header.databaseBytes) throw damaged('it is not whole');
  if (sha256(database) !== header.databaseSha256) throw damaged('its content was changed');
  return { header, database };
}

function readHeader(text: Uint8Array): BackupHeader {
  try {
    const header = JSON.parse(Buffer.from(text).toString('utf8')) as BackupHeader;
    if (header.format !== 1 || typeof header.wrappedKey !== 'string') throw new TypeError('another format');
    return header;
  } catch (cause) {
    throw damaged('its header cannot be read', cause);
  }
}

function damaged(why: string, cause?: unknown): SecurityError {
  return new SecurityError('security/backup-damaged', `the backup cannot be used: ${why}`, {}, cause);
}
