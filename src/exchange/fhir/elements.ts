import { ExchangeError } from '../exchange-error.ts';
import type { CodeableConcept, Coding, Extension, Identifier, Reference } from './schema.ts';
import { SYSTEMS } from './systems.ts';

/** Small constructors and readers that every resource mapping shares. */
export function concept(system: string, code: string, text?: string): CodeableConcept {
  return { coding: [{ system, code }], ...(text === undefined ? {} : { text }) };
}

export const ownCode = (code: string, text?: string): CodeableConcept => concept(SYSTEMS.code, code, text);

/** The code that a concept has in one system, or null. */
export function codeIn(system: string, inConcept: CodeableConcept | undefined): string | null {
  return inConcept?.coding?.find((coding: Coding) => coding.system === system)?.code ?? null;
}

export const referTo = (resourceId: string): Reference => ({ reference: `urn:uuid:${resourceId}` });

/** Staff are named by their account id only; no Practitioner resource, no name leaves the station. */
export const staffReference = (accountId: string): Reference => ({
  identifier: { system: SYSTEMS.staff, value: accountId },
});

type ExtensionValue = Omit<Extension, 'url'>;

export const extension = (name: string, value: ExtensionValue): Extension => ({
  url: SYSTEMS.extension + name,
  ...value,
});

interface Extended {
  readonly extension?: readonly Extension[] | undefined;
}

export function findExtension(holder: Extended, name: string): Extension | null {
  return holder.extension?.find((candidate) => candidate.url === SYSTEMS.extension + name) ?? null;
}

export function findExtensions(holder: Extended, name: string): readonly Extension[] {
  return holder.extension?.filter((candidate) => candidate.url === SYSTEMS.extension + name) ?? [];
}

export function identifierIn(system: string, identifiers: readonly Identifier[]): string {
  return required(identifiers.find((identifier) => identifier.system === system)?.value, `identifier ${system}`);
}

/** Throws `exchange/bundle-unreadable` naming what is missing. */
export function required<T>(value: T | null | undefined, what: string): T {
  if (value === null || value === undefined) {
    throw new ExchangeError('exchange/bundle-unreadable', `the Bundle lacks ${what}`, { what });
  }
  return value;
}

/** One of the allowed words. Throws `exchange/bundle-unreadable` for any other. */
export function oneOf<T extends string>(allowed: readonly T[], value: string | null | undefined, what: string): T {
  return required(
    allowed.find((candidate) => candidate === value),
    `a known ${what}`,
  );
}
