import { describe, expect, it } from 'vitest';
import { createPulseAssembly } from '../../../device-drivers/sizhen-line/pulse-assembly.ts';
import type { PulseLine } from '../../../device-drivers/sizhen-line/pulse-line.ts';

const plan = { step: 'middle', targetPressurePa: 15_998, settleMs: 0, holdMs: 1000 } as const;

function lineAt(firstIndex: number, changes: Partial<PulseLine> = {}): PulseLine {
  const wave = Float32Array.from({ length: 10 }, (_, at) => firstIndex + at);
  return {
    kind: 'P',
    stepNumber: 1,
    firstIndex,
    deviceTimeUs: 7_000_000 + firstIndex * 5000,
    contact: [true, true, true],
    motion: false,
    contactPressurePa: [1, 2, 3],
    cunPa: wave,
    guanPa: wave,
    chiPa: wave,
    ...changes,
  };
}

function assemble(lines: readonly PulseLine[], taken: number) {
  const assembly = createPulseAssembly(plan, 200);
  const verdicts = lines.map((line) => assembly.add(line));
  return { verdicts, segment: assembly.finish(taken) };
}

describe('a pulse segment', () => {
  it('of lines in order has every sample and no gap', () => {
    const { segment } = assemble([lineAt(0), lineAt(10), lineAt(20)], 30);
    expect([...segment.samplesPa.guan]).toEqual(Array.from({ length: 30 }, (_, at) => at));
    expect([...segment.contactPressurePa.chi.slice(0, 2)]).toEqual([3, 3]);
    expect(segment).toMatchObject({ gaps: [], disturbed: [], startedAtDeviceUs: 7_000_000, step: 'middle' });
  });

  it('records lost lines as gaps at the beginning, in the middle and at the end', () => {
    const { segment } = assemble([lineAt(10), lineAt(40)], 60);
    expect(segment.gaps).toEqual([
      { beforeIndex: 0, missingSamples: 10 },
      { beforeIndex: 10, missingSamples: 20 },
      { beforeIndex: 20, missingSamples: 10 },
    ]);
    expect(segment.samplesPa.cun).toHaveLength(20);
  });

  it('puts late lines where they belong and drops doubles', () => {
    const { verdicts, segment } = assemble([lineAt(0), lineAt(30), lineAt(10), lineAt(20), lineAt(10)], 40);
    expect(verdicts).toEqual(['in-order', 'in-order', 'late', 'late', 'repeated']);
    expect([...segment.samplesPa.cun]).toEqual(Array.from({ length: 40 }, (_, at) => at));
    expect(segment.gaps).toEqual([]);
  });

  it('records as a gap what the device clock says was not sampled', () => {
    const { segment } = assemble([lineAt(0), lineAt(10, { deviceTimeUs: 7_000_000 + 50_000 + 250_000 })], 20);
    expect(segment.gaps).toEqual([{ beforeIndex: 10, missingSamples: 50 }]);
  });

  it('takes a clock that wanders by a sample for what it is', () => {
    const { segment } = assemble([lineAt(0), lineAt(10, { deviceTimeUs: 7_000_000 + 50_000 + 6000 })], 20);
    expect(segment.gaps).toEqual([]);
  });

  it('refuses a clock that runs backwards', () => {
    expect(assemble([lineAt(0), lineAt(10, { deviceTimeUs: 6_000_000 })], 20).verdicts).toEqual([
      'in-order',
      'clock-went-back',
    ]);
  });

  it('takes no more than was planned, so that a babbling device cannot fill the memory', () => {
    expect(assemble([lineAt(0), lineAt(391)], 10).verdicts).toEqual(['in-order', 'beyond-plan']);
  });

  it('marks motion and lost contact as ranges of the samples kept', () => {
    const lines = [lineAt(0), lineAt(20, { motion: true }), lineAt(30, { contact: [true, false, true], motion: true })];
    expect(assemble(lines, 40).segment.disturbed).toEqual([
      { fromIndex: 10, toIndex: 30, kind: 'motion' },
      { fromIndex: 20, toIndex: 30, kind: 'no-contact' },
    ]);
  });

  it('without any line is empty and says how much is missing', () => {
    const { segment } = assemble([], 200);
    expect(segment.samplesPa.cun).toHaveLength(0);
    expect(segment.gaps).toEqual([{ beforeIndex: 0, missingSamples: 200 }]);
  });
});
