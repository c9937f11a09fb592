import type { Resident } from '../domain/resident.ts';
import type { PresentCard } from './device-hub.ts';
import type { StationServices } from './services.ts';
import { StationError } from './station-error.ts';

/**
 * Whether the card on the reader proves the number that was typed for this resident. The number alone would clear a card
 * that belongs to another name; then somebody has to look. Null when it does, else why it does not.
 */
export function whyNotProven(
  { name, document }: Resident,
  { card, nature }: PresentCard,
): 'station/card-simulated' | 'station/card-other-number' | 'station/card-other-name' | null {
  if (nature !== 'live') return 'station/card-simulated';
  if (document.type !== 'resident-id' || document.number !== card.idNumber) return 'station/card-other-number';
  return plain(name) === plain(card.name) ? null : 'station/card-other-name';
}

/** Names of some nationalities have a dot that is typed in several ways; cards fill up with blanks. */
function plain(name: string): string {
  return name.replace(/[\s·•‧・.．]/gu, '');
}

/** Clears 证件待核 where the card proves the number, and leaves it otherwise. True when it has just been cleared. */
export async function verifyIfProven(services: StationServices, resident: Resident, present: PresentCard) {
  if (!resident.document.unverified || whyNotProven(resident, present) !== null) return false;
  await services.residents.confirmDocument(resident.id);
  return true;
}

/** The same at a doctor's wish. Throws `station/no-card`, `station/card-…` with the reason it was not cleared. */
export async function verifyDocument(services: StationServices, resident: Resident): Promise<void> {
  const present = services.devices.presentCard();
  if (present === null) throw new StationError('station/no-card', 'no card on the reader');
  const reason = whyNotProven(resident, present);
  if (reason !== null) throw new StationError(reason, 'the card does not prove the number of this resident');
  await services.residents.confirmDocument(resident.id);
}
