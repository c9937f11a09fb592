import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { checkLayers, checkStyle, checkTypes, checkUnused } from '../../src/bootstrap/checks.ts';

const root = process.cwd();
const folders: string[] = [];

const CLEAN: Readonly<Record<string, string>> = {
  'src/domain/unit.ts': 'export const unit = 1;\n',
  'src/cli/main.ts': "import { unit } from '../domain/unit.ts';\n\nprocess.stdout.write(unit.toFixed());\n",
  'device-drivers/registry.ts': 'export {};\n',
  'kiosk-ui/page.ts': 'export {};\n',
};

const KNIP = `{
  "entry": ["src/cli/main.ts", "device-drivers/registry.ts", "kiosk-ui/page.ts"],
  "project": ["**/*.ts"]
}
`;

/** A small project under the real rules: our own configuration files, and only the sources named here. */
function plant(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'sizhen-planted-'));
  folders.push(folder);
  for (const file of ['package.json', 'tsconfig.json', 'biome.json', '.dependency-cruiser.cjs', '.gitignore']) {
    cpSync(join(root, file), join(folder, file));
  }
  writeFileSync(join(folder, 'knip.json'), KNIP);
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  for (const [file, text] of Object.entries({ ...CLEAN, ...files })) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  return folder;
}

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

describe('the checks of npm run check', () => {
  it('pass a clean tree', async () => {
    const folder = plant({});
    expect(await checkTypes(folder)).toMatchObject({ ok: true });
    expect(await checkStyle(folder)).toMatchObject({ ok: true });
    expect(await checkLayers({ root: folder, expectedModules: 4 })).toMatchObject({ ok: true });
  });

  it('fail on a type error', async () => {
    const result = await checkTypes(plant({ 'src/domain/wrong.ts': "export const n: number = 'text';\n" }));
    expect(result.ok).toBe(false);
    expect(result.output).toContain('wrong.ts');
  });

  it('fail on a promise nobody waits for', async () => {
    const code = 'async function later(): Promise<void> {}\n\nexport function now(): void {\n  later();\n}\n';
    const result = await checkStyle(plant({ 'src/domain/floating.ts': code }));
    expect(result.ok).toBe(false);
    expect(result.output).toContain('noFloatingPromises');
  });

  it('fail on the environment read outside the configuration', async () => {
    const result = await checkStyle(plant({ 'src/records/home.ts': 'export const home = process.env.HOME;\n' }));
    expect(result.ok).toBe(false);
    expect(result.output).toContain('noProcessEnv');
  });

  it.each([
    ['a value import to the right', "import { late } from '../exchange/late.ts';\n\nexport const early = late;\n"],
    [
      'a type import to the right',
      "import type { Late } from '../exchange/late.ts';\n\nexport const early: Late = 1;\n",
    ],
  ])('fail on %s', async (_what, text) => {
    const folder = plant({
      'src/exchange/late.ts': 'export type Late = number;\nexport const late: Late = 1;\n',
      'src/records/early.ts': text,
    });
    const result = await checkLayers({ root: folder, expectedModules: 4 });
    expect(result.ok).toBe(false);
    expect(result.output).toContain('layer-records: src/records/early.ts');
  });

  it('fail when the domain imports a package', async () => {
    const text = "import sharp from 'sharp';\n\nexport const lib = sharp;\n";
    const result = await checkLayers({ root: plant({ 'src/domain/impure.ts': text }), expectedModules: 4 });
    expect(result.output).toContain('domain-imports-nothing');
  });

  it('fail when too few modules were read, as with a compiler the layer check cannot use', async () => {
    const result = await checkLayers({ root: plant({}), expectedModules: 100 });
    expect(result.ok).toBe(false);
    expect(result.summary).toContain('at least 100 expected');
  });

  it('fail on code that nobody uses', async () => {
    const result = await checkUnused(plant({ 'src/domain/forgotten.ts': 'export const forgotten = 1;\n' }));
    expect(result.ok).toBe(false);
    expect(result.output).toContain('forgotten.ts');
  });
});
