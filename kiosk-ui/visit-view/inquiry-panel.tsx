import { useState } from 'preact/hooks';
import type { QuestionnaireView } from '../../src/domain/questionnaire.ts';
import type { Visit } from '../../src/domain/visit.ts';
import { Button } from '../shared/button.tsx';
import { Nothing, Panel } from './panel.tsx';
import { type Answered, answersOf } from './visit-facts.ts';
import { VISIT_TEXT } from './visit-text.ts';

/** The answers of 经常 and 总是 first; all of them on demand. Without the wording, the item numbers stand alone. */
export function InquiryPanel(props: { readonly visit: Visit; readonly questionnaire: QuestionnaireView | null }) {
  const [showAll, setShowAll] = useState(false);
  const { sheet } = props.visit;
  const words = VISIT_TEXT.inquiry;
  if (sheet === null || Object.keys(sheet.answers).length === 0) {
    return (
      <Panel title={words.title}>
        <Nothing words={words.nothing} />
      </Panel>
    );
  }
  const { all, strong } = answersOf(sheet);
  const questionnaire = props.questionnaire?.id === sheet.questionnaire ? props.questionnaire : null;
  const shown = showAll ? all : strong;
  return (
    <Panel
      title={words.title}
      aside={
        <>
          <span class="remark">{[words.mode[sheet.mode], words.strong(strong.length)].join(VISIT_TEXT.dot)}</span>
          <Button class="small" pressed={showAll} onPress={() => setShowAll(!showAll)}>
            {showAll ? words.onlyStrong : words.all(all.length)}
          </Button>
        </>
      }
    >
      {questionnaire === null ? <p class="remark">{words.textsMissing}</p> : null}
      {shown.length === 0 ? <Nothing words={words.noneStrong} /> : null}
      <ul class="answers">
        {shown.map((answer) => (
          <AnswerLine key={answer.number} answer={answer} questionnaire={questionnaire} />
        ))}
      </ul>
    </Panel>
  );
}

function AnswerLine(props: { readonly answer: Answered; readonly questionnaire: QuestionnaireView | null }) {
  const { number, value } = props.answer;
  const item = props.questionnaire?.items.find((candidate) => candidate.number === number);
  const option = item?.options.find((candidate) => candidate.value === value)?.label;
  return (
    <li data-value={value}>
      <span class="answer-number">{number}</span>
      <span class="answer-text">{item?.text ?? VISIT_TEXT.inquiry.item(number)}</span>
      <span class="answer-value">
        {option ?? VISIT_TEXT.inquiry.value[value] ?? value}
        <b>{value}</b>
      </span>
    </li>
  );
}
