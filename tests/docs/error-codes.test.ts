import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { PROJECT, projectFiles } from './support/project-files.ts';

/** Code → meaning. */
type Meanings = Readonly<Record<string, string>>;

const CODE = '[a-z]+/[a-z0-9-]+';
const SOURCE_FOLDERS = ['src/', 'device-drivers/', 'kiosk-ui/', 'models/', 'fixtures/'];

const isTable = (file: string) => file.endsWith('-error-codes.ts');
const layerOf = (code: string) => code.slice(0, code.indexOf('/'));
const text = (file: string) => readFileSync(join(PROJECT, file), 'utf8');

const sources = projectFiles().filter(
  (file) => SOURCE_FOLDERS.some((folder) => file.startsWith(folder)) && /\.(ts|tsx|mjs)$/.test(file),
);
const tableFiles = sources.filter(isTable);

/** The document's tables by the layer in their heading. */
function documented(): ReadonlyMap<string, Meanings> {
  const sections = text('docs/error-codes.md').split(/^## /m).slice(1);
  return new Map(
    sections.map((section) => {
      const rows = [...section.matchAll(new RegExp(`^\\| \`(${CODE})\`\\s*\\| (.*?)\\s*\\|$`, 'gm'))];
      return [
        /^[a-z]+/.exec(section)?.[0] ?? '',
        Object.fromEntries(rows.map(([, code = '', meaning = '']) => [code, meaning])),
      ];
    }),
  );
}

/** Our codes as they stand quoted, or printed with a colon behind them, in the sources that are no tables. */
function used(files: readonly string[]): ReadonlySet<string> {
  const found = files.flatMap((file) => [...text(file).matchAll(new RegExp(`['"\`](${CODE})(?=['"\`:])`, 'g'))]);
  return new Set(found.map(([, code = '']) => code));
}

describe('the error codes', () => {
  const tables = new Map<string, Meanings>();
  beforeAll(async () => {
    for (const file of tableFiles) {
      const exported: Record<string, Meanings> = await import(join(PROJECT, file));
      for (const table of Object.values(exported)) tables.set(layerOf(Object.keys(table)[0] ?? ''), table);
    }
  });

  it('have one table a layer, and a table holds codes of its layer only', () => {
    expect(tables.size).toBe(tableFiles.length);
    expect(tables.size).toBeGreaterThan(10);
    for (const [layer, table] of tables) expect(new Set(Object.keys(table).map(layerOf))).toEqual(new Set([layer]));
  });

  it('are documented with the layer and the meaning they have in the source, and no others are', () => {
    expect(Object.fromEntries(documented())).toEqual(Object.fromEntries(tables));
  });

  it('stand in their table when the source names them', () => {
    const known = new Set([...tables.values()].flatMap(Object.keys));
    const ours = [...used(sources.filter((file) => !isTable(file)))].filter((code) => tables.has(layerOf(code)));
    expect(ours.filter((code) => !known.has(code))).toEqual([]);
  });

  it('that an error is made with belong to a layer that has a table', () => {
    const made = sources.flatMap((file) => [...text(file).matchAll(new RegExp(`Error\\(\\s*'(${CODE})'`, 'g'))]);
    expect(made.length).toBeGreaterThan(50);
    expect(made.map(([, code = '']) => code).filter((code) => !tables.has(layerOf(code)))).toEqual([]);
  });

  it('are each used outside their table; words on a page are no use', () => {
    const servers = used(sources.filter((file) => !isTable(file) && !file.startsWith('kiosk-ui/')));
    const pages = used(sources.filter((file) => !isTable(file) && !file.endsWith('error-words.ts')));
    const idle = [...tables].flatMap(([layer, table]) =>
      Object.keys(table).filter((code) => !(layer === 'ui' ? pages : servers).has(code)),
    );
    expect(idle).toEqual([]);
  });
});
