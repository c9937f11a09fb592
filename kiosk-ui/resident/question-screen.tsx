import { useEffect, useState } from 'preact/hooks';
import type { QuestionnaireView } from '../../src/domain/questionnaire.ts';
import { Button } from '../shared/button.tsx';
import { Icon } from '../shared/icon.tsx';
import { ProgressBar } from '../shared/progress-bar.tsx';
import { PageFrame } from './page-frame.tsx';
import { firstUnanswered } from './questions.ts';
import type { Session } from './session.ts';
import { TEXT } from './text.ts';

/** Long enough to see what was chosen, short enough not to wait for it. */
const ADVANCE_AFTER_MS = 450;

/** One question a screen. A touch answers and moves on; going back shows the answer and lets it be changed. */
export function QuestionScreen({ session }: { readonly session: Session }) {
  const questionnaire = session.questionnaire.value;
  return questionnaire === null ? null : <Questions session={session} questionnaire={questionnaire} />;
}

function Questions(props: { readonly session: Session; readonly questionnaire: QuestionnaireView }) {
  const { session, questionnaire } = props;
  const answers = session.visit.value?.answers ?? {};
  const [at, setAt] = useState(() => firstUnanswered(questionnaire.items, answers));
  const [chosen, setChosen] = useState<number | null>(null);
  const item = questionnaire.items[at];
  const last = at >= questionnaire.items.length - 1;
  const goOn = () => {
    setChosen(null);
    if (last) void session.proceed();
    else setAt(at + 1);
  };
  const choose = async (value: number) => {
    if (item === undefined || chosen !== null) return;
    setChosen(value);
    const stored = await session.answer(item.number, value);
    if (stored) session.clock.after(ADVANCE_AFTER_MS, goOn);
    else setChosen(null);
  };
  useDigitKeys((digit) => {
    const option = item?.options[digit - 1];
    if (option !== undefined) void choose(option.value);
  });
  if (item === undefined) return null;
  const current = chosen ?? answers[item.number] ?? null;
  return (
    <PageFrame
      session={session}
      spoken={`${item.text} ${item.options.map((option) => option.label).join('，')}`}
      actions={
        <>
          {at === 0 ? null : (
            <Button icon="back" disabled={chosen !== null} onPress={() => setAt(at - 1)}>
              {TEXT.questionnaire.previous}
            </Button>
          )}
          {current === null ? null : (
            <Button kind="primary" icon="next" disabled={session.busy.value} onPress={goOn}>
              {last ? TEXT.questionnaire.finish : TEXT.questionnaire.next}
            </Button>
          )}
        </>
      }
    >
      <div class="question">
        <div class="question-progress">
          <ProgressBar
            value={at + 1}
            max={questionnaire.items.length}
            label={TEXT.questionnaire.progress(at + 1, questionnaire.items.length)}
          />
          <span>{TEXT.questionnaire.progress(at + 1, questionnaire.items.length)}</span>
        </div>
        <p class="question-stem">{questionnaire.stem}</p>
        <h1 class="question-text" aria-live="polite">
          {item.text}
        </h1>
        <fieldset class="options" aria-label={item.text}>
          {item.options.map((option) => (
            <Button
              key={option.value}
              class="option"
              pressed={current === option.value}
              onPress={() => void choose(option.value)}
            >
              <span class="option-mark">{current === option.value ? <Icon name="check" /> : null}</span>
              <span>{option.label}</span>
            </Button>
          ))}
        </fieldset>
      </div>
    </PageFrame>
  );
}

function useDigitKeys(onDigit: (digit: number) => void): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (/^[1-9]$/.test(event.key)) onDigit(Number(event.key));
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  });
}
