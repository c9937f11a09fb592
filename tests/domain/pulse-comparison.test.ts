import { describe, expect, it } from 'vitest';
import { syntheticRecording } from '../../device-drivers/simulation/synthetic-recording.ts';
import { analyzePulseRecording } from '../../src/analysis/pulse/analyze-recording.ts';
import type { PulseChannelFinding, PulseFinding } from '../../src/domain/finding.ts';
import type { InstrumentIdentity } from '../../src/domain/provenance.ts';
import { type EarlierPulse, overlayOf, reasonsNotComparable } from '../../src/domain/pulse-comparison.ts';

const INSTRUMENT: InstrumentIdentity = {
  driverId: 'sizhen-line',
  maker: 'tests',
  model: 'one',
  serialNumber: '1',
  firmwareVersion: '1',
  protocolVersion: '1',
  calibratedOn: null,
  nature: 'simulated',
};

const { recording } = syntheticRecording({ kind: 'normal', seed: 2, sampleRateHz: 100, durationS: 10 });
const LEFT = analyzePulseRecording(recording);

function visited(left: PulseFinding, instrument: InstrumentIdentity | null = INSTRUMENT): EarlierPulse {
  const instruments = instrument === null ? {} : { left: instrument };
  return { visitId: 'a', startedAt: '2026-05-20T01:00:00.000Z', pulse: { left }, instruments };
}

const changed = (change: Partial<PulseChannelFinding>): PulseFinding => ({
  ...LEFT,
  channels: (LEFT.channels ?? []).map((channel) => ({ ...channel, ...change })),
});

const whyNot = (earlier: EarlierPulse | null) => {
  const choice = overlayOf(visited(LEFT), earlier, 'left', 'guan', 'middle');
  return choice.kind === 'none' ? choice.why : null;
};

describe('an earlier pulse', () => {
  it('is laid under the present one at the same position and pressure', () => {
    const choice = overlayOf(visited(LEFT), visited(LEFT), 'left', 'cun', 'deep');
    expect(choice).toMatchObject({ kind: 'overlay', earlier: { position: 'cun', step: 'deep' } });
    expect(reasonsNotComparable(visited(LEFT), visited(LEFT), 'left')).toEqual([]);
  });

  it('is not laid under it without a sufficient and comparable capture, and says why', () => {
    const { channels: _channels, ...old } = LEFT;
    expect(whyNot(null)).toBe('no-earlier-pulse');
    expect(whyNot(visited(old))).toBe('no-waves-kept');
    expect(whyNot(visited(LEFT, { ...INSTRUMENT, model: 'another' }))).toBe('other-instrument');
    expect(whyNot(visited(LEFT, { ...INSTRUMENT, nature: 'live' }))).toBe('other-instrument');
    expect(whyNot(visited(LEFT, null))).toBe('other-instrument');
    expect(whyNot(visited({ ...LEFT, channels: [] }))).toBe('not-measured');
    expect(whyNot(visited(changed({ quality: { score: 0, usable: false, reasons: ['motion'] } })))).toBe(
      'poor-quality',
    );
    expect(whyNot(visited(changed({ contactPressurePa: 12_000 })))).toBe('other-pressure');
    expect(whyNot(visited(changed({ contactPressurePa: 15_500 })))).toBeNull();
  });

  it('of another unit of the same model is comparable', () => {
    expect(whyNot(visited(LEFT, { ...INSTRUMENT, serialNumber: '2', firmwareVersion: '2' }))).toBeNull();
  });
});
