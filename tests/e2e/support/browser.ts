import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';

/** Flags of a headless browser that may run as root and asks nobody on the network. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--lang=zh-CN',
];

const PICTURES = join('tests', '.artifacts', 'whole-visit');

export function openBrowser(): Promise<Browser> {
  mkdirSync(PICTURES, { recursive: true });
  return chromium.launch({ executablePath: '/usr/bin/chromium', args: FLAGS });
}

/** A page of its own, with no cookie of any other. */
export async function openPage(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1920, height: 1080 }, locale: 'zh-CN' });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  return page;
}

/** Keeps what a person would have seen, for people to look at. */
export const lookAt =
  (page: Page) =>
  async (name: string): Promise<void> => {
    await page.screenshot({ path: join(PICTURES, `${name}.png`) });
  };
