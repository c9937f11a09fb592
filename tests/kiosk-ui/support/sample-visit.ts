import { syntheticRecording } from '../../../device-drivers/simulation/synthetic-recording.ts';
import { analyzePulse } from '../../../src/analysis/pulse/analyze-pulse.ts';
import { analyzePulseRecording } from '../../../src/analysis/pulse/analyze-recording.ts';
import {
  CONSTITUTIONS,
  type ConstitutionConclusion,
  type ConstitutionResult,
} from '../../../src/domain/constitution.ts';
import type { FaceFinding, PulseChannelFinding, PulseFinding, TongueFinding } from '../../../src/domain/finding.ts';
import type { Measurement } from '../../../src/domain/measurement.ts';
import type { InstrumentIdentity, Provenance } from '../../../src/domain/provenance.ts';
import type { Resident } from '../../../src/domain/resident.ts';
import type { VisitListRow } from '../../../src/domain/station-api.ts';
import { CAPTURE_KINDS, type CaptureRecord, type Visit } from '../../../src/domain/visit.ts';
import type { Wrist } from '../../../src/domain/waveform.ts';
import { GOOD } from '../fake-station/fake-findings.ts';
import { drawnTongueOutline } from '../fake-station/fake-pictures.ts';

/** A complete visit for pages to draw. Every value is made up, and its provenance says simulated. */
export const SAMPLE_INSTRUMENT: InstrumentIdentity = {
  driverId: 'sizhen-line',
  maker: '测试厂',
  model: 'SZ-1',
  serialNumber: 'SZ1-000042',
  firmwareVersion: '1.4.2',
  protocolVersion: '1.0',
  calibratedOn: '2026-10-08',
  nature: 'simulated',
};

export const SAMPLE_RESIDENT: Resident = {
  id: 'resident-1',
  name: '张桂兰',
  sex: 'female',
  birthDate: '1954-03-07',
  document: { type: 'resident-id', number: '110101195403070020', unverified: true },
  phone: '13800000000',
  address: '青山村 3 组',
  createdAt: '2026-11-01T01:00:00.000Z',
};

const zone = (l: number, a: number, b: number) => ({ lab: { l, a, b }, spread: { l: 4, a: 2, b: 2 }, areaPx: 9000 });

const tongue: TongueFinding = {
  quality: GOOD,
  calibrated: false,
  tongue: { areaPx: 71_000, bbox: { x: 200, y: 230, width: 240, height: 380 }, outline: drawnTongueOutline },
  body: { lab: { l: 58.2, a: 24.6, b: 13.9 }, colour: { label: null, p: null } },
  coating: { lab: { l: 76.4, a: 7.1, b: 11.8 }, colour: { label: null, p: null }, areaFraction: 0.34, thickness: 0.42 },
  shape: { lengthPx: 380, widthPx: 240, aspect: 1.58, solidity: 0.98 },
  zones: {
    tip: zone(56.1, 27.3, 14.2),
    centre: zone(68.8, 13.4, 12.5),
    root: zone(70.3, 9.9, 12.9),
    left: zone(57.7, 23.8, 13.1),
    right: zone(58.4, 24.1, 13.3),
  },
};

const face: FaceFinding = {
  quality: { score: 0.62, usable: true, reasons: ['shine'] },
  calibrated: false,
  face: { bbox: { x: 90, y: 100, width: 460, height: 600 }, areaPx: 200_000 },
  skin: zone(64.2, 12.6, 19.4),
  regions: {
    forehead: zone(66.8, 11.2, 19.9),
    cheekLeft: zone(63.9, 14.6, 18.7),
    cheekRight: zone(64.4, 14.1, 18.9),
    nose: zone(65.5, 13.9, 19.2),
    chin: zone(62.7, 12.4, 19.1),
    lips: zone(51.3, 24.8, 12.2),
  },
};

/** Main, tidal and dicrotic hill 72 times a minute at 100 Hz, for 10 s; the first beat is cut off. */
function threeHills(heightPa: number): number[] {
  const hills = [
    [0.13, 0.05, 1],
    [0.25, 0.07, 0.55],
    [0.43, 0.08, 0.32],
  ] as const;
  return Array.from({ length: 1000 }, (_, index) => {
    const t = ((index + 37) / 100) % (60 / 72);
    return heightPa * hills.reduce((sum, [at, width, share]) => sum + share * Math.exp(-(((t - at) / width) ** 2)), 0);
  });
}

const SAMPLE_AMPLITUDES: PulseFinding['amplitudesPa'] = {
  cun: { floating: 268, middle: 431, deep: 302 },
  guan: { floating: 402, middle: 610, deep: 377 },
  chi: { floating: null, middle: 244, deep: 281 },
};

/** Mean beats of a generated pulse, as high as the amplitudes say; where there is none, the channel was too weak. */
export function sampleChannels(seed: number, rise = 1): PulseChannelFinding[] {
  const { recording } = syntheticRecording({ kind: 'normal', seed, sampleRateHz: 100, durationS: 8 });
  return (analyzePulseRecording(recording).channels ?? []).map((channel) => {
    const amplitudePa = SAMPLE_AMPLITUDES[channel.position][channel.step];
    if (amplitudePa === null) {
      const quality = { score: 0, usable: false, reasons: ['too-weak'] } as const;
      return { ...channel, quality, amplitudePa, bpm: null, beats: 0, meanBeatSamples: [] };
    }
    const scale = (rise * amplitudePa) / Math.max(...channel.meanBeatSamples);
    const meanBeatSamples = channel.meanBeatSamples.map((pascal) => Math.round(pascal * scale * 100) / 100);
    return { ...channel, amplitudePa: rise * amplitudePa, meanBeatSamples };
  });
}

/** Analysed by the real analysis, so that beats, marks and numbers belong to the wave that is drawn. */
function samplePulse(wrist: Wrist): PulseFinding {
  const samplesPa = threeHills(wrist === 'left' ? 610 : 540);
  const analysis = analyzePulse(Float32Array.from(samplesPa), 100);
  return {
    wrist,
    best: { position: 'guan', step: 'middle' },
    analysis,
    amplitudesPa: SAMPLE_AMPLITUDES,
    channels: sampleChannels(wrist === 'left' ? 3 : 4),
    excerpt: { sampleRateHz: 100, samplesPa },
    quality: { score: wrist === 'left' ? 0.94 : 0.88, usable: true, reasons: [] },
  };
}

const SCORES = [54.17, 50, 33.33, 16.67, 41.67, 25, 8.33, 25, 12.5];

export function sampleConstitution(conclusion: Partial<ConstitutionConclusion> = {}): ConstitutionResult {
  return {
    questionnaire: 'gbt46939-2025',
    version: '1.0.0',
    scorer: { name: 'gbt46939-2025', version: '1.0.0', sha256: '3f'.repeat(32) },
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
      text: '您的中医体质是气虚质，兼夹痰湿质，有阳虚质倾向。',
      ...conclusion,
    },
  };
}

const captures: readonly CaptureRecord[] = CAPTURE_KINDS.filter((kind) => kind !== 'tongue-underside').map(
  (kind, index) => ({
    id: `${kind}-1`,
    kind,
    mediaType: kind.startsWith('pulse') ? 'application/vnd.sizhen.pulse-recording' : 'image/jpeg',
    sha256: '0'.repeat(64),
    sizeBytes: 1,
    provenance: {
      origin: 'measured',
      nature: 'simulated',
      instrument: SAMPLE_INSTRUMENT,
      operatorId: 'account-1',
      capturedAt: `2026-11-22T01:0${index + 3}:00.000Z`,
      method: null,
    },
  }),
);

const sourced = (kind: string, method: string) => ({ captureId: `${kind}-1`, method });

const byHand = (minute: number): Provenance => ({
  origin: 'manual',
  nature: 'live',
  instrument: null,
  operatorId: 'account-1',
  capturedAt: `2026-11-22T01:0${minute}:30.000Z`,
  method: 'sizhen@0.1.0',
});

/** Height, a weight that was corrected, waist and a high pressure by hand; oxygen from a simulated device. */
const SAMPLE_MEASUREMENTS: readonly Measurement[] = [
  { kind: 'height' as const, values: { heightCm: 156.5 } },
  { kind: 'weight' as const, values: { weightKg: 26.5 }, confirmedUnusual: true },
  { kind: 'weight' as const, values: { weightKg: 62.5 }, replaces: 'measurement-1' },
  { kind: 'waist' as const, values: { waistCm: 84 } },
  {
    kind: 'blood-pressure' as const,
    values: { systolicMmHg: 186, diastolicMmHg: 92, pulseRateBpm: 78 },
    confirmedUnusual: true,
  },
].map((one, index) => ({
  id: `measurement-${index}`,
  timing: null,
  confirmedUnusual: false,
  replaces: null,
  provenance: byHand(index + 1),
  ...one,
}));

const SAMPLE_OXIMETRY: Measurement = {
  id: 'measurement-9',
  kind: 'oximetry',
  values: { spo2Percent: 97, pulseRateBpm: 76, perfusionIndexPercent: 3.4 },
  timing: null,
  confirmedUnusual: false,
  replaces: null,
  provenance: { ...byHand(7), origin: 'measured', nature: 'simulated', instrument: SAMPLE_INSTRUMENT },
};

export const SAMPLE_VISIT: Visit = {
  id: '6f0c1a52-2f6e-4a39-9a45-0d8f3f1f7b11',
  residentId: SAMPLE_RESIDENT.id,
  stationId: 'station-1',
  status: 'complete',
  startedAt: '2026-11-22T01:00:00.000Z',
  completedAt: '2026-11-22T01:09:00.000Z',
  operatorId: 'account-1',
  consent: {
    healthData: true,
    pictures: true,
    givenAt: '2026-11-22T01:01:00.000Z',
    textVersion: '1',
    method: 'touch',
  },
  sheet: {
    questionnaire: 'gbt46939-2025',
    version: '1.0.0',
    sex: 'female',
    answers: Object.fromEntries(
      Array.from({ length: 26 }, (_, index) => [String(index + 1), [2, 4, 1, 3, 5, 2, 1][index % 7] ?? 1]),
    ),
    mode: 'self',
  },
  captures,
  measurements: [...SAMPLE_MEASUREMENTS, SAMPLE_OXIMETRY],
  skipped: [{ kind: 'tongue-underside', reason: 'resident-declined', at: '2026-11-22T01:04:00.000Z' }],
  findings: {
    tongue: { ...tongue, ...sourced('tongue-top', 'sizhen-tongue-classical@1') },
    underside: null,
    face: { ...face, ...sourced('face', 'sizhen-face-classical@1') },
    pulse: {
      left: { ...samplePulse('left'), ...sourced('pulse-left', 'sizhen-pulse@1') },
      right: { ...samplePulse('right'), ...sourced('pulse-right', 'sizhen-pulse@1') },
    },
  },
  constitution: sampleConstitution(),
};

const row: VisitListRow = {
  visitId: SAMPLE_VISIT.id,
  residentId: SAMPLE_RESIDENT.id,
  residentName: SAMPLE_RESIDENT.name,
  sex: 'female',
  ageYears: 72,
  startedAt: SAMPLE_VISIT.startedAt,
  completedAt: SAMPLE_VISIT.completedAt,
  status: 'complete',
  primary: 'qi-deficiency',
  conclusionText: '您的中医体质是气虚质。',
  simulated: true,
  stationId: 'station-1',
  clinicName: '青山村卫生室（测试）',
  upload: 'failed',
  reviewed: false,
};

export const SAMPLE_ROWS: readonly VisitListRow[] = [
  {
    ...row,
    visitId: 'visit-2',
    residentName: '李建国',
    sex: 'male',
    ageYears: 68,
    startedAt: '2026-11-22T02:12:00.000Z',
    status: 'in-progress',
    primary: null,
    upload: 'not-queued',
  },
  row,
  {
    ...row,
    visitId: 'visit-3',
    residentName: '王秀英',
    ageYears: 81,
    startedAt: '2026-11-22T00:31:00.000Z',
    primary: null,
    upload: 'pending',
    simulated: false,
    reviewed: true,
  },
  {
    ...row,
    visitId: 'visit-4',
    residentName: '欧阳志远',
    sex: 'male',
    ageYears: 59,
    startedAt: '2026-11-22T00:05:00.000Z',
    primary: 'phlegm-dampness',
    upload: 'uploaded',
    simulated: false,
    reviewed: true,
  },
];
