import { AnalysisError } from '../analysis-error.ts';

const SEPARATOR = /[,;\t ]+/;

/** Decimal numbers only: `Number` would also read '', '0x10' and 'Infinity'. */
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;

function lastColumn(line: string): string {
  return line.split(SEPARATOR).at(-1) ?? '';
}

/**
 * Reads one sample a line from its last column (comma, semicolon, tab or space between columns). `#` lines, empty lines
 * and one header line may stand before the first sample; empty lines may follow the last.
 * Throws `analysis/sample-not-a-number` naming the 1-based line.
 */
export function parseSampleText(text: string): Float64Array {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  const samples: number[] = [];
  let headerSeen = false;
  let emptyLine: number | null = null;
  for (const [index, raw] of lines.entries()) {
    const line = raw.trim();
    const atTop = samples.length === 0;
    if (line === '') {
      if (!atTop) emptyLine ??= index + 1;
      continue;
    }
    if (atTop && line.startsWith('#')) continue;
    const field = lastColumn(line);
    if (atTop && !headerSeen && isHeader(field)) {
      headerSeen = true;
      continue;
    }
    if (emptyLine !== null) throw notANumber(emptyLine, '');
    if (!NUMBER.test(field)) throw notANumber(index + 1, field);
    samples.push(Number(field));
  }
  return Float64Array.from(samples);
}

/** A missing value is not a name: `NaN` at the top is bad data, not a header. */
function isHeader(field: string): boolean {
  return !NUMBER.test(field) && /\p{L}/u.test(field) && !/^[+-]?(nan|inf|infinity|null|na|n\/a)$/i.test(field);
}

function notANumber(line: number, field: string): AnalysisError {
  const what = field === '' ? 'is empty' : `ends in "${field.slice(0, 40)}"`;
  return new AnalysisError('analysis/sample-not-a-number', `Line ${line} ${what}, which is not a number.`, { line });
}
