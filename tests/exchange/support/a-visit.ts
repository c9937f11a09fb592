import { createHash } from 'node:crypto';
import { CONSTITUTIONS } from '../../../src/domain/constitution.ts';
import type { BeatFiducials, FaceFinding, PulseFinding, TongueFinding } from '../../../src/domain/finding.ts';
import type { Measurement } from '../../../src/domain/measurement.ts';
import type { InstrumentIdentity, Provenance } from '../../../src/domain/provenance.ts';
import type { Resident } from '../../../src/domain/resident.ts';
import type { CaptureKind, CaptureRecord, Visit } from '../../../src/domain/visit.ts';
import type { ExchangeStation, VisitExchange } from '../../../src/exchange/fhir/visit-context.ts';

/** A made-up person; the number has a right check character. */
export const RESIDENT: Resident = {
  id: '0198a000-0000-7000-8000-000000000001',
  name: '王秀英',
  sex: 'female',
  birthDate: '1952-03-07',
  document: { type: 'resident-id', number: '330106195203071240', unverified: false },
  phone: '13800004321',
  address: '西湖区双浦镇',
  createdAt: '2026-11-20T01:00:00.000Z',
};

export const STATION: ExchangeStation = { id: 'station-one', clinicName: '双浦村卫生室', softwareVersion: '0.1.0' };

export const INSTRUMENT: InstrumentIdentity = {
  driverId: 'sizhen-line',
  maker: 'Sizhen',
  model: 'SZ-1',
  serialNumber: 'SZ1-0007',
  firmwareVersion: '1.2.0',
  protocolVersion: '1',
  calibratedOn: '2026-10-01',
  nature: 'simulated',
};

export const captureBytes = (kind: CaptureKind): Uint8Array => new TextEncoder().encode(`bytes of ${kind}`);

export function provenance(changes: Partial<Provenance> = {}): Provenance {
  return {
    origin: 'measured',
    nature: 'simulated',
    instrument: INSTRUMENT,
    operatorId: '0198a000-0000-7000-8000-0000000000aa',
    capturedAt: '2026-11-22T08:01:30.500Z',
    method: null,
    ...changes,
  };
}

/** What the tongue's colours were corrected with. */
const CALIBRATION = {
  id: '0198a000-0000-7000-8000-0000000000cc',
  meanDeltaE: 1.25,
  maxDeltaE: 3.5,
  madeAt: '2026-11-20T01:00:00.000Z',
  expiresAt: '2026-12-20T01:00:00.000Z',
};

function capture(kind: CaptureKind, number: number): CaptureRecord {
  const bytes = captureBytes(kind);
  return {
    id: `0198a000-0000-7000-8000-0000000001${String(number).padStart(2, '0')}`,
    kind,
    mediaType: kind.startsWith('pulse') ? 'application/vnd.sizhen.pulse-recording' : 'image/jpeg',
    sha256: createHash('sha256').update(bytes).digest('hex'),
    sizeBytes: bytes.length,
    provenance: provenance(kind === 'tongue-top' ? { calibration: CALIBRATION } : {}),
  };
}

const TONGUE = capture('tongue-top', 1);
const FACE = capture('face', 2);
const PULSE = capture('pulse-left', 3);
const lab = { l: 52.25, a: 21.5, b: 13.125 };
const zone = { lab, spread: { l: 1.5, a: 0.5, b: 0.25 }, areaPx: 1200 };
const texture = { contrast: 0.25, entropy: 3.5, secondMoment: 0.125, mean: 17.5 };
const measuredZone = {
  ...zone,
  coatingFraction: 0.5,
  thickness: null,
  texture,
  gloss: { share: 0, excess: null },
  crackLength: 0.25,
};

const tongue: TongueFinding = {
  quality: { score: 0.91, usable: true, reasons: [] },
  calibrated: true,
  calibration: CALIBRATION,
  segmentation: { means: 'model', name: 'tongue-segmentation@1.0.0' },
  namedBy: 'tongue-attributes@1.0.0',
  tongue: {
    areaPx: 91_000,
    bbox: { x: 100, y: 120, width: 300, height: 350 },
    outline: [
      [100, 120],
      [400.5, 130],
      [250, 470],
    ],
  },
  body: { lab, spread: lab, areaPx: 55_000, colour: { label: 'pale-red', p: 0.83 } },
  coating: { lab, colour: { label: null, p: null }, areaFraction: 0.4, thickness: null },
  shape: null,
  texture,
  gloss: { share: 0.0625, excess: 12.5 },
  cracks: {
    present: true,
    severity: 4.5,
    grade: { label: 'light', p: 0.75, present: 0.5 },
    lines: [
      {
        line: [
          [200, 200],
          [210.5, 260],
        ],
        lengthPx: 61,
        widthPx: 4.5,
        depth: 9.25,
      },
    ],
  },
  edge: { left: { count: 1, depth: 12.5 }, right: { count: 0, depth: 0 }, marks: [[395, 300]] },
  zones: { tip: measuredZone, root: zone },
};

const face: FaceFinding = {
  quality: { score: 0.2, usable: false, reasons: ['too-dark', 'blurred'] },
  calibrated: false,
  face: null,
  skin: null,
  regions: {},
};

const beat = (onset: number): BeatFiducials => ({
  ...{ onset, systolicPeak: onset + 25, dicroticNotch: null, diastolicPeak: onset + 70 },
  ...{ u: onset + 12, v: null, w: null, a: onset + 8, b: null, c: null, d: null, e: null, f: null },
  ...{ p1: onset + 25, p2: null },
});

const NO_AMPLITUDE = { floating: null, middle: null, deep: null };

const pulse: PulseFinding = {
  wrist: 'left',
  best: { position: 'guan', step: 'middle' },
  analysis: {
    rateHz: 300,
    durationS: 12.5,
    quality: { score: 0.8, usable: true, reasons: ['motion'] },
    beats: [beat(10), beat(250), beat(492)],
    meanBeat: beat(0),
    meanBeatSamples: [0, 12.34, -3.21, 0.07],
    parameters: {
      ...{ h1: 240.5, h2: null, h3: 120, h4: 60.25, h5: null },
      ...{ t1: 0.12, t2: null, t3: 0.25, t4: 0.33, t5: null, t: 0.82, w1: 0.1, w2: 0.07, as: 40.5, ad: 12.25 },
    },
    rate: { bpm: 73.2 },
    rhythm: { regular: true, nrmssd: 0.03, pattern: 'regular' },
    qualities: [
      { name: 'wiry', verdict: 'present', rule: 'wiry@2026-1: h3/h1 > 0.7', value: 0.74 },
      { name: 'slippery', verdict: 'not-assessable', rule: 'slippery@2026-1', value: null },
    ],
  },
  amplitudesPa: {
    cun: NO_AMPLITUDE,
    guan: { floating: 120.25, middle: 240.5, deep: null },
    chi: NO_AMPLITUDE,
  },
  excerpt: { sampleRateHz: 300, samplesPa: [0.01, -12.5, 240.25, 0] },
  quality: { score: 0.8, usable: true, reasons: ['motion'] },
};

const entered = (at: string): Provenance =>
  provenance({ origin: 'manual', nature: 'live', instrument: null, capturedAt: at, method: 'sizhen@0.1.0' });

/** Height, a mistyped weight and its correction, glucose by hand; pressure and oxygen from simulated devices. */
export const MEASUREMENTS: readonly Measurement[] = [
  { kind: 'height', values: { heightCm: 156.5 }, timing: null, at: '2026-11-22T08:01:00.000Z' },
  { kind: 'weight', values: { weightKg: 154.2 }, timing: null, at: '2026-11-22T08:01:10.000Z', confirmedUnusual: true },
  { kind: 'weight', values: { weightKg: 54.2 }, timing: null, at: '2026-11-22T08:01:40.000Z', corrects: 1 },
  { kind: 'glucose', values: { glucoseMmolL: 5.6 }, timing: 'fasting' as const, at: '2026-11-22T08:02:00.000Z' },
].map((one, index) => ({
  id: measurementId(index),
  kind: one.kind as Measurement['kind'],
  values: one.values,
  timing: one.timing,
  confirmedUnusual: one.confirmedUnusual ?? false,
  replaces: one.corrects === undefined ? null : measurementId(one.corrects),
  provenance: entered(one.at),
}));

function measurementId(index: number): string {
  return `0198a000-0000-7000-8000-0000000002${String(index).padStart(2, '0')}`;
}

/** What a blood-pressure module and an oximeter, both simulated, add. */
export const DEVICE_MEASUREMENTS: readonly Measurement[] = [
  {
    id: measurementId(50),
    kind: 'blood-pressure',
    values: { systolicMmHg: 134, diastolicMmHg: 82, meanMmHg: 99, pulseRateBpm: 71 },
    timing: null,
    confirmedUnusual: false,
    replaces: null,
    provenance: provenance({ method: 'sizhen@0.1.0' }),
  },
  {
    id: measurementId(51),
    kind: 'oximetry',
    values: { spo2Percent: 97, pulseRateBpm: 70, perfusionIndexPercent: 3.4 },
    timing: null,
    confirmedUnusual: false,
    replaces: null,
    provenance: provenance({ method: 'sizhen@0.1.0' }),
  },
];

/** A simulated visit that has everything: answers, a good tongue, a rejected face, one pulse, two skipped parts. */
export function aVisit(changes: Partial<Visit> = {}): Visit {
  return {
    id: '0198a000-0000-7000-8000-000000000100',
    residentId: RESIDENT.id,
    stationId: STATION.id,
    status: 'complete',
    startedAt: '2026-11-22T08:00:00.000Z',
    completedAt: '2026-11-22T08:07:10.000Z',
    operatorId: '0198a000-0000-7000-8000-0000000000aa',
    consent: {
      healthData: true,
      pictures: true,
      givenAt: '2026-11-22T08:00:20.000Z',
      textVersion: '2026-1',
      method: 'touch',
    },
    sheet: {
      questionnaire: 'gbt46939-2025',
      version: '2025.1',
      sex: 'female',
      mode: 'self',
      answers: Object.fromEntries(Array.from({ length: 26 }, (_, index) => [String(index + 1), (index % 5) + 1])),
    },
    captures: [TONGUE, FACE, PULSE],
    skipped: [
      { kind: 'tongue-underside', reason: 'resident-declined', at: '2026-11-22T08:03:00.000Z' },
      { kind: 'pulse-right', reason: 'poor-quality', at: '2026-11-22T08:06:00.000Z' },
    ],
    measurements: MEASUREMENTS,
    findings: {
      tongue: { ...tongue, captureId: TONGUE.id, method: 'tongue-analysis@1.0.0' },
      underside: null,
      face: { ...face, captureId: FACE.id, method: 'face-analysis@1.0.0' },
      pulse: { left: { ...pulse, captureId: PULSE.id, method: 'pulse-analysis@1.0.0' } },
    },
    constitution: {
      questionnaire: 'gbt46939-2025',
      version: '2025.1',
      scorer: { name: 'gbt46939-2025', version: '2025.1', sha256: 'ab'.repeat(32) },
      scales: CONSTITUTIONS.map((id, index) => ({
        id,
        raw: 4 + index,
        score: (100 * index) / 12,
        verdict: index === 4 ? 'yes' : index === 5 ? 'tendency' : 'no',
      })),
      conclusion: {
        primary: 'phlegm-dampness',
        also: ['qi-deficiency'],
        tendencies: ['damp-heat', 'blood-stasis'],
        tied: [],
        contradictory: false,
        text: '痰湿质，倾向湿热质',
      },
    },
    ...changes,
  };
}

export const anExchange = (changes: Partial<Visit> = {}): VisitExchange => ({
  visit: aVisit(changes),
  resident: RESIDENT,
  station: STATION,
});
