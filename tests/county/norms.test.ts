import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FIVE_STATES, type FiveStateResult } from '../../src/domain/five-state.ts';
import { NORMS_PATH } from '../../src/exchange/fetch-document.ts';
import type { RequestSigner } from '../../src/exchange/http-signature.ts';
import { fiveStateOpen } from '../../src/inquiry/five-state-questionnaire.ts';
import { LOCAL_NORM_MINIMUM, type LocalNorms, withLocalNorms } from '../../src/inquiry/local-norms.ts';
import { importVisit } from '../../src/records/import-visit.ts';
import { aVisit, RESIDENT } from '../exchange/support/a-visit.ts';
import { aCounty, type TestCounty } from './support/a-county.ts';

const { version } = fiveStateOpen();
const NO_FINDINGS = { tongue: null, underside: null, face: null, pulse: {} };

let county: TestCounty;
let station: RequestSigner;
beforeAll(async () => {
  county = await aCounty();
  station = await county.enrolStation();
});
afterAll(() => county.close());

const profile = (raw: number): FiveStateResult => ({
  questionnaire: 'five-state-open',
  version,
  scorer: { name: 'five-state-open', version, sha256: 'cd'.repeat(32) },
  label: '未经常模标准化',
  scales: FIVE_STATES.map((id, index) => ({ id, raw: (raw + index) % 8, score: 0, verdict: null, t: null })),
  consistency: null,
  norm: null,
  conclusion: { primary: null, also: [], tendencies: [], text: '' },
});

/** Women of 74 who each took the self-description once. */
const receive = async (count: number): Promise<void> => {
  for (let index = 0; index < count; index += 1) {
    const residentId = randomUUID();
    const sheet = { questionnaire: 'five-state-open', version, sex: 'female', mode: 'self', answers: {} } as const;
    await importVisit(county.db, {
      visit: aVisit({
        id: randomUUID(),
        residentId,
        captures: [],
        measurements: [],
        findings: NO_FINDINGS,
        further: [{ sheet, result: profile(index) }],
      }),
      resident: { ...RESIDENT, id: residentId, document: { type: 'none', number: null, unverified: true } },
      station: { id: 'station-one', clinicName: '双浦村卫生室' },
    });
  }
};

const ask = async (signer: RequestSigner | null) => {
  const url = `http://localhost${NORMS_PATH}`;
  const signed = await signer?.sign({ method: 'GET', url, body: new Uint8Array(), idempotencyKey: randomUUID() });
  return county.app.inject({ method: 'GET', url: NORMS_PATH, headers: { ...signed, host: 'localhost' } });
};

describe('local norms at the county', () => {
  it('are given to enrolled stations only', async () => {
    expect((await ask(null)).statusCode).toBe(401);
  });

  it('do not exist below 300 residents in a group', async () => {
    await receive(LOCAL_NORM_MINIMUM - 1);
    expect((await ask(station)).statusCode).toBe(204);
  });

  it('are computed from 300 on, versioned and named, and a station scores by them', async () => {
    await receive(1);
    county.clock.advance(7 * 3_600_000);
    const answer = await ask(await county.enrolStation('station-two'));
    expect(answer.statusCode).toBe(200);
    const norms = answer.json() as LocalNorms;
    expect(norms).toMatchObject({ region: '示范县', questionnaire: 'five-state-open' });
    expect(norms.version).toMatch(/^\d{4}-\d{2}-\d{2}\.1$/);
    expect(norms.groups).toMatchObject([{ sex: 'female', ageFrom: 65, n: 300 }]);
    const scored = withLocalNorms(profile(3), { sex: 'female', ageYears: 70 }, norms);
    expect(scored.norm).toMatchObject({ kind: 'local', n: 300, date: norms.computedAt.slice(0, 10) });
    expect(scored.scales.every(({ t }) => t !== null)).toBe(true);
  });

  it('keep their version while nothing has changed, and get another when somebody joins the group', async () => {
    const cookie = await county.cookieOf('administrator');
    const compute = async () =>
      (await county.app.inject({ method: 'POST', url: '/api/norms', headers: { cookie } })).json() as LocalNorms;
    const first = await compute();
    expect((await compute()).version).toBe(first.version);
    await receive(1);
    const next = await compute();
    expect(next.version).not.toBe(first.version);
    expect(next.groups[0]?.n).toBe(301);
  });
});
