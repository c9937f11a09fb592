import type { FaceFinding, TongueFinding } from '../../../src/domain/finding.ts';
import type { AppliedCalibration, SublingualVein } from '../../../src/domain/tongue-detail.ts';
import type { Visit } from '../../../src/domain/visit.ts';
import { drawnTongueOutline } from '../fake-station/fake-pictures.ts';
import { SAMPLE_VISIT } from './sample-visit.ts';

const APPLIED: AppliedCalibration = {
  id: 'c',
  light: 'built-in',
  meanDeltaE: 0.8,
  maxDeltaE: 2,
  madeAt: '2026-11-01T00:00:00.000Z',
  expiresAt: '2026-12-01T00:00:00.000Z',
};
export const CALIBRATED = { calibrated: true, calibration: APPLIED };

/** What the attribute model named on the tongue. */
export const NAMED: Partial<TongueFinding> = {
  namedBy: 'tongue-attributes@1.0.0',
  body: { lab: { l: 58.2, a: 24.6, b: 13.9 }, colour: { label: 'regular', p: 0.71 } },
  coating: {
    lab: { l: 76.4, a: 7.1, b: 11.8 },
    colour: { label: 'light-yellow', p: 0.64 },
    areaFraction: 0.34,
    thickness: 0.42,
  },
  cracks: {
    present: true,
    severity: 0.42,
    grade: { label: 'light', p: 0.83, present: 0.92 },
    lines: [
      {
        line: [
          [320, 320],
          [326, 400],
          [318, 480],
        ],
        lengthPx: 160,
        widthPx: 5,
        depth: 8,
      },
    ],
  },
};

const vein = (side: 'left' | 'right', x: number): SublingualVein => ({
  side,
  lengthPx: 200,
  widthPx: 10,
  relativeLength: 0.53,
  relativeWidth: 0.042,
  lab: { l: 43.1, a: 12.4, b: -14.8 },
  besideLab: { l: 58.6, a: 22.9, b: 11.7 },
  line: [
    [x, 300],
    [x, 500],
  ],
});

const disc = (x: number, y: number, radiusPx: number) => ({
  lab: { l: 64, a: 14, b: 19 },
  spread: { l: 3, a: 1, b: 1 },
  areaPx: 3000,
  fromSkin: { l: 0.4, a: 1.4, b: -0.7 },
  gloss: 0.04,
  disc: { x, y, radiusPx },
});

/** The sample visit with what newer findings carry: cracks, a notch, veins under the tongue, discs on the face. */
export function closerVisit(change: Partial<TongueFinding>, at: 'now' | 'before' = 'now'): Visit {
  const number = at === 'now' ? 1 : 0;
  const { tongue, face } = SAMPLE_VISIT.findings;
  const capture = SAMPLE_VISIT.captures.find(({ kind }) => kind === 'tongue-top');
  if (tongue === null || face === null || capture === undefined) throw new Error('the sample has pictures');
  const { calibrated = false, calibration = null } = change;
  const closer: TongueFinding = {
    ...tongue,
    gloss: { share: 0.031, excess: 12 },
    cracks: { present: true, severity: 0.42, lines: NAMED.cracks?.lines ?? [] },
    edge: {
      left: { count: 1, depth: 20 },
      right: { count: 1, depth: 18 },
      marks: [
        [202, 450],
        [438, 450],
      ],
    },
    ...change,
  };
  const underside: TongueFinding = {
    ...tongue,
    calibrated,
    calibration,
    tongue: { areaPx: 71_000, bbox: { x: 200, y: 230, width: 240, height: 380 }, outline: drawnTongueOutline },
    coating: null,
    zones: {},
    veins: [vein('right', 280), vein('left', 360)],
  };
  const seen: FaceFinding = {
    ...face,
    calibrated,
    calibration,
    regions: { forehead: disc(320, 220, 60), nose: disc(320, 420, 26), cheekLeft: disc(450, 440, 48) },
  };
  const id = (kind: string) => `${kind}-${number}`;
  const method = tongue.method;
  const provenance = { ...capture.provenance, ...(calibration === null ? {} : { calibration }) };
  return {
    ...SAMPLE_VISIT,
    id: at === 'now' ? SAMPLE_VISIT.id : 'before',
    startedAt: at === 'now' ? SAMPLE_VISIT.startedAt : '2026-05-20T01:00:00.000Z',
    skipped: [],
    captures: [
      ...SAMPLE_VISIT.captures.filter(({ kind }) => kind.startsWith('pulse')),
      ...(['tongue-top', 'tongue-underside', 'face'] as const).map((kind) => ({
        ...capture,
        kind,
        id: id(kind),
        provenance,
      })),
    ],
    findings: {
      ...SAMPLE_VISIT.findings,
      tongue: { ...closer, captureId: id('tongue-top'), method },
      underside: { ...underside, captureId: id('tongue-underside'), method },
      face: { ...seen, captureId: id('face'), method: face.method },
    },
  };
}
