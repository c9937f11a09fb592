import type { Consent as DomainConsent } from '../../domain/visit.ts';
import { codeIn, concept, extension, findExtension, oneOf, ownCode, required } from './elements.ts';
import type { Consent } from './schema.ts';
import { SYSTEMS } from './systems.ts';
import type { VisitContext } from './visit-context.ts';

const METHODS: readonly DomainConsent['method'][] = ['touch', 'staff-witnessed'];
const permit = (given: boolean) => (given ? 'permit' : 'deny');

/** PIPL art. 28 and 29: health data and pictures are two separate provisions. */
export function consentFrom({ ids, subject }: VisitContext, consent: DomainConsent): Consent {
  return {
    resourceType: 'Consent',
    id: ids.of('consent'),
    extension: [extension('consent-method', { valueCode: consent.method })],
    status: 'active',
    scope: concept(SYSTEMS.consentScope, 'patient-privacy'),
    category: [concept(SYSTEMS.actCode, 'INFA')],
    patient: subject,
    dateTime: consent.givenAt,
    policyRule: concept(SYSTEMS.consentText, consent.textVersion),
    provision: {
      type: permit(consent.healthData),
      provision: [
        { type: permit(consent.healthData), code: [ownCode('health-data')] },
        { type: permit(consent.pictures), code: [ownCode('pictures')] },
      ],
    },
  };
}

export function consentIn(consent: Consent): DomainConsent {
  const permitted = (code: string) =>
    consent.provision.provision.some((part) => part.type === 'permit' && codeIn(SYSTEMS.code, part.code[0]) === code);
  return {
    healthData: permitted('health-data'),
    pictures: permitted('pictures'),
    givenAt: consent.dateTime,
    textVersion: required(codeIn(SYSTEMS.consentText, consent.policyRule), 'the version of the consent text'),
    method: oneOf(METHODS, findExtension(consent, 'consent-method')?.valueCode, 'consent method'),
  };
}
