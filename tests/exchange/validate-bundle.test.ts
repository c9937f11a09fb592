import { describe, expect, it } from 'vitest';
import { visitToBundle } from '../../src/exchange/fhir/visit-to-bundle.ts';
import { validateBundle } from '../../src/exchange/validate-bundle.ts';
import { anExchange } from './support/a-visit.ts';

type Json = Record<string, unknown>;

const at = (json: Json, ...keys: readonly (string | number)[]): Json =>
  keys.reduce<Json>((node, key) => node[key] as Json, json);
const entries = (bundle: Json): Json[] => bundle.entry as Json[];
const resources = (bundle: Json): Json[] => entries(bundle).map(({ resource }) => resource as Json);
const isEncounter = (entry: Json): boolean => at(entry, 'resource').resourceType === 'Encounter';
const find = (bundle: Json, type: string): Json => resources(bundle).find((one) => one.resourceType === type) ?? {};
const pulseWave = (bundle: Json): Json => {
  const components = resources(bundle).flatMap(({ component }) => (component ?? []) as Json[]);
  return at(components.find((one) => 'valueSampledData' in one) ?? {}, 'valueSampledData');
};

const PLANTED: readonly (readonly [string, string, (bundle: Json) => void])[] = [
  ['a birth date that no calendar has', 'impossible-date', (b) => (find(b, 'Patient').birthDate = '2026-02-30')],
  ['29 February of a common year', 'impossible-date', (b) => (find(b, 'Patient').birthDate = '1900-02-29')],
  ['a time of 25 o’clock', 'impossible-date', (b) => (find(b, 'Consent').dateTime = '2026-11-22T25:00:00Z')],
  [
    'a visit that ends before it starts',
    'period-reversed',
    (b) => (at(find(b, 'Encounter'), 'period').end = '2026-11-22T07:00:00Z'),
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
  [
    'a reference to nothing',
    'dangling-reference',
    (b) => (at(find(b, 'Encounter'), 'subject').reference = 'urn:uuid:gone'),
  ],
  ['one full URL twice', 'duplicate-full-url', (b) => (at(b, 'entry', 1).fullUrl = at(b, 'entry', 0).fullUrl)],
  [
    'a request for another resource',
    'request-mismatch',
    (b) => (at(b, 'entry', 1, 'request').url = 'Organization/other'),
  ],
  ['an unconditional Patient', 'request-mismatch', (b) => delete at(b, 'entry', 0, 'request').ifNoneExist],
  ['two Encounters', 'missing-resource', (b) => entries(b).push(...entries(b).filter(isEncounter))],
  ['no Encounter', 'missing-resource', (b) => (b.entry = entries(b).filter((one) => !isEncounter(one)))],
  ['a sex that FHIR does not know', 'shape', (b) => (find(b, 'Patient').gender = 'M')],
  ['an Observation without status', 'shape', (b) => delete find(b, 'Observation').status],
  ['a time without its zone', 'shape', (b) => (find(b, 'Consent').dateTime = '2026-11-22T08:00:00')],
  ['an id with forbidden characters', 'shape', (b) => (find(b, 'Media').id = 'a_b')],
  ['an empty string', 'shape', (b) => (find(b, 'Organization').name = '')],
  ['a member we would lose', 'shape', (b) => (find(b, 'Patient').maritalStatus = { text: '已婚' })],
  ['a hash that is not base64', 'shape', (b) => (at(find(b, 'Media'), 'content').hash = '***')],
  ['a resource of an unknown type', 'shape', (b) => (at(b, 'entry', 2, 'resource').resourceType = 'Poem')],
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
