import type {
  CountyEarlierPictures,
  CountyStationRow,
  CountySummary,
  CountyVisitDetail,
} from '../../../src/domain/county-api.ts';
import type { PictureKind } from '../../../src/domain/picture.ts';
import type { Visit } from '../../../src/domain/visit.ts';
import { drawnPicture } from '../fake-station/fake-pictures.ts';
import { failure, ok, type PageAnswer, type PageRequest } from './page-server.ts';
import { SAMPLE_RESIDENT, SAMPLE_ROWS, SAMPLE_VISIT } from './sample-visit.ts';

const STATIONS: readonly CountyStationRow[] = [
  {
    stationId: 'station-1',
    clinicName: '青山村卫生室（测试）',
    enrolledAt: '2026-11-01T01:00:00.000Z',
    lastSeenAt: '2026-11-22T01:30:00.000Z',
    visitCount: 61,
    revoked: false,
  },
  {
    stationId: 'station-2',
    clinicName: '河东社区卫生服务站（测试）',
    enrolledAt: '2026-11-03T01:00:00.000Z',
    lastSeenAt: null,
    visitCount: 0,
    revoked: true,
  },
];

/** The county's console contract, from memory. */
export class FakeCounty {
  signedIn = false;
  role: 'reviewer' | 'administrator' = 'reviewer';
  readonly requests: PageRequest[] = [];
  readonly picturesReceived: string[] = ['tongue-top-1'];
  visit: Visit = SAMPLE_VISIT;
  earlier: CountyEarlierPictures = {
    earlier: { 'tongue-top': null, 'tongue-underside': null, face: null },
    received: [],
  };
  private readonly reviews: CountyVisitDetail['reviews'][number][] = [];

  readonly answer = async (request: PageRequest): Promise<PageAnswer> => {
    const { route, body, query } = request;
    this.requests.push(request);
    if (route === 'POST /api/sign-in') {
      if (body.userName !== 'shenhe' || body.password !== 'right') return failure(401, 'security/sign-in-refused');
      this.signedIn = true;
    }
    if (!this.signedIn) return failure(401, 'county/not-signed-in');
    if (route === 'POST /api/sign-in' || route === 'GET /api/me') {
      return ok({ accountId: 'account-9', displayName: '赵主任', role: this.role });
    }
    if (route === 'GET /api/stations') return ok(STATIONS);
    if (route === 'GET /api/evidence') return ok(null);
    if (route === 'POST /api/evidence')
      return ok({ kind: 'kept', why: 'too-few-cases', report: { cases: 3, constitutions: [], heldOut: null } });
    if (route === 'GET /api/summary') return ok(this.summary());
    if (route === 'GET /api/visits') {
      const constitution = query.get('constitution');
      return ok(SAMPLE_ROWS.slice(1).filter((row) => constitution === null || row.primary === constitution));
    }
    if (route.endsWith('/reviews')) return this.keepReview(body);
    const bytes = /captures\/(tongue-top|tongue-underside|face)-[01]\/bytes$/.exec(route);
    if (bytes !== null) return { jpeg: await drawnPicture(bytes[1] as PictureKind) };
    if (route.endsWith('/earlier-pictures')) return ok(this.earlier);
    if (route.startsWith('GET /api/visits/')) return ok(this.detail());
    return failure(404, 'county/not-found');
  };

  private keepReview(body: Readonly<Record<string, unknown>>): PageAnswer {
    this.reviews.push({
      visitId: SAMPLE_VISIT.id,
      reviewerId: 'account-9',
      reviewerName: '赵主任',
      reviewedAt: '2026-11-22T03:00:00.000Z',
      decision: body.decision === 'approved' ? 'approved' : 'returned',
      opinion: String(body.opinion),
    });
    return { status: 201, json: {} };
  }

  private summary(): CountySummary {
    return {
      visitsToday: 4,
      visitsTotal: 61,
      residentsTotal: 58,
      stationsTotal: 2,
      unreviewed: this.reviews.length === 0 ? 7 : 6,
      constitutionCounts: {
        balanced: 19,
        'qi-deficiency': 11,
        'yang-deficiency': 8,
        'phlegm-dampness': 9,
        'damp-heat': 5,
        'qi-stagnation': 3,
        undetermined: 6,
      },
    };
  }

  private detail(): CountyVisitDetail {
    return {
      visit: this.visit,
      resident: SAMPLE_RESIDENT,
      clinicName: '青山村卫生室（测试）',
      questionnaire: null,
      receipt: {
        receiptId: 'R-20261122-000061',
        receivedAt: '2026-11-22T01:10:00.000Z',
        bundleSha256: 'ab'.repeat(32),
      },
      reviews: this.reviews,
      opinions: [],
      picturesReceived: this.picturesReceived,
    };
  }
}
