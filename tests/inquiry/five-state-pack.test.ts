import { describe, expect, it } from 'vitest';
import { FIVE_STATE_SCALES } from '../../src/domain/five-state.ts';
import { profileOfPack, readFiveStatePack } from '../../src/inquiry/five-state-pack.ts';
import { profileSheet } from '../../src/inquiry/five-state-questionnaire.ts';
import { scoreLicensed } from '../../src/inquiry/score-licensed.ts';
import { fiveStatePayload } from './support/a-pack.ts';
import { profileScorer } from './support/run-profile.ts';
import { keyed, uniform } from './support/sheets.ts';

const TODAY = '2026-11-23';
type Payload = ReturnType<typeof fiveStatePayload>;

function changed(change: (payload: Payload) => void): unknown {
  const payload = structuredClone(fiveStatePayload());
  change(payload);
  return payload;
}

describe('the licensed five-state pack', () => {
  it('is read with 103 items, six scales and its norms', () => {
    const pack = readFiveStatePack(fiveStatePayload(), TODAY);
    expect([pack.items.length, Object.keys(pack.key).length, pack.norms.length]).toEqual([103, 6, 2]);
  });

  it.each<[string, (payload: Payload) => void]>([
    ['an item is missing', (payload) => payload.items.pop()],
    ['two items have one number', (payload) => (payload.items[4] = { number: 4, text: '（4）' })],
    ['a scale is missing from the key', (payload) => delete payload.key.concealment],
    ['the key has a seventh scale', (payload) => (payload.key.other = { yes: [1], no: [] })],
    ['a scale counts nothing', (payload) => (payload.key.taiyin = { yes: [], no: [] })],
    ['an item counts for 是 and for 否', (payload) => (payload.key.taiyin = { yes: [5], no: [5] })],
    ['the key names an item that is not there', (payload) => (payload.key.taiyin = { yes: [104], no: [] })],
    ['a norm lacks a scale', (payload) => delete payload.norms[0]?.scales.even],
    ['a spread is zero', (payload) => Object.assign(payload.norms[0]?.scales ?? {}, { even: { mean: 1, sd: 0 } })],
    ['two norm groups overlap', (payload) => Object.assign(payload.norms[1] ?? {}, { ageFrom: 18 })],
    ['it has a member nobody reads', (payload) => Object.assign(payload, { extra: 1 })],
  ])('is refused when %s', (_, change) => {
    expect(() => readFiveStatePack(changed(change), TODAY)).toThrow(
      expect.objectContaining({ code: 'inquiry/invalid-pack' }),
    );
  });

  it('is refused after its licence', () => {
    expect(() => readFiveStatePack(fiveStatePayload(), '2028-01-01')).toThrow(
      expect.objectContaining({ code: 'inquiry/licence-ended' }),
    );
  });
});

describe('scoring by a licensed pack', () => {
  const pack = readFiveStatePack(fiveStatePayload(), TODAY);
  const definition = profileOfPack(pack);
  const allYes = profileSheet(definition, 'female', keyed(uniform(103, 1)), 'self');

  it('gives six raw sums by the key and T-scores by the norm group', async () => {
    const person = { ageYears: 40, education: null };
    const result = await scoreLicensed(pack, allYes, person, await profileScorer(definition));
    for (const [index, scale] of result.scales.entries()) {
      const raw = pack.key[scale.id]?.yes.length ?? Number.NaN;
      expect(scale).toMatchObject({ id: FIVE_STATE_SCALES[index], raw, verdict: null });
      expect(scale.t).toBeCloseTo(50 + (10 * (raw - 8 - index)) / 2, 10);
    }
    expect(result.norm).toEqual({ kind: 'licensed', name: '授权常模', n: 500, date: null });
    expect(result.conclusion.primary).toBeNull();
  });

  it.each([
    ['an age nobody stated', { ageYears: null, education: 'tertiary' }],
    ['an age outside', { ageYears: 17, education: 'tertiary' }],
    ['an education outside', { ageYears: 70, education: 'primary-or-less' }],
    ['an education nobody stated', { ageYears: 70, education: null }],
  ] as const)('makes up no T-score for %s', async (_, person) => {
    const result = await scoreLicensed(pack, allYes, person, await profileScorer(definition));
    expect(result.scales.map(({ t }) => t)).toEqual(uniform(6, 0).map(() => null));
    expect(result.norm).toBeNull();
    expect(result.conclusion.text).toContain('没有适合的常模');
  });

  it('says when 掩饰 is high', async () => {
    const { yes = [], no = [] } = pack.key.concealment ?? {};
    const concealing = Object.fromEntries([...yes.map((item) => [item, 1]), ...no.map((item) => [item, 0])]);
    const sheet = profileSheet(definition, 'female', { ...keyed(uniform(103, 0)), ...concealing }, 'self');
    const person = { ageYears: 40, education: null };
    const result = await scoreLicensed(pack, sheet, person, await profileScorer(definition));
    expect(result.conclusion.text).toContain('掩饰分偏高');
  });
});
