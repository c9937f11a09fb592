import type { IdentityCard } from '../../device-drivers/contract/peripheral-driver.ts';
import type { IdentityDocument, Resident, Sex } from '../domain/resident.ts';
import { ageYears, checkResidentNumber, maskName, maskNumber } from '../domain/resident-number.ts';
import type { CardIdentifyResponse } from '../domain/station-api.ts';
import type { PresentCard } from './device-hub.ts';
import type { StationServices } from './services.ts';
import { StationError } from './station-error.ts';
import { today } from './today.ts';
import { verifyIfProven } from './verify-document.ts';
import { residentCard } from './visit-view.ts';

/** The person whose card lies on the reader, masked for a shared screen. Throws `station/no-card`. */
export async function identifyByCard(services: StationServices): Promise<CardIdentifyResponse> {
  const present = services.devices.presentCard();
  if (present === null) throw new StationError('station/no-card', 'no card on the reader');
  const { card, nature } = present;
  const known = await services.residents.findByDocument('resident-id', card.idNumber);
  await services.audit.append({
    actorId: null,
    role: 'resident',
    action: 'resident.identify-by-card',
    subject: known === null ? null : { kind: 'resident', id: known.id },
  });
  if (known !== null) {
    if (await verifyIfProven(services, known, present)) await auditVerified(services, known.id);
    const shown = residentCard(known, today(services.clock));
    return { card: shown, claim: services.claims.issue(known.id), token: null, nature };
  }
  const shown = {
    id: 'from-card',
    maskedName: maskName(card.name),
    sex: sexOf(services, card),
    ageYears: ageYears(card.birthDate, today(services.clock)),
    maskedNumber: maskNumber(card.idNumber),
  };
  return { card: shown, claim: null, token: services.cardTokens.issue(present), nature };
}

async function auditVerified(services: StationServices, residentId: string): Promise<void> {
  const subject = { kind: 'resident', id: residentId };
  await services.audit.append({ actorId: residentId, role: 'resident', action: 'resident.verify-document', subject });
}

/** Registers the person as the card says; nothing was typed. The card of a simulator proves nothing. */
export async function registerFromCard(
  services: StationServices,
  { card, nature }: PresentCard,
  phone: string | null,
): Promise<Resident> {
  const document: IdentityDocument = { type: 'resident-id', number: card.idNumber, unverified: nature !== 'live' };
  const resident = await services.residents.create({
    name: card.name,
    sex: sexOf(services, card),
    birthDate: card.birthDate,
    document,
    phone,
    address: card.address === '' ? null : card.address,
  });
  await services.audit.append({
    actorId: resident.id,
    role: 'resident',
    action: 'resident.register-from-card',
    subject: { kind: 'resident', id: resident.id },
  });
  return resident;
}

/** A card of unknown sex has it in its number, which the reader's driver has checked. */
function sexOf(services: StationServices, { sex, idNumber }: IdentityCard): Sex {
  if (sex !== 'unknown') return sex;
  const check = checkResidentNumber(idNumber, today(services.clock));
  if (!check.ok) throw new StationError('station/number-invalid', 'the number of the card is not valid');
  return check.sex;
}
