import { createHash } from 'node:crypto';

export { canonicalJson } from '../domain/canonical-json.ts';

/** Lower-case hex SHA-256. */
export function sha256Hex(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
