import { describe, expect, it } from 'vitest';
import { firstFreePort } from '../../src/cli/free-port.ts';
import type { StationStatus } from '../../src/domain/station-api.ts';
import { Page } from '../station/support/a-page.ts';
import { aFolder, startCli } from './support/run-cli.ts';

/** Away from the usual ports, so that a demonstration may run beside the tests. */
const PORTS_FROM = 47_800;

describe('demo', () => {
  it('brings up a station with an instrument and a county, and takes them down again', async () => {
    const port = await firstFreePort(PORTS_FROM);
    const countyPort = await firstFreePort(PORTS_FROM + 500);
    const demo = startCli(
      ...['demo', '--no-open', '--port', String(port), '--county-port', String(countyPort), '--data', aFolder()],
    );
    await demo.says(/按 Ctrl-C 结束/);
    const page = new Page(`http://127.0.0.1:${port}`);
    let status = await page.call<StationStatus>('GET', '/api/station');
    while (status.instrument.kind !== 'ready' || !status.county.enrolled) {
      await new Promise((done) => setTimeout(done, 50));
      status = await page.call<StationStatus>('GET', '/api/station');
    }
    expect(status).toMatchObject({ demonstration: true, instrument: { identity: { nature: 'simulated' } } });
    const { status: ended, out } = await demo.stop();
    expect(ended).toBe(0);
    const [, account = '', password = ''] = /村医\s+账号 (\S+)\s+初始密码 (\S+?)（/.exec(out) ?? [];
    expect([account, password.length]).toEqual(['doctor', 11]);
    for (const gone of [port, countyPort]) await expect(fetch(`http://127.0.0.1:${gone}/`)).rejects.toThrow();
  });
});
