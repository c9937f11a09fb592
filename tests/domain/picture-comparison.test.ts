import { describe, expect, it } from 'vitest';
import type { TongueFinding } from '../../src/domain/finding.ts';
import { latestPictures, sameMeans, type VisitPicture, whyNotComparable } from '../../src/domain/picture-comparison.ts';
import { SAMPLE_INSTRUMENT, SAMPLE_VISIT } from '../kiosk-ui/support/sample-visit.ts';

const calibration = { id: 'c', meanDeltaE: 0.8, maxDeltaE: 2, madeAt: '2026-01-01', expiresAt: '2027-01-01' };

function picture(change: Partial<TongueFinding & { method: string }> = {}): VisitPicture<TongueFinding> {
  const { tongue } = SAMPLE_VISIT.findings;
  if (tongue === null) throw new Error('the sample has a tongue');
  return {
    visitId: 'a',
    startedAt: '2026-05-20T01:00:00.000Z',
    finding: { ...tongue, calibrated: true, calibration, ...change },
    instrument: SAMPLE_INSTRUMENT,
  };
}

describe('two pictures of two visits', () => {
  it('stand side by side when both are calibrated, good, and of one kind of instrument', () => {
    expect(whyNotComparable(picture(), picture())).toBeNull();
  });

  it('do not when anything between them differs, and it is said what', () => {
    const poor = { score: 0.2, usable: false, reasons: [] };
    const worse = { ...calibration, meanDeltaE: 1.9 };
    expect(whyNotComparable(picture(), null)).toBe('no-earlier-picture');
    expect(whyNotComparable(picture({ quality: poor }), picture())).toBe('poor-quality');
    expect(whyNotComparable(picture(), picture({ quality: poor }))).toBe('poor-quality');
    expect(whyNotComparable(picture({ calibrated: false }), picture({ calibrated: false }))).toBe('uncalibrated');
    expect(whyNotComparable(picture(), { ...picture(), instrument: null })).toBe('other-instrument');
    expect(whyNotComparable(picture(), picture({ calibration: worse }))).toBe('calibration-differs');
  });

  it('have indexes to subtract only from the same means', () => {
    expect(sameMeans(picture(), picture())).toBe(true);
    expect(sameMeans(picture(), picture({ method: 'another@2' }))).toBe(false);
    expect(sameMeans(picture(), picture({ segmentation: { means: 'model', name: 'm@1' } }))).toBe(false);
  });
});

describe('the latest earlier pictures', () => {
  it('are sought by kind, each from the latest visit that holds one', () => {
    const noTongue = { ...SAMPLE_VISIT, id: 'later', findings: { ...SAMPLE_VISIT.findings, tongue: null } };
    const latest = latestPictures([noTongue, SAMPLE_VISIT]);
    expect(latest['tongue-top']?.visitId).toBe(SAMPLE_VISIT.id);
    expect(latest.face?.visitId).toBe('later');
    expect(latest['tongue-underside']).toBeNull();
  });
});
