import Type, { type Static } from 'typebox';
import { SCORED_ON_URL } from './definition-schema.ts';

/** The part of the FHIR R4 `Questionnaire` resource that the five-state self-description uses; others are refused. */
const closed = { additionalProperties: false } as const;

/** Ours: the scales, and which statement a statement is the opposite of. */
const PROFILE_SCALE_URL = 'urn:sizhen:fhir:extension:profile-scale';
export const OPPOSITE_OF_URL = 'urn:sizhen:fhir:extension:opposite-of';

const ScaleExtension = Type.Object(
  {
    url: Type.Literal(PROFILE_SCALE_URL),
    extension: Type.Tuple([
      Type.Object({ url: Type.Literal('code'), valueCode: Type.String() }, closed),
      Type.Object({ url: Type.Literal('name'), valueString: Type.String({ minLength: 1 }) }, closed),
    ]),
  },
  closed,
);

const ScoredOn = Type.Object(
  {
    url: Type.Literal(SCORED_ON_URL),
    extension: Type.Tuple([
      Type.Object({ url: Type.Literal('scale'), valueCode: Type.String() }, closed),
      Type.Object({ url: Type.Literal('reverse'), valueBoolean: Type.Boolean() }, closed),
    ]),
  },
  closed,
);

const OppositeOf = Type.Object({ url: Type.Literal(OPPOSITE_OF_URL), valueString: Type.String() }, closed);

const Stem = Type.Object(
  { linkId: Type.Literal('stem'), text: Type.String({ minLength: 1 }), type: Type.Literal('display') },
  closed,
);

const Statement = Type.Object(
  {
    linkId: Type.String({ pattern: '^[1-9][0-9]?$' }),
    extension: Type.Array(Type.Union([ScoredOn, OppositeOf]), { minItems: 1 }),
    prefix: Type.String({ pattern: '^[1-9][0-9]?$' }),
    text: Type.String({ minLength: 1 }),
    type: Type.Literal('boolean'),
    required: Type.Literal(true),
  },
  closed,
);

export const FiveStateResource = Type.Object(
  {
    resourceType: Type.Literal('Questionnaire'),
    id: Type.Literal('five-state-open'),
    extension: Type.Array(ScaleExtension, { minItems: 5, maxItems: 5 }),
    url: Type.String(),
    version: Type.String({ pattern: '^\\d+\\.\\d+\\.\\d+$' }),
    name: Type.String({ pattern: '^[A-Z][A-Za-z0-9_]*$' }),
    title: Type.String({ minLength: 1 }),
    status: Type.Literal('active'),
    subjectType: Type.Tuple([Type.Literal('Patient')]),
    date: Type.String(),
    description: Type.String(),
    item: Type.Array(Type.Union([Stem, Statement]), { minItems: 2 }),
  },
  closed,
);

export type Statement = Static<typeof Statement>;
export type FiveStateResource = Static<typeof FiveStateResource>;
