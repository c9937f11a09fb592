import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { SIMULATED_PERSON } from '../../device-drivers/simulation/simulated-person.ts';
import type { VisitResult } from '../../src/domain/station-api.ts';
import { SMALL_PICTURES } from '../device-drivers/support/small-pictures.ts';
import { openVisit } from '../station/support/a-page.ts';
import { aStation, type TestStation } from '../station/support/a-station.ts';
import { cardAt, openDevicesPage } from './support/devices-page.ts';
import { type HostedDevice, hostDevice } from './support/hosted-device.ts';
import { expectAccessible, openPagesBrowser, type PagesBrowser } from './support/pages-browser.ts';

/** A measurement of the simulated module takes some seconds, on a loaded machine more. */
const PATIENCE_MS = 60_000;

let devices: readonly HostedDevice[] = [];
let browser: PagesBrowser;
let station: TestStation;
let page: Page;
let visitId: string;

beforeAll(async () => {
  browser = await openPagesBrowser();
  devices = await Promise.all(['contec-v7', 'oem-blood-pressure'].map((id) => hostDevice(id, SMALL_PICTURES)));
  station = await aStation({ pagesDir: browser.pagesDir, simulatedDevices: devices.map(({ port }) => port) });
  visitId = (await openVisit(station.page())).visitId;
  page = await openDevicesPage(browser, station);
  page.setDefaultTimeout(PATIENCE_MS);
}, 4 * PATIENCE_MS);
afterAll(async () => {
  await browser?.close();
  await station?.close();
  await Promise.all(devices.map((device) => device.stop()));
});

describe('a reading of a device at the workbench', () => {
  it('is measured on the settings screen and kept in the visit by one touch, with its source', {
    timeout: 3 * PATIENCE_MS,
  }, async () => {
    const { systolicMmHg, diastolicMmHg, spo2Percent, pulseRateBpm } = SIMULATED_PERSON;
    const cuff = cardAt(page, devices[1]?.port.stablePath ?? '');
    await cuff.getByRole('button', { name: '开始测量' }).click();
    await cuff.getByText(`${systolicMmHg}/${diastolicMmHg}`).waitFor();

    await page.getByRole('button', { name: '就诊', exact: true }).click();
    await page.getByRole('button', { name: /测试甲/ }).click();
    await page.getByRole('button', { name: `记入 血压 ${systolicMmHg}/${diastolicMmHg} mmHg` }).click();
    await page.getByRole('button', { name: `记入 血氧 ${spo2Percent} %，脉率 ${pulseRateBpm}` }).click();
    const strip = page.getByRole('region', { name: '体征与测量' });
    await strip.getByText(`${systolicMmHg}/${diastolicMmHg} mmHg`, { exact: false }).first().waitFor();
    await strip.getByText(`${spo2Percent} %`, { exact: false }).first().waitFor();
    await strip.getByText(/血氧 \d\d:\d\d 已记入/).waitFor();
    await strip.getByText(/血压 \d\d:\d\d 已记入/).waitFor();
    // Long enough for two new readings and a look at them.
    await page.waitForTimeout(4_000);
    expect(await page.getByRole('button', { name: /^记入/ }).count()).toBe(0);
    await expectAccessible(page);
    const sources = page.getByRole('region', { name: '来源' });
    await sources
      .getByText(/序列号 .+，\d\d:\d\d，演示村医记入，模拟数据/)
      .first()
      .waitFor();

    await page.getByRole('button', { name: `再记一次 血氧 ${spo2Percent} %，脉率 ${pulseRateBpm}` }).click();
    const doctor = await station.doctor();
    await vi.waitFor(
      async () => {
        const now = await doctor.call<VisitResult>('GET', `/api/clinic/visits/${visitId}`);
        expect(now.visit.measurements).toHaveLength(3);
      },
      { timeout: PATIENCE_MS, interval: 200 },
    );
    const { visit } = await doctor.call<VisitResult>('GET', `/api/clinic/visits/${visitId}`);
    const { accountId } = await doctor.call<{ accountId: string }>('GET', '/api/staff/me');
    expect(visit.measurements.map(({ kind }) => kind).toSorted()).toEqual(['blood-pressure', 'oximetry', 'oximetry']);
    for (const { provenance } of visit.measurements) {
      expect(provenance).toMatchObject({ origin: 'measured', nature: 'simulated', operatorId: accountId });
      expect(provenance.instrument?.serialNumber).toBeTypeOf('string');
    }
  });
});
