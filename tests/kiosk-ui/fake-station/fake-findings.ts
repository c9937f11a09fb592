import { CONSTITUTIONS, type ConstitutionResult } from '../../../src/domain/constitution.ts';
import type { FaceFinding, PulseFinding, TongueFinding } from '../../../src/domain/finding.ts';
import type { InstrumentIdentity } from '../../../src/domain/provenance.ts';
import type { Quality } from '../../../src/domain/quality.ts';
import type { Wrist } from '../../../src/domain/waveform.ts';
import { drawnTongueOutline } from './fake-pictures.ts';

export const GOOD: Quality = { score: 0.9, usable: true, reasons: [] };

export const FAKE_IDENTITY: InstrumentIdentity = {
  driverId: 'fake',
  maker: 'tests',
  model: 'fake station',
  serialNumber: '0',
  firmwareVersion: '0',
  protocolVersion: '0',
  calibratedOn: null,
  nature: 'simulated',
};

/** A pulse-like wave: two Gaussians a beat at 72 per minute. */
export function fakeWave(fromIndex: number, count: number, rateHz: number, gainPa: number): number[] {
  return Array.from({ length: count }, (_, offset) => {
    const t = ((fromIndex + offset) / rateHz) % (60 / 72);
    return gainPa * (Math.exp(-(((t - 0.14) / 0.05) ** 2)) + 0.42 * Math.exp(-(((t - 0.36) / 0.09) ** 2)));
  });
}

export const fakeTongue: TongueFinding = {
  quality: GOOD,
  calibrated: true,
  tongue: { areaPx: 71_000, bbox: { x: 200, y: 230, width: 240, height: 380 }, outline: drawnTongueOutline },
  body: { lab: { l: 62, a: 26, b: 14 }, colour: { label: '淡红', p: 0.71 } },
  coating: { lab: { l: 80, a: 6, b: 10 }, colour: { label: '白', p: 0.8 }, areaFraction: 0.34, thickness: null },
  shape: null,
  zones: {},
};

export const fakeFace: FaceFinding = {
  quality: GOOD,
  calibrated: true,
  face: { bbox: { x: 90, y: 100, width: 460, height: 600 }, areaPx: 200_000 },
  skin: null,
  regions: {},
};

export function fakePulse(wrist: Wrist): PulseFinding {
  const amplitudes = { floating: 300, middle: 420, deep: 260 };
  return {
    wrist,
    best: { position: 'guan', step: 'middle' },
    analysis: {
      rateHz: 100,
      durationS: 12,
      quality: GOOD,
      beats: [],
      meanBeat: null,
      meanBeatSamples: [],
      parameters: {
        h1: 418,
        h2: null,
        h3: 200,
        h4: 170,
        h5: 30,
        t1: 0.14,
        t2: null,
        t3: null,
        t4: 0.31,
        t5: null,
        t: 0.83,
        w1: null,
        w2: null,
        as: null,
        ad: null,
      },
      rate: { bpm: wrist === 'left' ? 72 : 73 },
      rhythm: { regular: true, nrmssd: 0.02, pattern: 'regular' },
      qualities: [],
    },
    amplitudesPa: { cun: amplitudes, guan: amplitudes, chi: amplitudes },
    excerpt: { sampleRateHz: 100, samplesPa: fakeWave(0, 1000, 100, 420) },
    quality: GOOD,
  };
}

const SCORES = [54, 45.8, 33.3, 16.7, 41.7, 25, 8.3, 25, 12.5];

export const fakeConstitution: ConstitutionResult = {
  questionnaire: 'gbt46939-2025',
  version: 'fake',
  scorer: { name: 'fake', version: '0', sha256: '0'.repeat(64) },
  scales: CONSTITUTIONS.map((id, index) => {
    const score = SCORES[index] ?? 0;
    const biased = score >= 40 ? 'yes' : score >= 30 ? 'tendency' : 'no';
    return { id, raw: 0, score, verdict: id === 'balanced' ? 'no' : biased };
  }),
  conclusion: {
    primary: 'qi-deficiency',
    also: ['phlegm-dampness'],
    tendencies: ['yang-deficiency'],
    tied: [],
    contradictory: false,
    text: '气虚质，兼痰湿质，倾向阳虚质',
  },
};
