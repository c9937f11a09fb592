import Type, { type Static } from 'typebox';
import { Compile } from 'typebox/compile';
import { FIVE_STATE_NAMES, FIVE_STATE_SCALES } from '../domain/five-state.ts';
import { InquiryError } from './inquiry-error.ts';
import { groupsOverlap, NormGroup } from './norm-group.ts';
import { checkLicence, PackLicence } from './pack-licence.ts';
import type { ProfileDefinition } from './profile-definition.ts';

const closed = { additionalProperties: false } as const;

/** 五态人格测验 has 103 items; a pack of another length is not that test. */
const LICENSED_ITEMS = 103;

const Numbers = Type.Array(Type.Integer({ minimum: 1, maximum: LICENSED_ITEMS }));
const Key = Type.Object({ yes: Numbers, no: Numbers }, closed);

/** The licensed test as a hospital loads it: items, key, six scales, norms. None of it ships. */
const Pack = Type.Object(
  {
    kind: Type.Literal('five-state-licensed'),
    version: Type.String({ pattern: '^\\d+\\.\\d+\\.\\d+$' }),
    title: Type.String({ minLength: 1 }),
    stem: Type.String({ minLength: 1 }),
    licence: PackLicence,
    items: Type.Array(
      Type.Object(
        { number: Type.Integer({ minimum: 1 }), text: Type.String({ minLength: 1, maxLength: 200 }) },
        closed,
      ),
      { minItems: LICENSED_ITEMS, maxItems: LICENSED_ITEMS },
    ),
    /** By scale id, the five states and `concealment`: the items that count when answered 是, and those for 否. */
    key: Type.Record(Type.String(), Key),
    norms: Type.Array(NormGroup),
    /** Name of the norms for the report. */
    normName: Type.String({ minLength: 1 }),
    /** From this T-score of 掩饰 the report says that the profile is to be read with care; from the test's manual. */
    concealmentCautionFromT: Type.Number(),
  },
  closed,
);

export type FiveStatePack = Static<typeof Pack>;

const validator = Compile(Pack);

/**
 * Reads the payload of an opened pack; `today` as ISO date. Throws `InquiryError`: `inquiry/invalid-pack` with what does
 * not fit in the context, `inquiry/licence-ended`.
 */
export function readFiveStatePack(payload: unknown, today: string): FiveStatePack {
  if (!validator.Check(payload)) {
    const [first] = validator.Errors(payload);
    return refuse('this is no five-state pack', { at: first?.instancePath ?? '' });
  }
  checkLicence(payload.licence, today);
  const numbers = payload.items.map(({ number }) => number);
  if (numbers.some((number, index) => number !== index + 1)) refuse('items do not run from 1 without a gap', {});
  checkKey(payload);
  checkNorms(payload);
  return payload;
}

function checkKey({ key }: FiveStatePack): void {
  const scales = Object.keys(key);
  const unlike = [...scales, ...FIVE_STATE_SCALES].filter(
    (scale) => !Object.hasOwn(key, scale) || !FIVE_STATE_SCALES.some((known) => known === scale),
  );
  if (unlike.length > 0) refuse('the key does not have the six scales', { scales: unlike });
  for (const [scale, { yes, no }] of Object.entries(key)) {
    const items = [...yes, ...no];
    if (items.length === 0) refuse('a scale counts no item', { scale });
    if (new Set(items).size !== items.length) refuse('a scale counts an item twice', { scale });
  }
}

/** Every group has all six scales, and nobody belongs to two groups. */
function checkNorms({ norms }: FiveStatePack): void {
  norms.forEach((group, index) => {
    const scales = Object.keys(group.scales).sort().join();
    if (scales !== [...FIVE_STATE_SCALES].sort().join()) refuse('a norm group lacks a scale', { group: index });
    if (group.ageBelow <= group.ageFrom) refuse('a norm group has no ages', { group: index });
    const other = norms.findIndex((candidate, at) => at < index && groupsOverlap(candidate, group));
    if (other >= 0) refuse('two norm groups overlap', { groups: [other, index] });
  });
}

/** The pack as what is scored; scales in the order of `FIVE_STATE_SCALES`. */
export function profileOfPack(pack: FiveStatePack): ProfileDefinition {
  return {
    id: 'five-state-licensed',
    version: pack.version,
    label: `${pack.title}（${pack.licence.holder}）`,
    statements: pack.items.map(({ number, text }) => ({ number: String(number), text })),
    scales: FIVE_STATE_SCALES.map((id) => ({
      id,
      name: FIVE_STATE_NAMES[id],
      key: [
        ...(pack.key[id]?.yes ?? []).map((number) => ({ number: String(number), countsYes: true })),
        ...(pack.key[id]?.no ?? []).map((number) => ({ number: String(number), countsYes: false })),
      ],
    })),
    opposed: [],
  };
}

function refuse(message: string, context: Readonly<Record<string, unknown>>): never {
  throw new InquiryError('inquiry/invalid-pack', message, context);
}
