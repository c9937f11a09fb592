import { SimulationError } from './simulation-error.ts';

/**
 * One column of numbers out of CSV or plain text: comma, semicolon, tab or blanks between columns; `#` starts a comment
 * line; the first other line may be a header. The last column unless one is named (without regard to case).
 * Throws `simulation/not-a-number` (names the line, counted from 1) and `simulation/no-such-column`.
 */
export function readSampleColumn(text: string, file: string, column?: string): Float64Array {
  const samples: number[] = [];
  let index: number | undefined;
  let header: readonly string[] | undefined;
  for (const [at, line] of text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .entries()) {
    const trimmed = line.trim();
    if (trimmed === '' || trimmed.startsWith('#')) continue;
    const cells = splitCells(trimmed);
    if (header === undefined && samples.length === 0 && cells.some((cell) => !isNumber(cell))) {
      header = cells;
      continue;
    }
    index ??= columnIndex(header, cells.length, file, column);
    const cell = cells[index] ?? '';
    if (!isNumber(cell)) throw new SimulationError('simulation/not-a-number', { file, line: at + 1 });
    samples.push(Number(cell));
  }
  return Float64Array.from(samples);
}

function columnIndex(header: readonly string[] | undefined, width: number, file: string, column?: string): number {
  if (column === undefined) return width - 1;
  const wanted = column.toLowerCase();
  const index = header?.findIndex((name) => name.toLowerCase() === wanted) ?? -1;
  if (index === -1) throw new SimulationError('simulation/no-such-column', { file, column, header: header ?? [] });
  return index;
}

function splitCells(line: string): string[] {
  const separated = /[,;\t]/.test(line) ? line.split(/[,;\t]/) : line.split(/\s+/);
  return separated.map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
}

function isNumber(cell: string): boolean {
  return cell !== '' && Number.isFinite(Number(cell));
}
