import { describe, expect, it } from 'vitest';
import { AnalysisError } from '../../../src/analysis/analysis-error.ts';
import { parseSampleText } from '../../../src/analysis/pulse/parse-samples.ts';

function failingLine(text: string): unknown {
  try {
    parseSampleText(text);
  } catch (error) {
    if (error instanceof AnalysisError && error.code === 'analysis/sample-not-a-number') return error.context.line;
    throw error;
  }
  return null;
}

describe('a sample file', () => {
  it.each([
    ['one column', '1\n-2.5\n3e2\n'],
    ['a byte order mark and Windows line ends', '\uFEFF1\r\n-2.5\r\n3e2\r\n'],
    ['comma separated columns', '0,1\n1,-2.5\n2,3e2'],
    ['semicolons', '0;1\n1;-2.5\n2;3e2'],
    ['tabs', '0\t1\n1\t-2.5\n2\t3e2'],
    ['spaces', '0  1\n1  -2.5\n2  3e2'],
    ['a header', 'timer,hr\n0,1\n1,-2.5\n2,3e2'],
    ['comments and a header', '# rate 100\n# unit Pa\npulse\n1\n-2.5\n3e2\n\n'],
  ])('is read with %s', (_, text) => {
    expect([...parseSampleText(text)]).toEqual([1, -2.5, 300]);
  });

  it.each([
    ['text in the middle', '1\n2\nabc\n4', 3],
    ['NaN', '1\nNaN\n3', 2],
    ['NaN in the first line', 'NaN\n1\n3', 1],
    ['a missing last column', '0,1\n1,\n2,3', 2],
    ['an empty line in the middle', '1\n\n3', 2],
    ['a comment in the middle', '1\n# pause\n3', 2],
    ['a second header', 'a\nb\n1', 2],
    ['hexadecimal', '1\n0x10', 2],
    ['infinity', '1\nInfinity', 2],
  ])('is refused with its line number for %s', (_, text, line) => {
    expect(failingLine(text)).toBe(line);
  });

  it('may be empty', () => {
    expect(parseSampleText('').length).toBe(0);
  });
});
