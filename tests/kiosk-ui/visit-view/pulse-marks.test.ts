import { describe, expect, it } from 'vitest';
import { marksOfOneBeat } from '../../../kiosk-ui/visit-view/pulse-marks.ts';
import type { PulseFinding } from '../../../src/domain/finding.ts';
import { SAMPLE_VISIT } from '../support/sample-visit.ts';

const sample = SAMPLE_VISIT.findings.pulse.left as PulseFinding;

describe('the marks of one beat', () => {
  it('stand on main peak, tidal wave, notch and dicrotic peak, in this order', () => {
    const marks = marksOfOneBeat(sample, 4);
    expect(marks.map(({ label }) => label)).toEqual(['h1', 'h3', 'h4', 'h5']);
    const [h1, , h4] = marks;
    const at = (index = 0) => sample.excerpt?.samplesPa[index] ?? 0;
    expect(at(h1?.index)).toBeGreaterThan(at((h1?.index ?? 0) - 3));
    expect(at(h4?.index)).toBeLessThan(at(h1?.index));
  });

  it('leave out what was not found instead of guessing', () => {
    const analysis = sample.analysis && { ...sample.analysis, parameters: { ...sample.analysis.parameters, h3: null } };
    expect(marksOfOneBeat({ ...sample, analysis }, 4).map(({ label }) => label)).toEqual(['h1', 'h4', 'h5']);
    expect(marksOfOneBeat({ ...sample, analysis: null }, 4)).toEqual([]);
    expect(marksOfOneBeat(sample, 0.5)).toEqual([]);
  });
});
