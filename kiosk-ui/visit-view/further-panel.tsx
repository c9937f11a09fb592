import { FIVE_STATE_NAMES, type FiveStateResult, isFiveState } from '../../src/domain/five-state.ts';
import type { FurtherQuestionnaire, Visit } from '../../src/domain/visit.ts';
import { headlineOf } from './visit-facts.ts';
import './further.css';
import { VISIT_TEXT } from './visit-text.ts';

/** What was taken beside the main questionnaire; nothing is drawn where there was none. */
export function FurtherPanel({ visit }: { readonly visit: Pick<Visit, 'further'> }) {
  const further = visit.further ?? [];
  if (further.length === 0) return null;
  return (
    <section class="further" aria-label={VISIT_TEXT.further.title}>
      <h2>{VISIT_TEXT.further.title}</h2>
      {further.map((one) => (
        <Further key={one.sheet.questionnaire} further={one} />
      ))}
    </section>
  );
}

function Further({ further: { sheet, result } }: { readonly further: FurtherQuestionnaire }) {
  const words = VISIT_TEXT.further;
  return (
    <article class="further-one">
      <h3>
        {words.name[sheet.questionnaire]}
        <span class="remark">{VISIT_TEXT.inquiry.mode[sheet.mode]}</span>
      </h3>
      {result === null ? (
        <p>{words.unfinished(Object.keys(sheet.answers).length)}</p>
      ) : isFiveState(result) ? (
        <Profile result={result} />
      ) : (
        <p>
          <strong>{[headlineOf(result).main, ...headlineOf(result).beside].join(VISIT_TEXT.dot)}</strong>
          <span class="remark">{words.notComparable}</span>
        </p>
      )}
    </article>
  );
}

/** Bars of the five shares, neutral names, where the T-scores come from, and never a verdict. */
function Profile({ result }: { readonly result: FiveStateResult }) {
  const words = VISIT_TEXT.further;
  const { norm } = result;
  return (
    <>
      <p class="further-label">{result.label}</p>
      <ul class="profile">
        {result.scales.map(({ id, score, raw, t }) => (
          <li key={id}>
            <span>{FIVE_STATE_NAMES[id]}</span>
            <span class="profile-track" aria-hidden="true">
              <span class="profile-fill" style={{ width: `${score}%` }} />
            </span>
            <span class="profile-number">{t === null ? words.raw(raw) : words.tScore(t)}</span>
          </li>
        ))}
      </ul>
      <p>{result.conclusion.text}</p>
      {norm === null ? null : <p class="remark">{words.norm[norm.kind](norm.n, norm.date)}</p>}
      {result.consistency === null ? null : (
        <p class="remark">{words.consistency(result.consistency.opposed, result.consistency.pairs)}</p>
      )}
    </>
  );
}
