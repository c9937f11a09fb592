import { describe, expect, it } from 'vitest';
import { visitToBundle } from '../../src/exchange/fhir/visit-to-bundle.ts';
import { validateBundle } from '../../src/exchange/validate-bundle.ts';
import { anExchange } from './support/a-visit.ts';

// biome-ignore lint/suspicious/noExplicitAny: faults are planted in any place of a document
type Loose = any;

const find = (bundle: Loose, type: string, nth = 0): Loose =>
  bundle.entry.filter(({ resource }: Loose) => resource.resourceType === type)[nth].resource;
const pulseWave = (bundle: Loose): Loose =>
  bundle.entry
    .flatMap(({ resource }: Loose) => resource.component ?? [])
    .find(({ valueSampledData }: Loose) => valueSampledData !== undefined).valueSampledData;

const PLANTED: readonly (readonly [string, string, (bundle: Loose) => void])[] = [
  ['a birth date that no calendar has', 'impossible-date', (b) => (find(b, 'Patient').birthDate = '2026-02-30')],
  ['29 February of a common year', 'impossible-date', (b) => (find(b, 'Patient').birthDate = '1900-02-29')],
  ['a time of 25 o’clock', 'impossible-date', (b) => (find(b, 'Consent').dateTime = '2026-11-22T25:00:00Z')],
  [
    'a visit that ends before it starts',
    'period-reversed',
    (b) => (find(b, 'Encounter').period.end = '2026-11-22T07:00:00Z'),
  ],
  ['two values in one Observation', 'several-values', (b) => (find(b, 'Observation').valueString = '平和质')],
  [
    'a value beside its absence',
    'value-and-absent-reason',
    (b) => (find(b, 'Observation').dataAbsentReason = { text: '无' }),
  ],
  ['letters among samples', 'bad-sampled-data', (b) => (pulseWave(b).data = '1 2 x')],
  ['samples in exponent form', 'bad-sampled-data', (b) => (pulseWave(b).data = '1 2e3')],
  ['two spaces between samples', 'bad-sampled-data', (b) => (pulseWave(b).data = '1  2')],
  ['an empty array', 'empty-array', (b) => (find(b, 'Observation').component = [])],
  ['a reference to nothing', 'dangling-reference', (b) => (find(b, 'Encounter').subject.reference = 'urn:uuid:gone')],
  ['one full URL twice', 'duplicate-full-url', (b) => (b.entry[1].fullUrl = b.entry[0].fullUrl)],
  ['a request for another resource', 'request-mismatch', (b) => (b.entry[1].request.url = 'Organization/other')],
  ['an unconditional Patient', 'request-mismatch', (b) => delete b.entry[0].request.ifNoneExist],
  [
    'two Encounters',
    'missing-resource',
    (b) => b.entry.push(b.entry.find((e: Loose) => e.resource.resourceType === 'Encounter')),
  ],
  [
    'no Encounter',
    'missing-resource',
    (b) => (b.entry = b.entry.filter((e: Loose) => e.resource.resourceType !== 'Encounter')),
  ],
  ['a sex that FHIR does not know', 'shape', (b) => (find(b, 'Patient').gender = 'M')],
  ['an Observation without status', 'shape', (b) => delete find(b, 'Observation').status],
  ['a time without its zone', 'shape', (b) => (find(b, 'Consent').dateTime = '2026-11-22T08:00:00')],
  ['an id with forbidden characters', 'shape', (b) => (find(b, 'Media').id = 'a_b')],
  ['an empty string', 'shape', (b) => (find(b, 'Organization').name = '')],
  ['a member we would lose', 'shape', (b) => (find(b, 'Patient').maritalStatus = { text: '已婚' })],
  ['a hash that is not base64', 'shape', (b) => (find(b, 'Media').content.hash = '***')],
  ['a resource of an unknown type', 'shape', (b) => (b.entry[2].resource.resourceType = 'Poem')],
  ['a batch', 'shape', (b) => (b.type = 'batch')],
];

describe('validateBundle', () => {
  it('accepts what we make', () => {
    expect(validateBundle(JSON.parse(JSON.stringify(visitToBundle(anExchange())))).ok).toBe(true);
  });

  it.each(PLANTED)('finds %s', (_what, rule, plant) => {
    const bundle = JSON.parse(JSON.stringify(visitToBundle(anExchange())));
    plant(bundle);
    const check = validateBundle(bundle);
    expect(check.ok ? [] : check.faults.map((fault) => fault.rule)).toContain(rule);
  });

  it.each([[null], [1], ['text'], [[]], [{}], [{ resourceType: 'Bundle', entry: 'x' }], [{ entry: [null, 3] }]])(
    'refuses %j',
    (value) => {
      expect(validateBundle(value).ok).toBe(false);
    },
  );

  it('says where without quoting what', () => {
    const bundle = JSON.parse(JSON.stringify(visitToBundle(anExchange())));
    bundle.entry[0].resource.gender = '秘密';
    const check = validateBundle(bundle);
    expect(check).toEqual({ ok: false, faults: [{ rule: 'shape', path: '/entry/0/resource/gender' }] });
  });
});
