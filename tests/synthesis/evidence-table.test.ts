import { describe, expect, it } from 'vitest';
import { parseEvidence, publishedEvidence } from '../../src/synthesis/evidence-table.ts';
import { SIGNS } from '../../src/synthesis/signs.ts';

const table = () => structuredClone(publishedEvidence());

describe('the evidence table', () => {
  it('gives each row a source, and a count where it calls itself measured', () => {
    for (const { source, confidence, n } of publishedEvidence().rows) {
      expect(source.length).toBeGreaterThan(10);
      if (confidence === 'measured') expect(n).toBeGreaterThan(0);
    }
  });

  it('weighs every sign that is read, if only with nothing, and says why nothing', () => {
    for (const { id } of SIGNS)
      expect(
        publishedEvidence().rows.some(({ sign }) => sign === id),
        id,
      ).toBe(true);
    for (const row of publishedEvidence().rows) if (row.lnLr === 0) expect(row.note, row.sign).toBeDefined();
  });

  it.each([
    ['another format', (t: ReturnType<typeof table>) => ({ ...t, format: 'x' })],
    ['a sign nobody reads', (t: ReturnType<typeof table>) => ({ ...t, rows: [{ ...t.rows[0], sign: 'tongue.blue' }] })],
    ['two rows for one sign and type', (t: ReturnType<typeof table>) => ({ ...t, rows: [t.rows[0], t.rows[0]] })],
    ['a weight beyond belief', (t: ReturnType<typeof table>) => ({ ...t, rows: [{ ...t.rows[0], lnLr: 3 }] })],
    ['no row', (t: ReturnType<typeof table>) => ({ ...t, rows: [] })],
  ])('is refused with %s', (_what, change) => {
    expect(() => parseEvidence(change(table()))).toThrow(
      expect.objectContaining({ code: 'synthesis/invalid-evidence' }),
    );
  });
});
