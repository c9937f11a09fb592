import { describe, expect, it } from 'vitest';
import type { Clock } from '../../src/domain/clock.ts';
import type { KeptCalibration } from '../../src/domain/colour-calibration.ts';
import type { Settings } from '../../src/records/settings.ts';
import { cameraOf, createColourCalibrations } from '../../src/station/colour-calibrations.ts';
import { SAMPLE_INSTRUMENT } from '../kiosk-ui/support/sample-visit.ts';

const NOW = Date.parse('2026-11-25T08:00:00Z');
const clock: Clock = { nowMs: () => 0, wallMs: () => NOW, after: () => () => {} };
const camera = cameraOf(SAMPLE_INSTRUMENT);

/** A table of settings that answers a moment later, as a database does. */
function someSettings(stored: Readonly<Record<string, string>> = {}): Settings {
  const values = new Map(Object.entries(stored));
  return {
    get: async (name) => values.get(name) ?? null,
    set: async (name, value) => {
      await Promise.resolve();
      values.set(name, value);
    },
  };
}

const calibration = (light: string, id = light): KeptCalibration => ({
  id,
  camera,
  light,
  chart: 'colorchecker-24-before-2014-11',
  illuminant: 'D65',
  coefficients: Array.from({ length: 18 }, () => 0.1),
  fit: { meanDeltaE: 0.8, maxDeltaE: 2, leftOutDeltaE: 1, patches: 24, shading: 1.1 },
  madeAt: '2026-11-20T08:00:00.000Z',
  expiresAt: '2026-12-20T08:00:00.000Z',
  reference: null,
  lastCheck: null,
});

describe('the calibrations of a station', () => {
  it('are one for each camera and light; pictures take that of the light in use', async () => {
    const kept = createColourCalibrations(someSettings(), clock);
    await kept.keep(calibration('built-in'));
    await kept.keep(calibration('daylight'));
    expect(await kept.lightOf(camera)).toBe('daylight');
    expect((await kept.validFor(SAMPLE_INSTRUMENT))?.id).toBe('daylight');
    await kept.useLight(camera, 'built-in');
    expect((await kept.validFor(SAMPLE_INSTRUMENT))?.id).toBe('built-in');
    await kept.useLight(camera, 'room');
    expect(await kept.validFor(SAMPLE_INSTRUMENT)).toBeNull();
    expect((await kept.list()).map(({ inUse }) => inUse)).toEqual([false, false]);
  });

  it('do not hold for another camera, serial number by serial number', async () => {
    const kept = createColourCalibrations(someSettings(), clock);
    await kept.keep(calibration('built-in'));
    expect(await kept.validFor({ ...SAMPLE_INSTRUMENT, serialNumber: 'another' })).toBeNull();
  });

  it('are replaced by a new one of the same light, and lose none when several change at once', async () => {
    const kept = createColourCalibrations(someSettings(), clock);
    await kept.keep(calibration('built-in', 'first'));
    const check = { at: '2026-11-25T08:00:00.000Z', by: 'chart' as const, meanDeltaE: 0.5 };
    await Promise.all([
      kept.keep(calibration('built-in', 'second')),
      kept.keep(calibration('daylight')),
      kept.noteCheck('second', check),
    ]);
    const all = (await kept.list()).map((one) => [one.calibration.id, one.calibration.lastCheck]);
    expect(all).toEqual([
      ['second', check],
      ['daylight', null],
    ]);
  });

  it('that were stored before lights and checks were kept are still read, as those of the built-in light', async () => {
    const { reference: _none, lastCheck: _never, ...old } = calibration('built-in');
    const settings = someSettings({ 'colour-calibrations': JSON.stringify({ [camera]: old }) });
    const kept = createColourCalibrations(settings, clock);
    expect(await kept.validFor(SAMPLE_INSTRUMENT)).toEqual(calibration('built-in'));
  });

  it.each(['{', '[1]', '{"a":{"id":"x"}}'])('that cannot be read count as none: %s', async (text) => {
    const kept = createColourCalibrations(someSettings({ 'colour-calibrations': text }), clock);
    expect(await kept.list()).toEqual([]);
    expect(await kept.validFor(SAMPLE_INSTRUMENT)).toBeNull();
  });
});
