import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RequestSigner } from '../../src/exchange/http-signature.ts';
import { createStations } from '../../src/records/stations.ts';
import { createVisits } from '../../src/records/visits.ts';
import { anExchange, aVisit, captureBytes, RESIDENT } from '../exchange/support/a-visit.ts';
import { aCounty, bundleText, postSigned, putSigned, sha256, type TestCounty } from './support/a-county.ts';

let county: TestCounty;
let station: RequestSigner;
const code = (answer: { json(): { error: { code: string } } }) => answer.json().error.code;

beforeEach(async () => {
  county = await aCounty();
  station = await county.enrolStation();
});
afterEach(() => county.close());

describe('receiving a visit', () => {
  it('stores it whole and answers a receipt of exactly these bytes', async () => {
    const text = bundleText();
    const answer = await postSigned(county.app, station, text);
    expect(answer.statusCode).toBe(201);
    expect(answer.json()).toMatchObject({ visitId: aVisit().id, bundleSha256: sha256(text) });
    expect(await createVisits(county.db).get(aVisit().id)).toEqual({
      ...aVisit(),
      captures: expect.arrayContaining([...aVisit().captures]),
      skipped: expect.arrayContaining([...aVisit().skipped]),
    });
  });

  it('answers the same receipt to the same visit, under the same key or another', async () => {
    const first = await postSigned(county.app, station, bundleText(), { key: 'visit-1' });
    const again = await postSigned(county.app, station, bundleText(), { key: 'visit-1' });
    const other = await postSigned(county.app, station, bundleText(), { key: 'visit-2' });
    expect([again.statusCode, other.statusCode]).toEqual([200, 200]);
    expect([again.json(), other.json()]).toEqual([first.json(), first.json()]);
  });

  it('refuses another content for a visit it holds, and another body under a used key', async () => {
    await postSigned(county.app, station, bundleText(), { key: 'a' });
    const changed = bundleText(anExchange({ operatorId: null }));
    const conflict = await postSigned(county.app, station, changed, { key: 'b' });
    expect([conflict.statusCode, code(conflict)]).toEqual([409, 'records/visit-conflict']);
    const reused = await postSigned(county.app, station, changed, { key: 'a' });
    expect([reused.statusCode, code(reused)]).toEqual([409, 'county/idempotency-conflict']);
    expect(await county.count('visit')).toBe(1);
  });

  it.each([
    ['garbage', 'not json'],
    ['a Bundle with an impossible date', bundleText().replace('1952-03-07', '1952-02-30')],
    ['a visit id that is no UUID', bundleText(anExchange({ id: 'Visit of 王' }))],
  ])('answers an OperationOutcome to %s and stores nothing', async (_what, text) => {
    const answer = await postSigned(county.app, station, text);
    expect(answer.statusCode).toBe(422);
    expect(answer.json()).toMatchObject({ resourceType: 'OperationOutcome', error: { code: 'county/bundle-invalid' } });
    expect(answer.body).not.toContain(RESIDENT.name);
    expect([await county.count('visit'), await county.count('resident')]).toEqual([0, 0]);
  });

  it('refuses a visit that names another station', async () => {
    const other = await county.enrolStation('station-two');
    const answer = await postSigned(county.app, other, bundleText());
    expect([answer.statusCode, code(answer)]).toEqual([422, 'county/other-station']);
  });

  it('refuses a body beyond its limit', async () => {
    const answer = await postSigned(county.app, station, `"${'x'.repeat(3 * 1024 * 1024)}"`);
    expect([answer.statusCode, code(answer)]).toEqual([413, 'county/too-large']);
  });
});

describe('who may send', () => {
  it('refuses an unsigned request', async () => {
    const answer = await postSigned(county.app, station, bundleText(), { headers: { 'idempotency-key': 'x' } });
    expect([answer.statusCode, code(answer)]).toEqual([401, 'exchange/signature-missing']);
  });

  it('refuses a request that was sent before', async () => {
    const text = bundleText();
    const request = {
      method: 'POST',
      url: 'http://localhost/fhir',
      body: new TextEncoder().encode(text),
      idempotencyKey: 'x',
    };
    const headers = { ...(await station.sign(request)) };
    expect((await postSigned(county.app, station, text, { headers })).statusCode).toBe(201);
    const replayed = await postSigned(county.app, station, text, { headers });
    expect([replayed.statusCode, code(replayed)]).toEqual([401, 'exchange/signature-replayed']);
  });

  it('refuses an old signature and tells its own time', async () => {
    const text = bundleText();
    const request = {
      method: 'POST',
      url: 'http://localhost/fhir',
      body: new TextEncoder().encode(text),
      idempotencyKey: 'x',
    };
    const headers = { ...(await station.sign(request)) };
    county.clock.advance(301_000);
    const answer = await postSigned(county.app, station, text, { headers });
    expect([answer.statusCode, code(answer)]).toEqual([401, 'exchange/signature-expired']);
    expect(answer.json().error.context.serverEpochS).toBeCloseTo(county.clock.wallMs() / 1000, -1);
  });

  it('refuses a revoked station, and a body changed on the way', async () => {
    const text = bundleText();
    const request = {
      method: 'POST',
      url: 'http://localhost/fhir',
      body: new TextEncoder().encode(text),
      idempotencyKey: 'x',
    };
    const headers = { ...(await station.sign(request)) };
    const changed = await postSigned(county.app, station, text.replace('西湖区', '上城区'), { headers });
    expect([changed.statusCode, code(changed)]).toEqual([401, 'exchange/digest-wrong']);
    await createStations(county.db).revoke('station-one');
    const revoked = await postSigned(county.app, station, text);
    expect([revoked.statusCode, code(revoked)]).toEqual([401, 'exchange/key-unknown']);
    expect(await county.count('visit')).toBe(0);
  });

  it('enrols nobody without a code, and uses a code once', async () => {
    const payload = { code: 'AAAA-BBBB-CCCC', stationId: 'x', clinicName: 'x', publicKeyPem: 'x'.repeat(60) };
    const answer = await county.app.inject({ method: 'POST', url: '/enrol', payload });
    expect([answer.statusCode, code(answer)]).toEqual([403, 'security/enrolment-refused']);
  });
});

describe('the bytes of a capture', () => {
  const [capture] = aVisit().captures;
  const id = capture?.id ?? '';

  it('are taken once their visit is here, and again without change', async () => {
    const early = await putSigned(county.app, station, id, captureBytes('tongue-top'));
    expect([early.statusCode, code(early)]).toEqual([404, 'county/not-found']);
    await postSigned(county.app, station, bundleText());
    for (const _attempt of [1, 2]) {
      const answer = await putSigned(county.app, station, id, captureBytes('tongue-top'));
      expect([answer.statusCode, answer.json().sha256]).toEqual([200, capture?.sha256]);
    }
  });

  it('are refused when they are others, or come from another station', async () => {
    await postSigned(county.app, station, bundleText());
    const others = await putSigned(county.app, station, id, captureBytes('face'));
    expect([others.statusCode, code(others)]).toEqual([422, 'records/digest-mismatch']);
    const stranger = await putSigned(
      county.app,
      await county.enrolStation('station-two'),
      id,
      captureBytes('tongue-top'),
    );
    expect([stranger.statusCode, code(stranger)]).toEqual([422, 'county/other-station']);
  });
});

describe('the description of the interface', () => {
  it('is an R4 CapabilityStatement that says transactions are taken', async () => {
    const answer = await county.app.inject('/fhir/metadata');
    expect(answer.json()).toMatchObject({ fhirVersion: '4.0.1', rest: [{ interaction: [{ code: 'transaction' }] }] });
  });
});
