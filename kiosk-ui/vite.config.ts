import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { defineConfig } from 'vite';

const root = import.meta.dirname;

/** Every HTML file of this folder is a page of its own: resident (index), clinic, county and report. */
const pages = readdirSync(root).filter((name) => name.endsWith('.html'));

export default defineConfig({
  root,
  base: '/',
  // Development JSX would write this machine's paths into the pages.
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact', development: false } },
  build: {
    outDir: resolve(root, 'dist'),
    emptyOutDir: true,
    // The kiosk runs the Chromium that the installation manual names; no older browser is served.
    target: 'chrome120',
    rollupOptions: { input: pages.map((name) => resolve(root, name)) },
  },
});
