import type { Lab } from '../../src/domain/picture.ts';
import { Swatch } from '../shared/swatch.tsx';
import { VISIT_TEXT } from './visit-text.ts';

export interface ColourRow {
  readonly name: string;
  readonly lab: Lab;
  /** What the colour is read as, where it may be. */
  readonly reading: string | null;
}

/** Measured colours with their CIELAB values (D65, 2°). The reading column stands only where something was read. */
export function ColourTable({ rows, caption }: { readonly rows: readonly ColourRow[]; readonly caption: string }) {
  const anyReading = rows.some((row) => row.reading !== null);
  return (
    <table class="colour-table">
      <caption class="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{VISIT_TEXT.tongue.part}</th>
          <th scope="col">{VISIT_TEXT.tongue.colour}</th>
          {anyReading ? <th scope="col">{VISIT_TEXT.tongue.named}</th> : null}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.name}>
            <th scope="row">
              <Swatch lab={row.lab} />
              {row.name}
            </th>
            <td class="numbers">{labNumbers(row.lab)}</td>
            {anyReading ? <td>{row.reading ?? VISIT_TEXT.none}</td> : null}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** L*, a*, b* with one decimal. */
export function labNumbers({ l, a, b }: Lab): string {
  return [l, a, b].map((value) => value.toFixed(1).replace('-', '−')).join('  ');
}
