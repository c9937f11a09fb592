import type { FaceFinding, FaceRegion } from '../../src/domain/finding.ts';
import type { Lab } from '../../src/domain/picture.ts';
import { Swatch } from '../shared/swatch.tsx';
import { WORDS } from '../shared/words.ts';
import { labNumbers } from './colour-table.tsx';
import { VISIT_TEXT } from './visit-text.ts';

const TEXT = VISIT_TEXT.face;

interface FaceRow {
  readonly name: string;
  readonly lab: Lab;
  /** Redder and yellower than the whole face's skin, and share that shines; null where it was not measured. */
  readonly numbers: readonly [string, string, string] | null;
}

/** Measured colours of the face and its regions; nothing is named. */
export function FaceTable({ face }: { readonly face: FaceFinding }) {
  const rows = rowsOf(face);
  if (rows.length === 0) return <p class="remark">{TEXT.noRegions}</p>;
  return (
    <table class="colour-table face-table">
      <caption class="visually-hidden">{TEXT.title}</caption>
      <thead>
        <tr>
          <th scope="col">{VISIT_TEXT.tongue.part}</th>
          <th scope="col" class="lab-column">
            {VISIT_TEXT.tongue.colour}
          </th>
          {[TEXT.redder, TEXT.yellower, TEXT.gloss].map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, lab, numbers }) => (
          <tr key={name}>
            <th scope="row">
              <Swatch lab={lab} />
              {name}
            </th>
            <td class="numbers lab-column">{labNumbers(lab)}</td>
            {(numbers ?? [VISIT_TEXT.none, VISIT_TEXT.none, VISIT_TEXT.none]).map((value, at) => (
              <td key={at} class="numbers">
                {value}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function rowsOf({ skin, regions }: FaceFinding): readonly FaceRow[] {
  const whole: readonly FaceRow[] = skin === null ? [] : [{ name: TEXT.skin, lab: skin.lab, numbers: null }];
  const parts = (Object.keys(WORDS.region) as FaceRegion[]).flatMap((region): FaceRow[] => {
    const found = regions[region];
    if (found === undefined) return [];
    const { lab, fromSkin, gloss } = found;
    const share = gloss === undefined ? VISIT_TEXT.none : `${Math.round(gloss * 100)}%`;
    const numbers = fromSkin === undefined ? null : ([signed(fromSkin.a), signed(fromSkin.b), share] as const);
    return [{ name: WORDS.region[region], lab, numbers }];
  });
  return [...whole, ...parts];
}

function signed(value: number): string {
  const text = Math.abs(value).toFixed(1);
  return value < 0 ? `−${text}` : `+${text}`;
}
