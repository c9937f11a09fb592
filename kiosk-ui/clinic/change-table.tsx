import type { ReliableLimit, SignChange, VisitChange } from '../../src/domain/change.ts';
import type { Lab } from '../../src/domain/picture.ts';
import { WORDS } from '../shared/words.ts';
import { CHANGE_TEXT } from '../visit-view/change-words.ts';
import { CHANGE_PAGE_TEXT as TEXT } from './change-text.ts';

/** The doctor's figures: before, after, change, limit with its origin, and what it amounts to. */
export function ChangeTable({ change: { scales, signs } }: { readonly change: VisitChange }) {
  return (
    <table class="change-table">
      <thead>
        <tr>
          {TEXT.columns.map((words) => (
            <th key={words} scope="col">
              {words}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {scales.kind === 'compared'
          ? scales.scales.map((scale) => (
              <Row
                key={scale.constitution}
                name={WORDS.constitution[scale.constitution]}
                cells={[
                  `${scale.before.score.toFixed(1)} ${WORDS.verdict[scale.before.verdict]}`,
                  `${scale.after.score.toFixed(1)} ${WORDS.verdict[scale.after.verdict]}`,
                  signed(scale.change, 1),
                  limitWords(scale.limit, 1),
                  CHANGE_TEXT.verdict[scale.verdict],
                ]}
              />
            ))
          : null}
        {signs.map((sign) => (
          <Row key={`${sign.sign} ${sign.wrist}`} name={nameOf(sign)} cells={signCells(sign)} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ name, cells }: { readonly name: string; readonly cells: readonly string[] }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      {cells.map((words, at) => (
        <td key={at} {...(cells.length === 1 ? { colSpan: 5 } : {})}>
          {words}
        </td>
      ))}
    </tr>
  );
}

function nameOf({ sign, wrist }: SignChange): string {
  return wrist === null ? CHANGE_TEXT.sign[sign] : `${WORDS.wrist[wrist]} ${CHANGE_TEXT.sign[sign]}`;
}

function signCells(sign: SignChange): readonly string[] {
  if (sign.kind === 'not-compared') return [CHANGE_TEXT.why[sign.why]];
  const digits = sign.sign === 'bpm' || sign.sign === 'h1' ? 0 : 2;
  const limit = sign.limit === null ? TEXT.noLimit : limitWords(sign.limit, digits);
  const verdict = CHANGE_TEXT.verdict[sign.verdict];
  if (sign.kind === 'colour') {
    return [labWords(sign.before), labWords(sign.after), sign.change.toFixed(1), limit, verdict];
  }
  return [sign.before.toFixed(digits), sign.after.toFixed(digits), signed(sign.change, digits), limit, verdict];
}

function labWords({ l, a, b }: Lab): string {
  return `L* ${l.toFixed(0)} a* ${a.toFixed(0)} b* ${b.toFixed(0)}`;
}

function limitWords({ value, origin, pairs }: ReliableLimit, digits: number): string {
  return TEXT.limit(value.toFixed(digits), origin, pairs);
}

function signed(value: number, digits: number): string {
  const words = Math.abs(value).toFixed(digits);
  if (Number(words) === 0) return words;
  return `${value > 0 ? '+' : '−'}${words}`;
}
