import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, chromium, type Page } from 'playwright-core';
import { build } from 'vite';
import { expect } from 'vitest';

const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];

export interface PagesBrowser {
  readonly pagesDir: string;
  newPage(width: number, height: number): Promise<Page>;
  close(): Promise<void>;
}

/** The pages built into a folder of their own, and a Chromium to open them. */
export async function openPagesBrowser(): Promise<PagesBrowser> {
  const pagesDir = mkdtempSync(join(tmpdir(), 'sizhen-staff-pages-'));
  const configFile = resolve(import.meta.dirname, '../../../kiosk-ui/vite.config.ts');
  await build({ configFile, logLevel: 'error', build: { outDir: pagesDir } });
  const browser: Browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: FLAGS });
  return {
    pagesDir,
    newPage: async (width, height) => {
      const context = await browser.newContext({ viewport: { width, height } });
      const page = await context.newPage();
      page.setDefaultTimeout(8000);
      return page;
    },
    close: async () => {
      await browser.close();
      rmSync(pagesDir, { recursive: true, force: true });
    },
  };
}

/** Judged once every transition has ended: half-way between two colours nothing has the contrast that people get. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.evaluate(() =>
    Promise.allSettled(
      document
        .getAnimations()
        .filter((animation) => animation instanceof CSSTransition)
        .map((transition) => transition.finished),
    ),
  );
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map((violation) => `${violation.id}: ${violation.nodes[0]?.html}`)).toEqual([]);
}

/** Elements that are wider or taller than the place they have, among those matching `selector`. */
export async function overflowing(page: Page, selector: string): Promise<readonly string[]> {
  return page.$$eval(selector, (elements) =>
    elements
      .filter(
        (element) => element.scrollHeight > element.clientHeight + 1 || element.scrollWidth > element.clientWidth + 1,
      )
      .map((element) => element.getAttribute('aria-label') ?? element.className),
  );
}
