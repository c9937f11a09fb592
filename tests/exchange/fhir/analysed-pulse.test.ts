import { describe, expect, it } from 'vitest';
import { DEFAULT_PRESSURE_PA } from '../../../device-drivers/contract/contact-pressure.ts';
import { createSyntheticPulseSource } from '../../../device-drivers/simulation/pulse-generator.ts';
import { analyzePulseRecording } from '../../../src/analysis/pulse/analyze-recording.ts';
import { PRESSURE_STEPS, type PressureStep, type PulseSegment } from '../../../src/domain/waveform.ts';
import { canonicalJson } from '../../../src/exchange/canonical-json.ts';
import { bundleToVisit } from '../../../src/exchange/fhir/bundle-to-visit.ts';
import type { Bundle } from '../../../src/exchange/fhir/schema.ts';
import { visitToBundle } from '../../../src/exchange/fhir/visit-to-bundle.ts';
import { anExchange, aVisit } from '../support/a-visit.ts';

const RATE_HZ = 200;
const COUNT = 12 * RATE_HZ;
const source = createSyntheticPulseSource({ kind: 'normal', rateBpm: 72, seed: 9, sampleRateHz: RATE_HZ });

function segment(step: PressureStep): PulseSegment {
  const targetPressurePa = DEFAULT_PRESSURE_PA[step];
  const contact = () => new Float32Array(COUNT).fill(targetPressurePa);
  return {
    step,
    targetPressurePa,
    startedAtDeviceUs: 0,
    sampleRateHz: RATE_HZ,
    samplesPa: source.read({ wrist: 'left', step, targetPressurePa }, 0, COUNT),
    contactPressurePa: { cun: contact(), guan: contact(), chi: contact() },
    gaps: [],
    disturbed: [],
  };
}

describe('an analysed pulse as a FHIR Observation', () => {
  const finding = analyzePulseRecording({ wrist: 'left', segments: PRESSURE_STEPS.map(segment) });
  const kept = aVisit().findings;
  const findings = { ...kept, pulse: { left: { ...finding, captureId: 'c', method: 'pulse-analysis@1' } } };
  const sent = JSON.parse(canonicalJson(visitToBundle(anExchange({ findings })))) as Bundle;
  const received = bundleToVisit(sent).visit.findings.pulse.left;

  it('brings back the beats that were left out, with their reasons', () => {
    expect(finding.analysis?.beatQuality).toHaveLength(finding.analysis?.beats.length ?? -1);
    expect(received?.analysis?.beatQuality).toEqual(finding.analysis?.beatQuality);
  });

  it('brings back qualities with limit and source, the rhythm and what it was judged by, and the spread', () => {
    expect(received?.analysis?.qualities).toEqual(finding.analysis?.qualities);
    expect(received?.analysis?.rhythm).toEqual(finding.analysis?.rhythm);
    expect(received?.analysis?.spread).toEqual(finding.analysis?.spread);
  });

  it('brings back every channel with its mean beat, and the pressure curves', () => {
    expect(received?.pressureCurves).toEqual(finding.pressureCurves);
    expect(received?.channels).toHaveLength(9);
    for (const [i, channel] of (finding.channels ?? []).entries()) {
      expect(received?.channels?.[i]).toMatchObject({ ...channel, meanBeatSamples: expect.any(Array) });
      expect(received?.channels?.[i]?.meanBeatSamples).toHaveLength(channel.meanBeatSamples.length);
    }
  });
});
