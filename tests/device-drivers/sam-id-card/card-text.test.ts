import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeCardText, encodeCardText } from '../../../device-drivers/sam-id-card/card-text.ts';
import { SIMULATED_PERSON } from '../../../device-drivers/simulation/simulated-person.ts';

const { card } = SIMULATED_PERSON;
const TODAY = '2026-11-25';
const decoded = (change: Partial<typeof card>) => decodeCardText(encodeCardText({ ...card, ...change }), TODAY);

describe('the text of an identity card', () => {
  it('is laid out as published: 30 bytes name, then sex, nation, birth, address, number, issuer, dates', () => {
    const text = Buffer.from(encodeCardText(card));
    expect(text).toHaveLength(256);
    expect(text.toString('utf16le', 0, 30).trimEnd()).toBe('模拟居民');
    expect(text.toString('utf16le', 30, 52)).toBe('20119560312');
    expect(text.toString('utf16le', 122, 158)).toBe('99999919560312002X');
    expect(text.toString('utf16le', 188, 220).trimEnd()).toBe('20160312长期');
  });

  it('comes back field by field, trimmed, dates as ISO dates and 长期 as long-term', () => {
    expect(decoded({})).toEqual({ kind: 'card', card });
    expect(decoded({ validUntil: '2036-03-12' })).toMatchObject({ card: { validUntil: '2036-03-12' } });
  });

  it('keeps a rare character that takes two units', () => {
    expect(decoded({ name: '𠮷四' })).toMatchObject({ kind: 'card', card: { name: '𠮷四' } });
  });

  it.each([
    ['idNumber', { idNumber: '999999195603120021' }],
    ['idNumber', { idNumber: '99999919560312' }],
    ['name', { name: '' }],
    ['sex', { sex: 'male' }],
    ['birthDate', { birthDate: '1956-03-13' }],
    ['birthDate', { birthDate: '1956-02-30' }],
    ['ethnicGroupCode', { ethnicGroupCode: 'x1' }],
    ['validFrom', { validFrom: '2030-01-01' }],
    ['validUntil', { validUntil: '2016-03-12' }],
    ['validUntil', { validUntil: '2016-13-12' }],
    ['issuer', { issuer: ' ' }],
    ['address', { address: '一\u0001号' }],
  ] as const)('is refused by the name of the field alone: %s', (field, change) => {
    const result = decoded(change);
    expect(result.kind === 'invalid' && result.fields).toContain(field);
    expect(JSON.stringify(result)).not.toContain('1956');
  });

  it('of another kind of card is not read at all', () => {
    const text = encodeCardText(card);
    text.set(Buffer.from('I', 'utf16le'), 248);
    expect(decodeCardText(text, TODAY)).toEqual({ kind: 'other-card' });
  });

  it('never gives a card with a wrong number or impossible date for any bytes whatever', () => {
    const base = encodeCardText(card);
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(255), fc.nat(255)), { maxLength: 6 }), (changes) => {
        const text = Uint8Array.from(base);
        for (const [at, value] of changes) text[at] = value;
        const result = decodeCardText(text, TODAY);
        if (result.kind === 'card') expect(result.card.idNumber).toBe(card.idNumber);
      }),
      { numRuns: 300 },
    );
  });
});
