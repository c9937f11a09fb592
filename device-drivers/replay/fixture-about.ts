import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import { TransportError } from '../transport/transport-error.ts';

const Sha256 = Type.String({ pattern: '^[0-9a-f]{64}$' });
const Kind = Type.Enum(['tongue-top', 'tongue-underside', 'face']);
const WristName = Type.Enum(['left', 'right']);

const CaptureTaskSchema = Type.Union([
  Type.Object({ task: Type.Literal('picture'), kind: Kind }),
  Type.Object({
    task: Type.Literal('pulse'),
    wrist: WristName,
    steps: Type.Array(
      Type.Object({
        step: Type.Enum(['floating', 'middle', 'deep']),
        targetPressurePa: Type.Integer({ minimum: 0 }),
        settleMs: Type.Integer({ minimum: 0 }),
        holdMs: Type.Integer({ minimum: 1 }),
      }),
      { minItems: 1 },
    ),
  }),
]);

/** `about.json` beside a transcript. */
const FixtureAboutSchema = Type.Object({
  driverId: Type.String({ minLength: 1 }),
  device: Type.Object({
    maker: Type.String(),
    model: Type.String(),
    serialNumber: Type.String(),
    firmwareVersion: Type.String(),
    protocolVersion: Type.String(),
  }),
  /** `synthetic` came out of a simulator and is never called recorded. */
  origin: Type.Enum(['recorded', 'synthetic']),
  date: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }),
  licence: Type.String({ minLength: 1 }),
  shows: Type.String({ minLength: 1 }),
  /** What the host did, in order; a replay does the same. */
  tasks: Type.Array(CaptureTaskSchema),
  transcript: Type.Object({ lines: Type.Integer({ minimum: 1 }), sha256: Sha256 }),
  /** What the driver made of it when the fixture was made. */
  results: Type.Object({
    pictures: Type.Array(Type.Object({ kind: Kind, sha256: Sha256 })),
    recordings: Type.Array(Type.Object({ wrist: WristName, sha256: Sha256 })),
  }),
  /** What is truly in a synthetic case, as far as its makers export it; absent for recordings. */
  groundTruth: Type.Optional(Type.Unknown()),
});

export type FixtureAbout = Static<typeof FixtureAboutSchema>;
export type CaptureTask = Static<typeof CaptureTaskSchema>;

/** Throws `transport/fixture-invalid`, naming the first place that is wrong. */
export async function readFixtureAbout(folder: string): Promise<FixtureAbout> {
  const file = join(folder, 'about.json');
  const value = await readFile(file, 'utf8')
    .then((text): unknown => JSON.parse(text))
    .catch((cause: unknown) => {
      throw new TransportError('transport/fixture-invalid', { file }, cause);
    });
  if (Value.Check(FixtureAboutSchema, value)) return value;
  const [first] = Value.Errors(FixtureAboutSchema, value);
  throw new TransportError('transport/fixture-invalid', { file, at: first?.instancePath, detail: first?.message });
}
