import { Button } from '../shared/button.tsx';
import {
  type BirthDateDraft,
  type BirthDatePart,
  choicesOf,
  EMPTY_BIRTH_DATE,
  isoBirthDate,
  openPart,
} from './birth-date-choices.ts';
import type { Session } from './session.ts';
import { TEXT } from './text.ts';
import { todayOf } from './today.ts';

const QUESTIONS: Readonly<Record<BirthDatePart, string>> = {
  decade: TEXT.identify.chooseDecade,
  year: TEXT.identify.chooseYear,
  month: TEXT.identify.chooseMonth,
  day: TEXT.identify.chooseDay,
};

/** A date by touch: decade, year, month, day, one row of big buttons at a time. */
export function BirthDatePicker(props: {
  readonly session: Session;
  readonly draft: BirthDateDraft;
  readonly onDraft: (draft: BirthDateDraft) => void;
}) {
  const part = openPart(props.draft);
  if (part === null) {
    return (
      <div class="chosen-date">
        <span class="chosen-date-value">{isoBirthDate(props.draft)}</span>
        <Button icon="again" onPress={() => props.onDraft(EMPTY_BIRTH_DATE)}>
          {TEXT.identify.changeDate}
        </Button>
      </div>
    );
  }
  return (
    <fieldset class="plain-fieldset">
      <legend>
        {TEXT.identify.birthDate}：{soFar(props.draft)}
        {QUESTIONS[part]}
      </legend>
      <div class="choices" data-columns={part === 'day' ? '8' : '4'}>
        {choicesOf(props.draft, todayOf(props.session.clock)).map((choice) => (
          <Button key={choice} onPress={() => props.onDraft({ ...props.draft, [part]: choice })}>
            {part === 'day' ? String(choice) : TEXT.identify[part](choice)}
          </Button>
        ))}
      </div>
    </fieldset>
  );
}

function soFar(draft: BirthDateDraft): string {
  const year = draft.year === null ? '' : `${TEXT.identify.year(draft.year)} `;
  return draft.month === null ? year : `${year}${TEXT.identify.month(draft.month)} `;
}
