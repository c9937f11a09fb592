import Type, { type Static } from 'typebox';
import { InquiryError } from './inquiry-error.ts';

const IsoDate = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' });

/** By what right a pack is used. */
export const PackLicence = Type.Object(
  {
    holder: Type.String({ minLength: 1 }),
    reference: Type.String({ minLength: 1 }),
    /** Last day; null: without end. */
    validUntil: Type.Union([IsoDate, Type.Null()]),
  },
  { additionalProperties: false },
);

export type PackLicence = Static<typeof PackLicence>;

/** `today` as ISO date. Throws `InquiryError` `inquiry/licence-ended`. */
export function checkLicence({ validUntil }: PackLicence, today: string): void {
  if (validUntil === null || today <= validUntil) return;
  throw new InquiryError('inquiry/licence-ended', `the licence ended on ${validUntil}`, { validUntil, today });
}
