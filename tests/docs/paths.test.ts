import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { IGNORED_FOLDERS, PROJECT, projectFiles } from './support/project-files.ts';

const files = projectFiles();
const text = (file: string) => readFileSync(join(PROJECT, file), 'utf8');
const markdown = files.filter((file) => file.endsWith('.md'));
const folders = new Set(files.flatMap((file) => parents(file)));
const everything = [...files, ...folders];
const README_LINES = 60;

function parents(file: string): readonly string[] {
  const folder = posix.dirname(file);
  return folder === '.' ? [] : [folder, ...parents(folder)];
}

const EXTENSION = /[\w*>]\.(ts|tsx|mjs|cjs|md|json|jsonl|css|html|rules|onnx|png|sh|service)$/;

/** The words of inline code and the targets of links that can only be meant as paths into the project. */
function namedPaths(file: string): readonly string[] {
  const prose = text(file).replace(/^```[\s\S]*?^```/gm, '');
  const code = [...prose.matchAll(/`([^`\n]+)`/g)].flatMap(([, inside = '']) => inside.split(/[\s,]+/));
  const links = [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target.replace(/#.*$/, ''));
  return [...code, ...links].filter((word) => looksLikePath(word, dirname(file)));
}

/** Addresses, packages, media types and switches have slashes and dots too. */
function looksLikePath(word: string, from: string): boolean {
  if (!/^(\.{1,2}\/)*\.?[\w*<][\w.*<>-]*(\/[\w.*<>-]+)*\/?$/.test(word)) return false;
  const [first = ''] = word.split('/');
  return word.includes('/')
    ? word.endsWith('/') || EXTENSION.test(word) || folders.has(first) || folders.has(posix.join(from, first))
    : EXTENSION.test(word);
}

/** From the root or beside the document; a bare file name may lie anywhere. `*` and `<name>` stand for anything. */
function exists(word: string, from: string): boolean {
  const path = word.replace(/\/$/, '');
  const isIgnored = IGNORED_FOLDERS.some((folder) => `${posix.normalize(path)}/`.startsWith(folder));
  if (isIgnored) return true;
  const wanted = [posix.normalize(path), posix.join(from, path), ...(path.includes('/') ? [] : [`**/${path}`])];
  return wanted.some((pattern) =>
    everything.some((known) => posix.matchesGlob(known, pattern.replace(/<[^>]+>/g, '*'))),
  );
}

describe('a document', () => {
  it.each(markdown)('%s names only paths that exist', (file) => {
    const from = dirname(file);
    expect(namedPaths(file).filter((word) => !exists(word, from))).toEqual([]);
  });

  it('is known to name paths at all', () => {
    expect(namedPaths('src/README.md')).toContain('station/build-station.ts');
    expect(exists('station/no-such-file.ts', 'src')).toBe(false);
    expect(exists('no-such-file.ts', 'src')).toBe(false);
    expect(exists('no-such-folder/', 'src')).toBe(false);
  });

  it.each(['src', 'device-drivers', 'models', 'kiosk-ui', 'fixtures', 'tests'])(
    'introduces the folder %s in a page',
    (folder) => {
      const readme = `${folder}/README.md`;
      expect(existsSync(join(PROJECT, readme))).toBe(true);
      expect(text(readme).trimEnd().split('\n').length).toBeLessThanOrEqual(README_LINES);
    },
  );
});

describe('the project speaks of itself alone', () => {
  const TEXT = /\.(ts|tsx|mjs|cjs|md|json|jsonl|css|html|rules|yaml|yml|sh|service)$/;
  const offending = (pattern: RegExp, among: readonly string[]) => among.filter((file) => pattern.test(text(file)));

  it('and names no folder of the machine it was written on, and no package registry', () => {
    const texts = files.filter((file) => TEXT.test(file));
    expect(texts.length).toBeGreaterThan(300);
    expect(offending(/(^|[\s'"`(=:])\/(work|root)\//m, texts)).toEqual([]);
    expect(
      offending(/registry\.[a-z0-9-]+\.(org|com|cn|net|io)\b|npm(js|mirror)\.(org|com)|"resolved":\s*"http/, texts),
    ).toEqual([]);
  });

  it('and its documents do not tell how it was made', () => {
    const making = /\b(GitHub|issue #\d+|(this|our|previous|earlier|next|last) (issue|session|helper)s?|helpers?)\b/i;
    expect(offending(making, markdown)).toEqual([]);
  });
});
