import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadCountyConfig, loadStationConfig } from '../../src/config/load-config.ts';

describe('the configuration', () => {
  it('starts a station with nothing set: in ./data, on loopback, without a county', () => {
    expect(loadStationConfig({}, {})).toMatchObject({
      dataDir: resolve('data/station'),
      host: '127.0.0.1',
      countyUrl: null,
      stationId: null,
      demonstration: false,
    });
    expect(loadCountyConfig({}, {})).toMatchObject({
      dataDir: resolve('data/county'),
      host: '127.0.0.1',
      postgresUrl: null,
    });
  });

  it('takes the command line before the server’s own variable, that before the common one, and any before the default', () => {
    const environment = { SIZHEN_PORT: '1', SIZHEN_STATION_PORT: '2', SIZHEN_DEMONSTRATION: 'true', SIZHEN_HOST: '' };
    expect(loadStationConfig({ port: 3 }, environment).port).toBe(3);
    expect(loadStationConfig({}, environment)).toMatchObject({ port: 2, demonstration: true, host: '127.0.0.1' });
    expect(loadCountyConfig({}, environment).port).toBe(1);
  });

  it('cannot be changed once loaded', () => {
    expect(Object.isFrozen(loadStationConfig({}, {}))).toBe(true);
  });

  it('names every setting with an impossible value, and no value', () => {
    const environment = {
      SIZHEN_PORT: '80a',
      SIZHEN_COUNTY_URL: 'secret',
      SIZHEN_STATION_ID: 'Ä',
      SIZHEN_DEMONSTRATION: 'yes',
    };
    const load = () => loadStationConfig({}, environment);
    const settings = ['countyUrl', 'demonstration', 'port', 'stationId'];
    expect(load).toThrow(expect.objectContaining({ code: 'config/invalid', context: { settings } }));
    expect(load).not.toThrow(/secret/);
    expect(() => loadCountyConfig({ port: 70_000 }, {})).toThrow(expect.objectContaining({ code: 'config/invalid' }));
    expect(() => loadCountyConfig({ postgresUrl: 'mysql://x' }, {})).toThrow(
      expect.objectContaining({ code: 'config/invalid' }),
    );
  });
});
