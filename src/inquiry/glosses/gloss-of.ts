import { ELDER_GLOSSES } from './elder-33.ts';
import { GBT46939_GLOSSES } from './gbt46939-2025.ts';

const GLOSSES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'gbt46939-2025': GBT46939_GLOSSES,
  'elder-33': ELDER_GLOSSES,
};

/** Plain words for an item, or null where there are none. */
export function glossOf(questionnaire: string, linkId: string): string | null {
  return GLOSSES[questionnaire]?.[linkId] ?? null;
}
