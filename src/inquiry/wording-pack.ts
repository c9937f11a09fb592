import Type, { type Static } from 'typebox';
import { Compile } from 'typebox/compile';
import { InquiryError } from './inquiry-error.ts';
import { checkLicence, PackLicence } from './pack-licence.ts';
import { questionnaireLinkIds } from './questionnaire-link-ids.ts';
import { wordingFaults } from './wording-faults.ts';

/** The licensed wording of a questionnaire whose structure ships. */
const Pack = Type.Object(
  {
    kind: Type.Literal('wording'),
    questionnaire: Type.Literal('ccmq-60'),
    version: Type.String({ pattern: '^\\d+\\.\\d+\\.\\d+$' }),
    licence: PackLicence,
    /** Text by item, `60F` and `60M` for the two wordings of item 60. */
    items: Type.Record(Type.String(), Type.String({ minLength: 1, maxLength: 200 })),
  },
  { additionalProperties: false },
);

export type WordingPack = Static<typeof Pack>;

const validator = Compile(Pack);

/**
 * Reads the payload of an opened pack; `today` as ISO date. Throws `InquiryError`: `inquiry/invalid-pack`, with
 * `context.faults` where the text itself is corrupt, and `inquiry/licence-ended`.
 */
export function readWordingPack(payload: unknown, today: string): WordingPack {
  if (!validator.Check(payload)) {
    const [first] = validator.Errors(payload);
    throw new InquiryError('inquiry/invalid-pack', 'this is no wording pack', { at: first?.instancePath ?? '' });
  }
  checkLicence(payload.licence, today);
  const faults = wordingFaults(payload.items, questionnaireLinkIds(payload.questionnaire));
  if (faults.length > 0) {
    const items = faults.map(({ item }) => item).join(', ');
    throw new InquiryError('inquiry/invalid-pack', `the wording is corrupt: item ${items}`, { faults });
  }
  return payload;
}
