import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { anExchange, RESIDENT } from '../exchange/support/a-visit.ts';
import { engines } from '../records/support/databases.ts';
import { aCounty, bundleText, postSigned, type TestCounty } from './support/a-county.ts';

const NO_FINDINGS = { tongue: null, underside: null, face: null, pulse: {} };

for (const engine of await engines()) {
  describe.skipIf(engine.unavailable !== null)(`visits that arrive together, on ${engine.name}`, () => {
    let county: TestCounty;
    beforeEach(async () => {
      county = await aCounty((clock) => engine.open({ clock }));
    });
    afterEach(() => county?.close());
    afterAll(() => engine.stop());

    it('make one row and one receipt of 64 parallel identical posts', async () => {
      const station = await county.enrolStation();
      const text = bundleText();
      const answers = await Promise.all(
        Array.from({ length: 64 }, (_, index) =>
          postSigned(county.app, station, text, index % 2 === 0 ? { key: 'visit' } : {}),
        ),
      );
      expect(answers.filter(({ statusCode }) => statusCode === 201)).toHaveLength(1);
      expect(answers.filter(({ statusCode }) => statusCode === 200)).toHaveLength(63);
      expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
      expect([await county.count('visit'), await county.count('receipt')]).toEqual([1, 1]);
    });

    it('make one resident of the first visits of one person at eight stations', async () => {
      const stations = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((letter) => `station-${letter}`);
      const signers = await Promise.all(stations.map((id) => county.enrolStation(id)));
      const answers = await Promise.all(
        signers.map((signer, index) => {
          const station = { id: stations[index] ?? '', clinicName: '卫生室', softwareVersion: '0.1.0' };
          const visit = anExchange({ id: randomUUID(), stationId: station.id, captures: [], findings: NO_FINDINGS });
          const resident = { ...RESIDENT, id: randomUUID() };
          return postSigned(county.app, signer, bundleText({ ...visit, resident, station }));
        }),
      );
      expect(answers.map(({ statusCode }) => statusCode)).toEqual(Array(8).fill(201));
      expect([await county.count('resident'), await county.count('visit')]).toEqual([1, 8]);
    });
  });
}
