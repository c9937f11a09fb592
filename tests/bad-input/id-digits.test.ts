import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { VisitState } from '../../src/domain/station-api.ts';
import { GRANDMA, openVisit } from '../station/support/a-page.ts';
import { aStation, type TestStation } from '../station/support/a-station.ts';

const RIGHT = '330106195005050027';
let station: TestStation;
beforeAll(async () => {
  station = await aStation();
});
afterAll(() => station.close());

describe('an ID number', () => {
  it.each([
    ['a digit short', RIGHT.slice(0, -1), 'length'],
    ['a digit long', `${RIGHT}1`, 'length'],
    ['with a letter inside', `33010A${RIGHT.slice(6)}`, 'characters'],
    ['of a day that does not exist', '330106195013450027', 'date'],
    ['of somebody not born yet', '330106299901010027', 'date'],
    ['with one wrong digit', `${RIGHT.slice(0, -1)}8`, 'checksum'],
  ])('%s is refused with what is wrong, in looking for and in registering', async (_what, number, problem) => {
    const expected = { status: 400, code: 'station/number-invalid', context: { problem } };
    const page = station.page();
    expect(await page.refusal('POST', '/api/identify', { documentType: 'resident-id', number })).toEqual(expected);
    const newResident = { ...GRANDMA, documentType: 'resident-id', documentNumber: number };
    expect(await page.refusal('POST', '/api/visits', { newResident })).toEqual(expected);
  });

  it('is refused when empty, or missing where the document says that there is one', async () => {
    const page = station.page();
    expect(await page.refusal('POST', '/api/identify', { documentType: 'resident-id', number: '' })).toMatchObject({
      code: 'station/invalid-request',
    });
    const newResident = { ...GRANDMA, documentType: 'resident-id', documentNumber: null };
    expect(await page.refusal('POST', '/api/visits', { newResident })).toMatchObject({
      code: 'station/number-invalid',
      context: { problem: 'length' },
    });
  });

  it('that belongs to another sex or birth date than was typed is refused', async () => {
    const page = station.page();
    for (const wrong of [{ sex: 'male' }, { birthDate: '1950-05-06' }]) {
      const newResident = { ...GRANDMA, documentType: 'resident-id', documentNumber: RIGHT, ...wrong };
      expect(await page.refusal('POST', '/api/visits', { newResident })).toMatchObject({
        status: 400,
        code: 'station/identity-mismatch',
      });
    }
  });

  it('typed wrongly does not touch the visit that is open on this screen', async () => {
    const page = station.page();
    await openVisit(page);
    await page.call('PUT', '/api/visit/answers', { item: '1', value: 4 });
    await page.refusal('POST', '/api/identify', { documentType: 'resident-id', number: '1' });
    expect((await page.call<VisitState>('GET', '/api/visit')).answers).toEqual({ '1': 4 });
  });
});
