import { describe, expect, it } from 'vitest';
import type { SignKey } from '../../../src/domain/change.ts';
import type { InstrumentIdentity } from '../../../src/domain/provenance.ts';
import type { CaptureKind, Visit, VisitFindings } from '../../../src/domain/visit.ts';
import { FEWEST_PAIRS } from '../../../src/synthesis/change/repeats.ts';
import { parseConfiguredRetests, retestsOf } from '../../../src/synthesis/change/retests.ts';
import { signChanges } from '../../../src/synthesis/change/sign-change.ts';
import { pulseWith, tongueNamed } from '../support/findings.ts';

const INSTRUMENT: InstrumentIdentity = {
  driverId: 'sizhen-line',
  maker: 'maker',
  model: 'SZ-1',
  serialNumber: '1',
  firmwareVersion: '1',
  protocolVersion: '1',
  calibratedOn: null,
  nature: 'live',
};
const CALIBRATION = { id: 'c', meanDeltaE: 1, maxDeltaE: 3, madeAt: '', expiresAt: '' };

function visit(findings: VisitFindings, instrument = INSTRUMENT, calibrated = true): Visit {
  const capture = (kind: CaptureKind) => ({
    id: 'capture',
    kind,
    mediaType: '',
    sha256: '',
    sizeBytes: 0,
    provenance: {
      origin: 'measured' as const,
      nature: instrument.nature,
      instrument,
      operatorId: null,
      capturedAt: '',
      method: null,
      ...(calibrated ? { calibration: CALIBRATION } : {}),
    },
  });
  return {
    ...{ id: 'v', residentId: 'r', stationId: 's', status: 'complete', startedAt: '', completedAt: '' },
    ...{ operatorId: null, consent: null, sheet: null, skipped: [], measurements: [], constitution: null },
    captures: [capture('tongue-top'), capture('pulse-left')],
    findings,
  };
}

const none = () => null;
const tongue = (a: number, usable = true): VisitFindings => {
  const findings = tongueNamed(null, null, 0.9, usable);
  const { tongue: finding } = findings;
  if (finding === null || finding.body === null) throw new Error('no tongue');
  return { ...findings, tongue: { ...finding, body: { ...finding.body, lab: { l: 55, a, b: 8 } } } };
};
const pulse = (bpm: number, usable = true): VisitFindings => {
  const { left } = pulseWith([], [], usable).pulse;
  if (left === undefined || left.analysis === null) throw new Error('no pulse');
  return { ...tongueNamed(null, null), pulse: { left: { ...left, analysis: { ...left.analysis, rate: { bpm } } } } };
};
const signOf = (
  sign: SignKey['sign'],
  before: Visit,
  after: Visit,
  retestOf: Parameters<typeof signChanges>[2] = none,
) => signChanges(before, after, retestOf).find((one) => one.sign === sign);

describe('a colour', () => {
  it('differs beyond posture (2.85) and what both calibrations left (1 + 1)', () => {
    const small = signOf('tongue-body', visit(tongue(22)), visit(tongue(26)));
    expect(small).toMatchObject({ kind: 'colour', verdict: 'within-error', limit: { value: 4.85 } });
    expect(signOf('tongue-body', visit(tongue(22)), visit(tongue(40)))).toMatchObject({ verdict: 'differs' });
  });

  it('is not compared without a calibration on both sides', () => {
    const bare = visit(tongue(22), INSTRUMENT, false);
    expect(signOf('tongue-body', bare, visit(tongue(40)))).toMatchObject({ why: 'not-calibrated' });
  });
});

describe('a sign', () => {
  it('is compared only between good captures of the same kind of instrument and method', () => {
    const now = visit(pulse(80));
    expect(signOf('bpm', visit(pulse(70, false)), now)).toMatchObject({ why: 'poor-quality' });
    expect(signOf('bpm', visit(pulse(70), { ...INSTRUMENT, model: 'X' }), now)).toMatchObject({
      why: 'other-instrument',
    });
    expect(signOf('bpm', visit(tongue(22)), now)).toMatchObject({ why: 'not-measured' });
    const { left } = pulse(70).pulse;
    if (left === undefined) throw new Error('no pulse');
    const older = visit({ ...tongue(22), pulse: { left: { ...left, method: 'older' } } });
    expect(signOf('bpm', older, now)).toMatchObject({ why: 'other-method' });
    expect(signOf('coating-share', visit(tongue(22, false)), now)).toMatchObject({ why: 'poor-quality' });
  });

  it('is only listed while no limit is known, and judged by the site’s own repeats once there are enough', () => {
    const [before, after] = [visit(pulse(70)), visit(pulse(90))];
    expect(signOf('bpm', before, after)).toMatchObject({ change: 20, limit: null, verdict: 'limit-unknown' });
    const repeats = Array.from({ length: FEWEST_PAIRS }, (_, at) => {
      const bpm = 60 + (at % 10) * 3;
      return [visit(pulse(bpm)), visit(pulse(bpm + (at % 2 === 0 ? 3 : -3)))] as const;
    });
    const { ofSign } = retestsOf(repeats, new Map());
    const judged = signOf('bpm', before, after, ofSign);
    expect(judged).toMatchObject({ verdict: 'higher', limit: { origin: 'site', pairs: FEWEST_PAIRS } });
    // 1.96 times the standard deviation of fifty differences of ±3.
    expect(judged?.kind === 'compared' && judged.limit?.value).toBeCloseTo(1.96 * Math.sqrt(450 / 49), 9);
    expect(signOf('bpm', before, visit(pulse(75)), ofSign)).toMatchObject({ verdict: 'within-error' });
    expect(retestsOf(repeats.slice(1), new Map()).ofSign({ sign: 'bpm', wrist: 'left' })).toBeNull();
  });
});

describe('a configured reliability', () => {
  it('is read by questionnaire, and stands where the site has too few repeats of its own', () => {
    const configured = parseConfiguredRetests('gbt46939-2025=16/0.68,elder-33=14.5/.8');
    expect(configured.get('elder-33')).toEqual({ sd: 14.5, r: 0.8, origin: 'configured', pairs: null });
    expect(parseConfiguredRetests(null).size).toBe(0);
    const result = { questionnaire: 'gbt46939-2025', version: '1.0.0', scales: [] };
    const { ofScale } = retestsOf([], configured);
    expect(ofScale(result as unknown as Parameters<typeof ofScale>[0])('balanced')).toMatchObject({ sd: 16, r: 0.68 });
  });
});
