import Type, { type Static } from 'typebox';

/**
 * The part of the FHIR R4 `Questionnaire` resource that definitions use (https://hl7.org/fhir/R4/questionnaire.html).
 * Unknown members are refused, so that nothing in a definition is silently without effect.
 */
const closed = { additionalProperties: false } as const;

/** Fixed by FHIR: the number that a coded answer stands for. */
const ORDINAL_VALUE_URL = 'http://hl7.org/fhir/StructureDefinition/ordinalValue';
const HIDDEN_URL = 'http://hl7.org/fhir/StructureDefinition/questionnaire-hidden';
const GENDER_SYSTEM = 'http://hl7.org/fhir/administrative-gender';

/** Ours: which scales there are, which scale an item counts on, and what an observer may fill in. */
const SCALE_URL = 'urn:sizhen:fhir:extension:constitution-scale';
export const SCORED_ON_URL = 'urn:sizhen:fhir:extension:scored-on';
export const MAY_BE_OBSERVED_URL = 'urn:sizhen:fhir:extension:may-be-observed';

const OrdinalValue = Type.Object({ url: Type.Literal(ORDINAL_VALUE_URL), valueDecimal: Type.Number() }, closed);

const ScaleExtension = Type.Object(
  {
    url: Type.Literal(SCALE_URL),
    extension: Type.Array(
      Type.Union([
        Type.Object({ url: Type.Literal('code'), valueCode: Type.String() }, closed),
        Type.Object({ url: Type.Literal('name'), valueString: Type.String() }, closed),
        Type.Object(
          {
            url: Type.Union([Type.Literal('passes-at'), Type.Literal('yes-at'), Type.Literal('tendency-at')]),
            valueInteger: Type.Integer({ minimum: 1, maximum: 100 }),
          },
          closed,
        ),
      ]),
    ),
  },
  closed,
);

const ScoredOnExtension = Type.Object(
  {
    url: Type.Literal(SCORED_ON_URL),
    extension: Type.Tuple([
      Type.Object({ url: Type.Literal('scale'), valueCode: Type.String() }, closed),
      Type.Object({ url: Type.Literal('reverse'), valueBoolean: Type.Boolean() }, closed),
    ]),
  },
  closed,
);

const MayBeObserved = Type.Object({ url: Type.Literal(MAY_BE_OBSERVED_URL), valueBoolean: Type.Literal(true) }, closed);

const AnswerOption = Type.Object(
  {
    extension: Type.Tuple([OrdinalValue]),
    valueCoding: Type.Object({ code: Type.String(), display: Type.String({ minLength: 1 }) }, closed),
  },
  closed,
);

const EnableWhen = Type.Object(
  {
    question: Type.Literal('sex'),
    operator: Type.Literal('='),
    answerCoding: Type.Object(
      { system: Type.Literal(GENDER_SYSTEM), code: Type.Union([Type.Literal('female'), Type.Literal('male')]) },
      closed,
    ),
  },
  closed,
);

const StemItem = Type.Object(
  { linkId: Type.Literal('stem'), text: Type.String({ minLength: 1 }), type: Type.Literal('display') },
  closed,
);

/** Filled from the resident's record, never asked; it only enables the wording of the resident's sex. */
const SexItem = Type.Object(
  {
    linkId: Type.Literal('sex'),
    extension: Type.Tuple([Type.Object({ url: Type.Literal(HIDDEN_URL), valueBoolean: Type.Literal(true) }, closed)]),
    text: Type.String(),
    type: Type.Literal('choice'),
    required: Type.Literal(true),
    answerValueSet: Type.String(),
  },
  closed,
);

const QuestionItem = Type.Object(
  {
    linkId: Type.String({ pattern: '^[1-9][0-9]?[FM]?$' }),
    extension: Type.Array(Type.Union([ScoredOnExtension, MayBeObserved]), { minItems: 1 }),
    prefix: Type.String({ pattern: '^[1-9][0-9]?$' }),
    // Absent where the wording is licensed and comes in a pack.
    text: Type.Optional(Type.String({ minLength: 1 })),
    type: Type.Literal('choice'),
    enableWhen: Type.Optional(Type.Tuple([EnableWhen])),
    required: Type.Literal(true),
    answerValueSet: Type.Optional(Type.Literal('#frequency')),
    answerOption: Type.Optional(Type.Array(AnswerOption, { minItems: 2 })),
  },
  closed,
);

const FrequencyValueSet = Type.Object(
  {
    resourceType: Type.Literal('ValueSet'),
    id: Type.Literal('frequency'),
    status: Type.Literal('active'),
    compose: Type.Object(
      {
        include: Type.Tuple([
          Type.Object(
            {
              system: Type.String(),
              concept: Type.Array(
                Type.Object(
                  {
                    extension: Type.Tuple([OrdinalValue]),
                    code: Type.String(),
                    display: Type.String({ minLength: 1 }),
                  },
                  closed,
                ),
                { minItems: 2 },
              ),
            },
            closed,
          ),
        ]),
      },
      closed,
    ),
  },
  closed,
);

export const DefinitionResource = Type.Object(
  {
    resourceType: Type.Literal('Questionnaire'),
    id: Type.String(),
    contained: Type.Tuple([FrequencyValueSet]),
    extension: Type.Array(ScaleExtension, { minItems: 1 }),
    url: Type.String(),
    version: Type.String({ pattern: '^\\d+\\.\\d+\\.\\d+$' }),
    name: Type.String({ pattern: '^[A-Z][A-Za-z0-9_]*$' }),
    title: Type.String({ minLength: 1 }),
    status: Type.Literal('active'),
    subjectType: Type.Tuple([Type.Literal('Patient')]),
    date: Type.String(),
    description: Type.String(),
    item: Type.Array(Type.Union([StemItem, SexItem, QuestionItem]), { minItems: 2 }),
  },
  closed,
);

export type DefinitionResource = Static<typeof DefinitionResource>;
export type QuestionItem = Static<typeof QuestionItem>;
export type ScaleExtension = Static<typeof ScaleExtension>;
