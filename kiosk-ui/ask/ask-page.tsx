import { useEffect, useRef } from 'preact/hooks';
import type { QuestionView } from '../../src/domain/questionnaire.ts';
import type { InquiryPart, VisitState } from '../../src/domain/station-api.ts';
import { Button } from '../shared/button.tsx';
import { ErrorBanner } from '../shared/error-banner.tsx';
import { Icon } from '../shared/icon.tsx';
import { ProgressBar } from '../shared/progress-bar.tsx';
import { WORDS } from '../shared/words.ts';
import { errorWords } from '../visit-view/error-words.ts';
import { NotesPanel } from '../visit-view/notes-panel.tsx';
import { VISIT_TEXT } from '../visit-view/visit-text.ts';
import type { Asking } from './asking.ts';
import { TEXT } from './text.ts';

/** 医生问诊: all items of a questionnaire under each other; a digit answers the marked one and goes on. */
export function AskPage({ asking }: { readonly asking: Asking }) {
  const visit = asking.visit.value;
  const code = asking.code.value;
  return (
    <div class="ask">
      <header class="ask-head">
        <h1>{TEXT.title}</h1>
        {visit === null ? null : <span>{personWords(visit)}</span>}
        <Button class="small" icon="back" onPress={asking.close}>
          {TEXT.close}
        </Button>
      </header>
      {code === null ? null : <ErrorBanner code={code} words={errorWords(code)} onRetry={() => void asking.open()} />}
      {visit === null ? null : visit.consent?.healthData === true ? (
        <Inquiry asking={asking} visit={visit} />
      ) : (
        <ConsentBox asking={asking} />
      )}
    </div>
  );
}

function personWords({ resident }: VisitState): string {
  const { maskedName, sex, ageYears } = resident;
  return [maskedName, WORDS.sex[sex], VISIT_TEXT.age(ageYears)].join(' ');
}

function ConsentBox({ asking }: { readonly asking: Asking }) {
  const { consent } = TEXT;
  return (
    <main class="ask-consent">
      <h2>{consent.title}</h2>
      {consent.words.map((words) => (
        <p key={words}>{words}</p>
      ))}
      <div class="ask-consent-actions">
        <Button kind="primary" onPress={() => void asking.consent({ healthData: true, pictures: true })}>
          {consent.both}
        </Button>
        <Button onPress={() => void asking.consent({ healthData: true, pictures: false })}>{consent.healthOnly}</Button>
      </div>
    </main>
  );
}

function Inquiry({ asking, visit }: { readonly asking: Asking; readonly visit: VisitState }) {
  const view = asking.questionnaire.value;
  const part = visit.inquiry.find(({ questionnaire }) => questionnaire === view?.id);
  if (view === null || part === undefined) return null;
  const answered = Object.keys(part.answers).length;
  return (
    <main class="ask-body">
      <nav class="ask-tabs" aria-label={TEXT.questionnaires}>
        {visit.inquiry.map((one) => (
          <Button
            key={one.questionnaire}
            class="small"
            pressed={one.questionnaire === view.id}
            onPress={() => void asking.choose(one.questionnaire)}
          >
            {tabWords(one)}
          </Button>
        ))}
      </nav>
      <p class="ask-stem">
        {view.stem} <span class="remark">{TEXT.rules}</span>
      </p>
      <Items asking={asking} part={part} visit={visit} />
      <aside class="ask-side">
        <ProgressBar value={answered} max={part.questionCount} label={TEXT.progress(answered, part.questionCount)} />
        <p>{TEXT.progress(answered, part.questionCount)}</p>
        <p class="remark">{TEXT.keys}</p>
        <Pictures visit={visit} />
        {asking.notes.value === null ? null : <NotesPanel notes={[asking.notes.value]} />}
        <div class="ask-actions">
          <Button icon="lens" onPress={asking.close}>
            {TEXT.goOnAtKiosk}
          </Button>
          <Button
            kind="primary"
            icon="check"
            disabled={asking.busy.value || !mainIsWhole(visit)}
            onPress={() => void asking.complete()}
          >
            {TEXT.complete}
          </Button>
        </div>
      </aside>
    </main>
  );
}

function mainIsWhole({ inquiry: [main] }: VisitState): boolean {
  return main !== undefined && Object.keys(main.answers).length >= main.questionCount;
}

function tabWords({ questionnaire, answers, questionCount }: InquiryPart): string {
  return TEXT.tab(VISIT_TEXT.further.name[questionnaire], Object.keys(answers).length, questionCount);
}

/** The tongue of this visit, for the items that an observer may fill in. */
function Pictures({ visit }: { readonly visit: VisitState }) {
  const kept = visit.captures.flatMap((capture) =>
    capture.state === 'kept' && capture.kind.startsWith('tongue') ? [capture] : [],
  );
  if (visit.inquiry[0]?.questionnaire !== 'elder-33') return null;
  if (kept.length === 0) return <p class="remark">{TEXT.noPicture}</p>;
  return (
    <div class="ask-pictures">
      {kept.map(({ kind, captureId }) => (
        <figure key={kind}>
          <img src={`/api/clinic/captures/${captureId}/bytes`} alt={WORDS.capture[kind]} />
          <figcaption>{WORDS.capture[kind]}</figcaption>
        </figure>
      ))}
    </div>
  );
}

function Items(props: { readonly asking: Asking; readonly part: InquiryPart; readonly visit: VisitState }) {
  const { asking, part } = props;
  const items = asking.questionnaire.value?.items ?? [];
  useAskKeys(asking, items);
  return (
    <ol class="ask-items">
      {items.map((item) => (
        <Item key={item.number} item={item} asking={asking} value={part.answers[item.number] ?? null} />
      ))}
    </ol>
  );
}

function Item(props: { readonly item: QuestionView; readonly asking: Asking; readonly value: number | null }) {
  const { item, asking, value } = props;
  const here = asking.at.value === item.number;
  const element = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (here) element.current?.scrollIntoView({ block: 'center' });
  }, [here]);
  return (
    <li ref={element} class="ask-item" data-here={here} aria-current={here ? 'step' : undefined}>
      <span class="ask-number">{item.number}</span>
      <span class="ask-text">
        {item.text}
        {here && item.gloss !== undefined ? <span class="remark">{item.gloss}</span> : null}
        {item.proposed === undefined ? null : (
          <span class="ask-proposed">
            <Icon name="check" />
            {TEXT.proposed(item.proposed.reason)}
          </span>
        )}
        {item.mayBeObserved === true ? <span class="remark">{TEXT.mayBeObserved}</span> : null}
      </span>
      <span class="ask-options">
        {item.options.map((option, index) => (
          <button
            key={option.value}
            type="button"
            class="ask-option"
            aria-pressed={value === option.value}
            data-proposed={item.proposed?.value === option.value}
            title={option.label}
            onClick={() => void asking.answer(item.number, option.value)}
            onFocus={() => asking.goTo(item.number)}
          >
            <b>{index + 1}</b>
            {option.label}
          </button>
        ))}
      </span>
    </li>
  );
}

function useAskKeys(asking: Asking, items: readonly QuestionView[]): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      const index = items.findIndex(({ number }) => number === asking.at.value);
      const item = items[index];
      if (/^[1-9]$/.test(event.key)) {
        const option = item?.options[Number(event.key) - 1];
        if (item !== undefined && option !== undefined) void asking.answer(item.number, option.value);
      }
      if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
      event.preventDefault();
      const next = items[index + (event.key === 'ArrowDown' ? 1 : -1)];
      if (next !== undefined) asking.goTo(next.number);
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  });
}
