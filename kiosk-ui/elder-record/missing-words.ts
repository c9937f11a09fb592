import { CONSTITUTION_NAMES, type Constitution } from '../../src/domain/constitution.ts';
import { TEXT } from './text.ts';

/** What is missing, and how to get it. */
export function missingWords(part: string): string {
  const [kind = '', id] = part.split(':');
  const name = id === undefined ? '' : CONSTITUTION_NAMES[id as Constitution];
  if (kind === 'guidance') return TEXT.missingGuidance(name);
  if (kind === 'guidance-other') return TEXT.missingOther(name);
  return (TEXT.missingPart as Readonly<Record<string, string>>)[kind] ?? kind;
}
