import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createBackgroundPictureSource } from '../../device-drivers/simulation/background-picture-source.ts';
import { aStation, type TestStation } from '../station/support/a-station.ts';
import { cardAt, openDevicesPage } from './support/devices-page.ts';
import { type HostedDevice, hostDevice } from './support/hosted-device.ts';
import { expectAccessible, openPagesBrowser, type PagesBrowser } from './support/pages-browser.ts';

/** The dialect that the simulator speaks unless told otherwise. */
const USUAL = 'usual';
/** Device and variant, what a person presses to see it, and how many channels move then. */
const WAVES = [
  ['contec-v7', USUAL, null, 1],
  ['contec-old', USUAL, null, 1],
  ['berry', 'berry', null, 1],
  ['berry', 'bci-only', null, 1],
  ['oem-oximeter', USUAL, null, 1],
  ['pulse-sensor', 'letters', null, 1],
  ['pulse-sensor', 'csv', null, 1],
  ['oem-blood-pressure', USUAL, '开始测量', 1],
  ['bps-three-channel', USUAL, '试采脉搏', 3],
  ['sizhen-line', USUAL, '试采脉搏', 3],
] as const;
const CAMERAS = ['uvc-camera', 'sizhen-line'] as const;
const OTHERS = ['uvc-camera', 'sam-id-card'] as const;

/** Settling of a pulse instrument, pumping of a cuff, and a loaded machine. */
const PATIENCE_MS = 60_000;
/** Pages built, a browser and a station started, on a machine that does other things. */
const START_MS = 240_000;
const PICTURES = join('tests', '.artifacts', 'devices');

const devices = new Map<string, HostedDevice>();
const nameOf = (id: string, variant: string = USUAL): string => `${id} ${variant}`;
let browser: PagesBrowser;
let station: TestStation;
let page: Page;

beforeAll(async () => {
  mkdirSync(PICTURES, { recursive: true });
  browser = await openPagesBrowser();
  const pictures = createBackgroundPictureSource({ seed: 1, widthPx: 320 });
  for (const [id, variant] of [...WAVES, ...OTHERS.map((other) => [other, USUAL] as const)]) {
    devices.set(nameOf(id, variant), await hostDevice(id, pictures, variant === USUAL ? {} : { variant }));
  }
  const [main, ...beside] = [...devices].toSorted(([a]) => (a.startsWith('sizhen-line') ? -1 : 1));
  station = await aStation({
    pagesDir: browser.pagesDir,
    instrument: `simulated:${main?.[1].port.stablePath}`,
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

function cardOf(id: string, variant?: string): Locator {
  return cardAt(page, devices.get(nameOf(id, variant))?.port.stablePath ?? '');
}

interface Drawing {
  /** Of each row of the figure, the share of its height that the line spans; 0 where nothing is drawn. */
  readonly spans: readonly number[];
  readonly isGreen: boolean;
  readonly digest: number;
}

/** What stands on the canvas of a card at this moment. */
function drawingOf(card: Locator, rows: number): Promise<Drawing> {
  return card.locator('canvas').evaluate((element, rowCount) => {
    const canvas = element as HTMLCanvasElement;
    const { width, height } = canvas;
    const { data = [] } = canvas.getContext('2d')?.getImageData(0, 0, width, height) ?? {};
    let digest = 0;
    let green = 0;
    let drawn = 0;
    const drawnRows = new Set<number>();
    for (let at = 0; at < data.length; at += 4) {
      if ((data[at + 3] ?? 0) < 200) continue;
      digest = (Math.imul(digest, 31) + at) | 0;
      drawn += 1;
      if ((data[at + 1] ?? 0) > (data[at] ?? 0) + 40) green += 1;
      drawnRows.add(Math.floor(at / 4 / width));
    }
    const rowHeight = height / rowCount;
    const spans = Array.from({ length: rowCount }, (_, row) => {
      const inRow = [...drawnRows].filter((y) => Math.floor(y / rowHeight) === row);
      return inRow.length === 0 ? 0 : (Math.max(...inRow) - Math.min(...inRow)) / rowHeight;
    });
    return { spans, isGreen: drawn > 0 && green > drawn / 2, digest };
  }, rows);
}

/** A wave of some height in every row, new, and another one a moment later. */
async function expectMoving(card: Locator, rows: number): Promise<void> {
  await expect
    .poll(
      async () => {
        const before = await drawingOf(card, rows);
        await page.waitForTimeout(150);
        const after = await drawingOf(card, rows);
        return after.isGreen && after.spans.every((span) => span > 0.3) && before.digest !== after.digest;
      },
      { timeout: PATIENCE_MS, interval: 100 },
    )
    .toBe(true);
}

describe('the settings screen', () => {
  it.each(WAVES)(
    'draws the moving wave of %s, dialect %s',
    { timeout: 2 * PATIENCE_MS },
    async (id, variant, press, channels) => {
      const card = cardOf(id, variant);
      if (press !== null) await card.getByRole('button', { name: press }).click();
      await expectMoving(card, channels);
      await card.screenshot({ path: join(PICTURES, `${id}-${variant}.png`) });
      await card.getByText('模拟').first().waitFor();
      if (press !== null) await card.getByRole('button', { name: /停止/ }).click();
    },
  );

  it.each(CAMERAS)(
    'shows what the camera of %s sees, frame after frame, until told to stop',
    {
      timeout: 2 * PATIENCE_MS,
    },
    async (id) => {
      const card = cardOf(id);
      await card.getByRole('button', { name: '看摄像头画面' }).click();
      const picture = card.getByRole('img', { name: '摄像头画面' });
      const frames = new Set<string>();
      await expect
        .poll(async () => frames.add((await picture.getAttribute('src')) ?? '').size, {
          timeout: PATIENCE_MS,
          interval: 100,
        })
        .toBeGreaterThan(3);
      expect(await picture.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBeGreaterThan(200);
      await card.screenshot({ path: join(PICTURES, `${id}-picture.png`) });
      await card.getByRole('button', { name: '停止看画面' }).click();
      await picture.waitFor({ state: 'detached' });
      await card.getByRole('button', { name: '看摄像头画面' }).and(page.locator(':enabled')).waitFor();
    },
  );

  it('names the person on the card reader by the first character alone', { timeout: PATIENCE_MS }, async () => {
    await cardOf('sam-id-card').getByText('已读到：模**').waitFor();
  });

  it.each([
    [1366, 768],
    [1920, 1080],
  ])('is accessible and nothing sticks out at %i × %i', { timeout: PATIENCE_MS }, async (width, height) => {
    await page.setViewportSize({ width, height });
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
    await page.screenshot({ path: join(PICTURES, `page-${width}.png`), fullPage: true });
  });
});
