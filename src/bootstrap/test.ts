/** `npm test`: what tests need, the built pages, every test, and one closing line `N passed, N failed`. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildPages } from './build-pages.ts';
import { installSystemPackages } from './system-packages.ts';

interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numFailedTestSuites: number;
  readonly success: boolean;
}

const root = process.cwd();
const artifacts = join(root, 'tests', '.artifacts');
const reportFile = join(artifacts, 'report.json');
mkdirSync(artifacts, { recursive: true });
rmSync(reportFile, { force: true });

installSystemPackages();
await buildPages(root);
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
const run = spawnSync(
  process.execPath,
  [vitest, 'run', '--reporter=default', '--reporter=json', `--outputFile=${reportFile}`, ...process.argv.slice(2)],
  { cwd: root, stdio: 'inherit' },
);

let report: VitestReport | null = null;
try {
  report = JSON.parse(readFileSync(reportFile, 'utf8')) as VitestReport;
} catch {
  process.stdout.write('The test runner left no report.\n');
}
const passed = report?.numPassedTests ?? 0;
// A suite that cannot be loaded has no failed test of its own, and must still count.
const failed = Math.max(report?.numFailedTests ?? 1, run.status === 0 ? 0 : 1);
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
