import { ExchangeError } from '../exchange-error.ts';

/** Rows of numbers under named columns as one line of text: `onset peak;10 25;110 -` with `-` for null. */
export function tableText(rows: readonly object[]): string {
  const columns = Object.keys(rows[0] ?? {});
  const lines = rows.map((row) => columns.map((column) => cell((row as Record<string, unknown>)[column])).join(' '));
  return [columns.join(' '), ...lines].join(';');
}

/** Throws `exchange/bundle-unreadable` when a cell is not a number. */
export function tableRows(text: string): readonly Readonly<Record<string, number | null>>[] {
  const [header = '', ...lines] = text.split(';');
  const columns = header.split(' ');
  return lines.map((line) => {
    const cells = line.split(' ');
    return Object.fromEntries(columns.map((column, index) => [column, number(cells[index])]));
  });
}

function cell(value: unknown): string {
  return typeof value === 'number' ? String(value) : '-';
}

function number(text: string | undefined): number | null {
  if (text === '-') return null;
  const value = Number(text);
  if (text !== undefined && text !== '' && Number.isFinite(value)) return value;
  throw new ExchangeError('exchange/bundle-unreadable', 'a table of numbers holds something else', {});
}
