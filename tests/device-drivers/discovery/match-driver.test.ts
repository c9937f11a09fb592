import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { InstrumentPort } from '../../../device-drivers/discovery/instrument-port.ts';
import { matchDrivers } from '../../../device-drivers/discovery/match-driver.ts';
import { REGISTERED_DRIVERS } from '../../../device-drivers/registry.ts';

const port = (stablePath: string, fields: Partial<InstrumentPort> = {}): InstrumentPort => ({
  address: { kind: 'serial', path: stablePath },
  stablePath,
  ...fields,
});
const own = port('/dev/a', { vendorId: '1209', productId: '0001', manufacturer: 'Sizhen Instruments' });
const converter = port('/dev/b', { vendorId: '10c4', productId: 'ea60', manufacturer: 'Silicon Labs' });
const printer = port('/dev/c', { vendorId: '04b8', productId: '0202' });

describe('matching drivers to ports', () => {
  it('puts the instrument that names itself before a converter chip, and says why', () => {
    const matches = matchDrivers([printer, converter, own]);
    expect(matches.map(({ port: { stablePath }, driverId }) => [stablePath, driverId])).toEqual([
      ['/dev/a', 'sizhen-line'],
      ['/dev/b', 'sizhen-line'],
      ['/dev/c', null],
    ]);
    expect(matches.map(({ why }) => why)).toEqual([
      expect.stringContaining('maker “Sizhen Instruments” agrees'),
      expect.stringContaining('only the handshake can tell'),
      'no driver knows USB 04b8:0202',
    ]);
    expect(matches[0]?.score).toBeGreaterThan(3 * (matches[1]?.score ?? 100));
  });

  it('does not take a shared test id for the instrument when the maker differs', () => {
    expect(matchDrivers([{ ...own, manufacturer: 'Somebody' }])[0]).toMatchObject({ driverId: null, score: 0 });
  });

  it('lets an assignment by hand outrank everything, also where nothing is known', () => {
    const matches = matchDrivers([own, port('/dev/ttyS0')], { '/dev/ttyS0': 'sizhen-line' });
    expect(matches[0]).toMatchObject({ port: { stablePath: '/dev/ttyS0' }, score: 100, why: 'assigned by hand' });
  });

  it('says when the assigned driver does not exist', () => {
    expect(matchDrivers([own], { '/dev/a': 'gone' })[0]).toMatchObject({
      driverId: null,
      why: 'assigned by hand, but there is no driver gone',
    });
  });

  it('takes a simulator at its word', () => {
    expect(matchDrivers([port('/dev/pts/4', { simulates: 'sizhen-line' })])[0]).toMatchObject({
      driverId: 'sizhen-line',
    });
  });
});

describe('registry', () => {
  it('names every driver once, with complete lower-case fingerprints', () => {
    const ids = REGISTERED_DRIVERS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { fingerprints, faults, title, line } of REGISTERED_DRIVERS) {
      expect(title).not.toBe('');
      expect(line.baudRate).toBeGreaterThan(0);
      expect(Object.keys(faults).length).toBeGreaterThan(0);
      for (const { vendorId, productId } of fingerprints) expect(`${vendorId}${productId}`).toMatch(/^[0-9a-f]{8}$/);
    }
  });

  it('has a udev line for every fingerprint', async () => {
    const rules = await readFile(join(import.meta.dirname, '../../../device-drivers/60-sizhen.rules'), 'utf8');
    for (const { vendorId, productId } of REGISTERED_DRIVERS.flatMap(({ fingerprints }) => fingerprints)) {
      expect(rules).toContain(`ATTRS{idVendor}=="${vendorId}", ATTRS{idProduct}=="${productId}"`);
    }
  });
});
