import type { DevicesView, KeepableReading } from '../../../src/domain/device-api.ts';
import type { Measurement } from '../../../src/domain/measurement.ts';
import type { PictureKind } from '../../../src/domain/picture.ts';
import type { VisitPictures } from '../../../src/domain/picture-comparison.ts';
import type { PictureModelState } from '../../../src/domain/picture-model-state.ts';
import { type EarlierPulse, pulseOf } from '../../../src/domain/pulse-comparison.ts';
import type { QuestionnaireView } from '../../../src/domain/questionnaire.ts';
import type {
  CalibrationRow,
  CalibrationsView,
  MeasurementRequest,
  StationStatus,
  UploadStatus,
  VisitResult,
} from '../../../src/domain/station-api.ts';
import { drawnPicture } from '../fake-station/fake-pictures.ts';
import { failure, ok, type PageAnswer, type PageRequest } from './page-server.ts';
import { SAMPLE_INSTRUMENT, SAMPLE_RESIDENT, SAMPLE_ROWS, SAMPLE_VISIT, sampleChannels } from './sample-visit.ts';

const STATUS: StationStatus = {
  stationId: 'station-1',
  clinicName: '青山村卫生室（测试）',
  softwareVersion: '0.1.0',
  demonstration: false,
  cardReader: 'waiting',
  instrument: { kind: 'ready', identity: SAMPLE_INSTRUMENT },
  outbox: { pending: 1, failed: 1, oldestPendingAt: '2026-11-22T00:40:00.000Z' },
  county: { enrolled: true, reachable: false },
};

const FAILED: UploadStatus = {
  state: 'failed',
  attempts: 3,
  receiptId: null,
  receivedAt: null,
  errorCode: 'exchange/never-heard-of',
};

const QUESTIONNAIRE: QuestionnaireView = {
  id: 'gbt46939-2025',
  version: '1.0.0',
  title: '测试问卷',
  stem: '近一年',
  items: Array.from({ length: 26 }, (_, index) => ({
    number: String(index + 1),
    text: `您有没有测试题目 ${index + 1} 所说的感觉，例如走路时容易累、说话没有力气？`,
    options: ['没有（根本不）', '很少（有一点）', '有时（有些）', '经常（相当）', '总是（非常）'].map(
      (label, value) => ({
        value: value + 1,
        label,
      }),
    ),
  })),
};

function earlierPulse(): EarlierPulse {
  const { pulse, instruments, visitId } = pulseOf(SAMPLE_VISIT);
  const { left } = pulse;
  return {
    visitId: `${visitId.slice(0, -1)}0`,
    startedAt: '2026-05-20T01:00:00.000Z',
    pulse: left === undefined ? {} : { left: { ...left, channels: sampleChannels(9, 0.8) } },
    instruments,
  };
}

/** The clinic's part of the station contract, from memory. */
export class FakeClinic {
  signedIn = false;
  /** Codes to fail with, by route. */
  readonly failures = new Map<string, string>();
  readonly requests: PageRequest[] = [];
  upload: UploadStatus = FAILED;
  resident = SAMPLE_RESIDENT;
  readings: readonly KeepableReading[] = [];
  /** The left wrist of half a year before; the right one was not measured then. */
  earlier: EarlierPulse | null = earlierPulse();
  earlierPictures: VisitPictures = { 'tongue-top': null, 'tongue-underside': null, face: null };
  /** One camera under its own lamp, and what was kept for daylight. */
  calibrations: CalibrationsView = { calibrations: [CALIBRATION, EXPIRED], cameras: [CAMERA] };
  /** What a look at the reference finds. */
  driftDeltaE = 0.41;
  result: Pick<VisitResult, 'visit' | 'change'> = { visit: SAMPLE_VISIT };

  readonly answer = async (request: PageRequest): Promise<PageAnswer> => {
    const { route, query, body } = request;
    this.requests.push(request);
    const code = this.failures.get(route);
    if (code !== undefined) return failure(500, code);
    if (route === 'GET /api/station') return ok(STATUS);
    if (route === 'GET /api/visit/result') return ok(this.visitResult(false));
    if (route.startsWith('GET /api/visit/captures/')) return { jpeg: await drawnPicture('tongue-top') };
    if (route === 'POST /api/staff/sign-in') {
      if (body.password !== 'right') return failure(401, 'security/sign-in-refused');
      this.signedIn = true;
    }
    if (!this.signedIn) return failure(401, 'station/not-signed-in');
    return this.forStaff(route, query, body);
  };

  private async forStaff(route: string, query: URLSearchParams, body: PageRequest['body']): Promise<PageAnswer> {
    const session = { accountId: 'account-1', displayName: '王医生', role: 'doctor' };
    if (route === 'POST /api/staff/sign-in' || route === 'GET /api/staff/me') return ok(session);
    if (route === 'GET /api/clinic/visits') return ok(query.get('day') === '2026-11-20' ? [] : SAMPLE_ROWS);
    if (route === 'GET /api/clinic/questionnaire') return ok(QUESTIONNAIRE);
    if (route === 'GET /api/clinic/devices') return ok(DEVICES);
    if (route === 'GET /api/clinic/calibrations') return ok(this.calibrations);
    if (route === 'GET /api/clinic/residents') {
      return ok([{ resident: SAMPLE_RESIDENT, visitCount: 2, lastVisitAt: '2026-06-01T01:00:00.000Z' }]);
    }
    if (route === 'POST /api/clinic/calibrations') return ok({ kept: true, calibration: CALIBRATION, leftOut: ['B3'] });
    if (route === 'POST /api/clinic/calibrations/check') return ok(this.checked());
    if (route === 'PUT /api/clinic/calibrations/light') {
      const [camera] = this.calibrations.cameras;
      const light = body.light as CalibrationsView['cameras'][number]['light'];
      const rows = this.calibrations.calibrations.map((row) => ({ ...row, inUse: row.light === light }));
      this.calibrations = { calibrations: rows, cameras: camera === undefined ? [] : [{ ...camera, light }] };
      return ok(this.calibrations);
    }
    if (route.endsWith('/verify')) {
      this.resident = { ...SAMPLE_RESIDENT, document: { ...SAMPLE_RESIDENT.document, unverified: false } };
      return ok({ verified: true });
    }
    if (route.endsWith('/claim')) return ok({ claim: 'a-claim' });
    if (route === 'POST /api/visits') return ok({});
    if (route.endsWith('/upload')) {
      this.upload = { ...FAILED, state: 'pending', errorCode: null };
      return ok(this.upload);
    }
    if (route.startsWith('GET') && route.endsWith('/readings')) return ok(this.readings);
    if (route.endsWith('/readings')) return ok({});
    if (route.endsWith('/measurements')) return ok(this.keepMeasurement(body));
    if (route.endsWith('/earlier-pictures')) return ok({ earlier: this.earlierPictures });
    if (route === 'GET /api/clinic/models') return ok(MODELS);
    if (route.endsWith('/earlier-pulse')) return ok({ earlier: this.earlier });
    const bytes = /captures\/(tongue-top|tongue-underside|face)-[01]\/bytes$/.exec(route);
    if (bytes !== null) return { jpeg: await drawnPicture(bytes[1] as PictureKind) };
    if (/^GET \/api\/clinic\/visits\/[^/]+$/.test(route)) return ok(this.visitResult(true));
    return failure(404, 'station/not-found');
  }

  private checked(): CalibrationRow {
    const lastCheck = { at: '2026-11-22T01:00:00.000Z', by: 'built-in', meanDeltaE: this.driftDeltaE } as const;
    const state = this.driftDeltaE > 2.85 ? 'drifted' : 'valid';
    const rows = this.calibrations.calibrations.map((row) =>
      row.inUse ? ({ ...row, lastCheck, state } as const) : row,
    );
    this.calibrations = { ...this.calibrations, calibrations: rows };
    return { ...CALIBRATION, lastCheck, state };
  }

  private keepMeasurement(body: PageRequest['body']): Measurement {
    const { kind, values, timing, confirmed, replaces } = body as unknown as MeasurementRequest;
    const { visit } = this.result;
    const kept: Measurement = {
      id: `entered-${visit.measurements.length}`,
      kind,
      values,
      timing,
      confirmedUnusual: confirmed,
      replaces,
      provenance: {
        origin: 'manual',
        nature: 'live',
        instrument: null,
        operatorId: 'account-1',
        capturedAt: '2026-11-22T01:08:00.000Z',
        method: 'sizhen@0.1.0',
      },
    };
    this.result = { visit: { ...visit, measurements: [...visit.measurements, kept] } };
    return kept;
  }

  private visitResult(forStaff: boolean): VisitResult {
    return {
      visit: this.result.visit,
      ...(this.result.change === undefined ? {} : { change: this.result.change }),
      resident: {
        card: {
          id: SAMPLE_RESIDENT.id,
          maskedName: '张**',
          sex: 'female',
          ageYears: 72,
          maskedNumber: '1101********0020',
        },
        full: forStaff ? this.resident : null,
      },
      clinicName: STATUS.clinicName,
      upload: this.upload,
    };
  }
}

const CAMERA: CalibrationsView['cameras'][number] = {
  camera: 'sizhen-line/SZ-1/SZ1-000042',
  name: '测试厂 SZ-1',
  nature: 'simulated',
  parts: ['tongue-top', 'tongue-underside', 'face'],
  light: 'built-in',
};

const CALIBRATION: CalibrationRow = {
  id: 'calibration-1',
  camera: CAMERA.camera,
  light: 'built-in',
  fit: { meanDeltaE: 0.87, maxDeltaE: 2.64, leftOutDeltaE: 1.21, patches: 24, shading: 1.08 },
  madeAt: '2026-11-20T00:30:00.000Z',
  expiresAt: '2026-12-20T00:30:00.000Z',
  state: 'valid',
  inUse: true,
  hasReference: true,
  lastCheck: null,
};
const EXPIRED: CalibrationRow = {
  ...CALIBRATION,
  id: 'calibration-0',
  light: 'daylight',
  madeAt: '2026-09-20T00:30:00.000Z',
  expiresAt: '2026-10-20T00:30:00.000Z',
  state: 'expired',
  inUse: false,
  hasReference: false,
};

const MODELS: readonly PictureModelState[] = [
  {
    name: 'tongue-segmentation',
    version: '1.0.0',
    sha256: 'ab'.repeat(32),
    terms: { use: 'unrestricted', statement: 'Trained on drawings of the tests.' },
    code: null,
  },
  { name: 'tongue-attributes', version: null, sha256: null, terms: null, code: 'inference/switched-off' },
  { name: 'face-landmarks', version: null, sha256: null, terms: null, code: 'inference/checksum-mismatch' },
];

const DEVICES: DevicesView = {
  devices: [
    {
      id: 'port-1',
      path: '/dev/serial/by-id/usb-Sizhen_SZ-1-if00',
      description: 'Sizhen USB 1209:0001',
      driver: { id: 'sizhen-line', title: 'Open line protocol (sizhen-line)', role: 'instrument' },
      score: 80,
      reason: { kind: 'usb', usb: '1209:0001', product: 'Sizhen instrument', agreeing: ['Sizhen'] },
      nature: 'simulated',
      identity: SAMPLE_INSTRUMENT,
      trials: [],
      trying: null,
      cameraNotes: [],
      state: { kind: 'ready', lastCode: null },
      reading: null,
    },
    {
      id: 'port-2',
      path: '/dev/ttyUSB0',
      description: 'USB 1a86:7523',
      driver: null,
      score: 0,
      reason: { kind: 'unknown-usb', usb: '1a86:7523' },
      nature: 'live',
      identity: null,
      trials: [],
      trying: null,
      cameraNotes: [],
      state: { kind: 'idle' },
      reading: null,
    },
    {
      id: 'port-4',
      path: '/dev/v4l/by-id/usb-a-camera-index0',
      description: 'A camera 1bcf:2284',
      driver: { id: 'uvc-camera', title: 'USB camera', role: 'instrument' },
      score: 60,
      reason: { kind: 'camera' },
      nature: 'live',
      identity: null,
      trials: ['picture'],
      trying: null,
      cameraNotes: [{ kind: 'not-fixed', what: 'white-balance' }, { kind: 'no-control-program' }],
      state: { kind: 'ready', lastCode: 'driver/picture-incomplete' },
      reading: null,
    },
  ],
  drivers: [{ id: 'contec-v7', title: 'CONTEC V7.0', role: 'oximeter' }],
  notes: ['no-udev'],
};
