import { useEffect, useRef, useState } from 'preact/hooks';
import type { Answers, QuestionnaireView, QuestionView } from '../../src/domain/questionnaire.ts';
import { Button } from '../shared/button.tsx';
import { Icon } from '../shared/icon.tsx';
import { ProgressBar } from '../shared/progress-bar.tsx';
import { comesTongue, ObservedPictures } from './observed-pictures.tsx';
import { PageFrame } from './page-frame.tsx';
import { firstUnanswered } from './questions.ts';
import type { Session } from './session.ts';
import { TEXT } from './text.ts';
import { useAnswerKeys } from './use-answer-keys.ts';

/** Long enough to see what was chosen, short enough not to wait for it. */
const ADVANCE_AFTER_MS = 450;

/** One question a screen. A touch answers and moves on; going back shows the answer and lets it be changed. */
export function QuestionScreen({ session }: { readonly session: Session }) {
  const questionnaire = session.questionnaire.value;
  const screen = session.screen.value;
  if (questionnaire === null || screen.name !== 'questionnaire') return null;
  const { only } = screen;
  const items = only === undefined ? questionnaire.items : questionnaire.items.filter((i) => only.includes(i.number));
  const key = `${questionnaire.id}/${only?.join() ?? ''}`;
  return (
    <Questions key={key} session={session} questionnaire={{ ...questionnaire, items }} again={only !== undefined} />
  );
}

interface QuestionsProps {
  readonly session: Session;
  readonly questionnaire: QuestionnaireView;
  /** Looked at again: begins with the first, not with the first unanswered. */
  readonly again: boolean;
}

function Questions({ session, questionnaire, again }: QuestionsProps) {
  const answers = answersTo(session, questionnaire);
  const [at, setAt] = useState(() => (again ? 0 : firstUnanswered(questionnaire.items, answers)));
  const [chosen, setChosen] = useState<number | null>(null);
  const shownAtMs = useRef(session.clock.nowMs());
  const item = questionnaire.items[at];
  const last = at >= questionnaire.items.length - 1;
  const show = (index: number) => {
    setChosen(null);
    setAt(index);
    shownAtMs.current = session.clock.nowMs();
  };
  const goOn = () => {
    if (last) void session.proceed();
    else show(at + 1);
  };
  const choose = async (value: number) => {
    if (item === undefined || chosen !== null) return;
    setChosen(value);
    const tookMs = Math.round(session.clock.nowMs() - shownAtMs.current);
    const measured = item.proposed?.value === value;
    const stored = await session.answer({ item: item.number, value, tookMs, ...(measured ? { measured } : {}) });
    if (stored) session.clock.after(ADVANCE_AFTER_MS, goOn);
    else setChosen(null);
  };
  const current = item === undefined ? null : (chosen ?? answers[item.number] ?? null);
  const spoken = item === undefined ? '' : spokenWords(item);
  useEffect(() => {
    if (session.readsAloud.value) session.speaker.speak(spoken);
  }, [spoken, session.readsAloud.value]);
  useAnswerKeys({
    onOption: (index) => {
      const option = item?.options[index];
      if (option !== undefined) void choose(option.value);
    },
    onBack: () => at > 0 && chosen === null && show(at - 1),
    onNext: () => current !== null && chosen === null && goOn(),
  });
  if (item === undefined) return null;
  return (
    <PageFrame
      session={session}
      spoken={spoken}
      actions={
        <>
          {at === 0 ? null : (
            <Button icon="back" disabled={chosen !== null} onPress={() => show(at - 1)}>
              {TEXT.questionnaire.previous}
            </Button>
          )}
          {item.mayBeObserved === true && current === null && comesTongue(session) ? (
            <Button icon="lens" onPress={session.deferObserved}>
              {TEXT.questionnaire.observed.later}
            </Button>
          ) : null}
          {current === null ? null : (
            <Button kind="primary" icon="next" disabled={session.busy.value} onPress={goOn}>
              {last ? TEXT.questionnaire.finish : TEXT.questionnaire.next}
            </Button>
          )}
        </>
      }
    >
      <div class="question">
        <Progress at={at} of={questionnaire.items.length} session={session} />
        <p class="question-stem">{questionnaire.stem}</p>
        <h1 class="question-text" aria-live="polite">
          {item.text}
        </h1>
        {item.gloss === undefined || item.proposed !== undefined ? null : (
          <p class="question-gloss">{TEXT.questionnaire.gloss(item.gloss)}</p>
        )}
        {item.proposed === undefined ? null : (
          <p class="question-proposed" role="note">
            <Icon name="check" />
            {TEXT.questionnaire.proposed(item.proposed.reason)}
          </p>
        )}
        <div class="question-body">
          <fieldset class="options" aria-label={item.text} data-count={item.options.length}>
            {item.options.map((option) => (
              <Button
                key={option.value}
                class={item.proposed?.value === option.value ? 'option option-proposed' : 'option'}
                pressed={current === option.value}
                onPress={() => void choose(option.value)}
              >
                <span class="option-mark">{current === option.value ? <Icon name="check" /> : null}</span>
                <span>{option.label}</span>
                {item.proposed?.value === option.value ? (
                  <span class="option-remark">{TEXT.questionnaire.measured}</span>
                ) : null}
              </Button>
            ))}
          </fieldset>
          {item.mayBeObserved === true ? <ObservedPictures session={session} /> : null}
        </div>
      </div>
    </PageFrame>
  );
}

function Progress(props: { readonly at: number; readonly of: number; readonly session: Session }) {
  const label = TEXT.questionnaire.progress(props.at + 1, props.of);
  const { session } = props;
  return (
    <div class="question-progress">
      <ProgressBar value={props.at + 1} max={props.of} label={label} />
      <span>{label}</span>
      {session.speaker.available.value ? (
        <Button kind="quiet" icon="speak" pressed={session.readsAloud.value} onPress={session.toggleReading}>
          {TEXT.questionnaire.readEach}
        </Button>
      ) : (
        <span class="question-no-voice">{TEXT.questionnaire.noVoice}</span>
      )}
    </div>
  );
}

function answersTo(session: Session, { id }: QuestionnaireView): Answers {
  return session.visit.value?.inquiry.find(({ questionnaire }) => questionnaire === id)?.answers ?? {};
}

/** The question as printed, then what it means, then the choices. */
function spokenWords(item: QuestionView): string {
  const gloss = item.gloss === undefined ? [] : [item.gloss];
  return [item.text, ...gloss, ...item.options.map((option) => option.label)].join('，');
}
