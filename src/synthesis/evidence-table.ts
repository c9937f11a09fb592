import { readFileSync } from 'node:fs';
import Type, { type Static } from 'typebox';
import { Compile } from 'typebox/compile';
import { CONSTITUTIONS, type Constitution } from '../domain/constitution.ts';
import { SIGNS } from './signs.ts';
import { SynthesisError } from './synthesis-error.ts';

const closed = { additionalProperties: false } as const;

/** No row may weigh more: LR 4 is more than any published study of these signs reaches on people it never saw. */
const LARGEST_LN_LR = 1.4;

const Row = Type.Object(
  {
    sign: Type.String({ minLength: 1 }),
    constitution: Type.Unsafe<Constitution>(Type.Enum([...CONSTITUTIONS])),
    /** Natural logarithm of the likelihood ratio of a present sign; 0 for a sign that is known and weighs nothing. */
    lnLr: Type.Number({ minimum: -LARGEST_LN_LR, maximum: LARGEST_LN_LR }),
    /** `measured`: from counts; `direction`: the source gives a direction only; `refitted`: from a county's own cases. */
    confidence: Type.Union([Type.Literal('measured'), Type.Literal('direction'), Type.Literal('refitted')]),
    /** People behind the figure; null where the source is a text. */
    n: Type.Union([Type.Integer({ minimum: 1 }), Type.Null()]),
    source: Type.String({ minLength: 1 }),
    note: Type.Optional(Type.String({ minLength: 1 })),
  },
  closed,
);

const EvidenceTableSchema = Type.Object(
  {
    format: Type.Literal('sizhen-evidence/1'),
    version: Type.String({ minLength: 1 }),
    origin: Type.Union([Type.Literal('published'), Type.Literal('local')]),
    /** Where and when a local table was fitted, on how many confirmed cases, and how it did on cases it never saw. */
    fitted: Type.Optional(
      Type.Object(
        {
          region: Type.String({ minLength: 1 }),
          computedAt: Type.String({ minLength: 1 }),
          cases: Type.Integer({ minimum: 1 }),
          basedOn: Type.String({ minLength: 1 }),
          heldOut: Type.Object(
            {
              cases: Type.Integer({ minimum: 1 }),
              logLossBefore: Type.Number(),
              logLossAfter: Type.Number(),
              /** Slope of the calibration line on held-out cases; 1 is right, below 1 too sure. */
              calibrationSlope: Type.Number(),
            },
            closed,
          ),
        },
        closed,
      ),
    ),
    rows: Type.Array(Row, { minItems: 1 }),
  },
  closed,
);

export type EvidenceTable = Static<typeof EvidenceTableSchema>;
export type EvidenceRow = Static<typeof Row>;

const validator = Compile(EvidenceTableSchema);

/** Throws `synthesis/invalid-evidence`: another form, a sign that nobody reads, or two rows for one sign and type. */
export function parseEvidence(value: unknown): EvidenceTable {
  if (!validator.Check(value)) {
    const [first] = validator.Errors(value);
    throw new SynthesisError('synthesis/invalid-evidence', `evidence table: ${first?.message ?? 'not of its form'}`, {
      at: first?.instancePath ?? '',
    });
  }
  const known = new Set(SIGNS.map(({ id }) => id));
  const seen = new Set<string>();
  for (const { sign, constitution } of value.rows) {
    const key = `${sign} ${constitution}`;
    if (!known.has(sign)) throw new SynthesisError('synthesis/invalid-evidence', `no sign ${sign}`, { sign });
    if (seen.has(key)) throw new SynthesisError('synthesis/invalid-evidence', `two rows for ${key}`, { sign });
    seen.add(key);
  }
  return value;
}

let published: EvidenceTable | null = null;

/** The table that ships, from published sources. */
export function publishedEvidence(): EvidenceTable {
  const file = new URL('./evidence/published.json', import.meta.url);
  published ??= parseEvidence(JSON.parse(readFileSync(file, 'utf8')));
  return published;
}
