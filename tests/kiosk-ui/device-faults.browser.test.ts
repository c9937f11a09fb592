import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { SMALL_PICTURES } from '../device-drivers/support/small-pictures.ts';
import { aStation, type TestStation } from '../station/support/a-station.ts';
import { cardAt, openDevicesPage } from './support/devices-page.ts';
import { hostDevice } from './support/hosted-device.ts';
import { expectAccessible, openPagesBrowser, type PagesBrowser } from './support/pages-browser.ts';
import { type SimulateCommand, simulateCommand } from './support/simulate-command.ts';

/** What goes wrong, and what the screen has to say of it: what happened, what to do, and the code. */
const CASES = [
  ['sizhen-line', 'silent-after-handshake', 'driver/silent', '请看电源和电量'],
  ['bps-three-channel', 'silent-at-start', 'driver/silent', '请看电源和电量'],
  ['uvc-camera', 'not-jpeg', 'driver/garbled', '请核对驱动，换一根线'],
  ['contec-v7', 'silent-in-run', 'driver/silent', '请看电源和电量'],
  ['berry', 'unplug-in-run', 'transport/port-not-found', '插好后自动恢复'],
  ['contec-old', 'babble', 'driver/garbled', '请核对驱动，换一根线'],
  ['pulse-sensor', 'port-held', 'transport/port-in-use', '请关掉占用它的程序'],
  ['sam-id-card', 'silent-at-start', 'driver/silent', '请看电源和电量'],
  ['oem-blood-pressure', 'unplug-in-handshake', 'transport/port-not-found', '插好后自动恢复'],
] as const;
/** Devices that wait to be asked. */
const ASKED = ['sizhen-line', 'bps-three-channel', 'uvc-camera', 'oem-blood-pressure'];

/** A device is tried again after 1, 2, 5 and then every 10 s; a loaded machine needs some more. */
const PATIENCE_MS = 60_000;
/** Pages built, a browser, a station and simulators started, on a machine that does other things. */
const START_MS = 240_000;

/** These run as `sizhen simulate`: a port held by another program, and noise that another processor makes. */
const COMMANDS = ['contec-v7', 'contec-old', 'pulse-sensor'];

type Pluggable = Pick<SimulateCommand, 'port' | 'plugIn' | 'stop'>;
const devices = new Map<string, Pluggable>();
const of = (id: string): Pluggable => {
  const device = devices.get(id);
  if (device === undefined) throw new Error(`no device ${id}`);
  return device;
};

async function start(id: string, fault: string): Promise<Pluggable> {
  if (!COMMANDS.includes(id)) return hostDevice(id, SMALL_PICTURES, { faults: [fault] });
  const command = simulateCommand(id);
  await command.plugIn(fault);
  return command;
}
let browser: PagesBrowser;
let station: TestStation;
let page: Page;

beforeAll(async () => {
  browser = await openPagesBrowser();
  await Promise.all(CASES.map(async ([id, fault]) => devices.set(id, await start(id, fault))));
  const beside = [...devices].filter(([id]) => id !== 'sizhen-line');
  station = await aStation({
    pagesDir: browser.pagesDir,
    instrument: `simulated:${of('sizhen-line').port.stablePath}`,
    simulatedDevices: beside.map(([, { port }]) => port),
  });
  page = await openDevicesPage(browser, station);
  page.setDefaultTimeout(PATIENCE_MS);
}, START_MS);
afterAll(async () => {
  await browser?.close();
  await station?.close();
  await Promise.all([...devices.values()].map((device) => device.stop()));
});

describe('the settings screen', () => {
  it.each(CASES)(
    'while %s plays %s says %s with a way on',
    { timeout: PATIENCE_MS },
    async (id, _fault, code, wayOn) => {
      const card = cardAt(page, of(id).port.stablePath);
      await card.getByText(`错误代码 ${code}`).waitFor();
      await card.getByText(wayOn).waitFor();
      await card.getByText('断开', { exact: true }).waitFor();
    },
  );

  it('shows each at work, and no trouble any more, once the fault has ended', {
    timeout: 2 * PATIENCE_MS,
  }, async () => {
    await expectAccessible(page);
    await Promise.all(CASES.map(([id]) => of(id).plugIn()));
    await page.getByRole('button', { name: '重新扫描' }).click();
    for (const [id] of CASES) {
      const card = cardAt(page, of(id).port.stablePath);
      await card.getByText(ASKED.includes(id) ? '就绪' : '工作中', { exact: true }).waitFor();
      await card.getByText('错误代码').waitFor({ state: 'detached' });
    }
    await expectAccessible(page);
  });
});
