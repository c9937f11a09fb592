import { useState } from 'preact/hooks';
import type { DocumentType, Sex } from '../../src/domain/resident.ts';
import { Button } from '../shared/button.tsx';
import { WORDS } from '../shared/words.ts';
import { type BirthDateDraft, EMPTY_BIRTH_DATE, isoBirthDate } from './birth-date-choices.ts';
import { BirthDatePicker } from './birth-date-picker.tsx';
import { NameField } from './name-field.tsx';
import { PageFrame } from './page-frame.tsx';
import type { Session } from './session.ts';
import { TEXT } from './text.ts';

/** A document that no resident has yet, and what its number already says. */
export interface UnknownDocument {
  readonly type: DocumentType;
  readonly number: string | null;
  readonly derived: { readonly sex: Sex; readonly birthDate: string } | null;
}

/** First registration. What an ID number says is not asked again. */
export function NewResidentForm(props: {
  readonly session: Session;
  readonly document: UnknownDocument;
  readonly onBack: () => void;
}) {
  const { session, document } = props;
  const [name, setName] = useState('');
  const [sex, setSex] = useState<Sex | null>(document.derived?.sex ?? null);
  const [date, setDate] = useState<BirthDateDraft>(EMPTY_BIRTH_DATE);
  const birthDate = document.derived?.birthDate ?? isoBirthDate(date);
  const register = () => {
    if (sex === null || birthDate === null) return;
    const { type: documentType, number: documentNumber } = document;
    const newResident = { name: name.trim(), sex, birthDate, documentType, documentNumber, phone: null };
    void session.openVisit({ newResident });
  };
  const whole = name.trim() !== '' && sex !== null && birthDate !== null;
  return (
    <PageFrame
      session={session}
      spoken={`${TEXT.identify.newTitle}。${TEXT.identify.nameHint}`}
      actions={
        <>
          <Button icon="back" onPress={props.onBack}>
            {TEXT.back}
          </Button>
          <Button kind="primary" icon="next" disabled={!whole || session.busy.value} onPress={register}>
            {TEXT.identify.register}
          </Button>
        </>
      }
    >
      <h1 class="page-title">{TEXT.identify.newTitle}</h1>
      <p class="id-hint">{TEXT.identify.newHint}</p>
      <div class="register">
        <NameField name={name} onName={setName} />
        {document.derived === null ? (
          <div class="register-side">
            <SexChoice sex={sex} onSex={setSex} />
            <BirthDatePicker session={session} draft={date} onDraft={setDate} />
          </div>
        ) : (
          <DerivedCard sex={document.derived.sex} birthDate={document.derived.birthDate} />
        )}
      </div>
    </PageFrame>
  );
}

function SexChoice(props: { readonly sex: Sex | null; readonly onSex: (sex: Sex) => void }) {
  return (
    <fieldset class="plain-fieldset">
      <legend>{TEXT.identify.sex}</legend>
      <div class="choices" data-columns="2">
        {(['female', 'male'] as const).map((sex) => (
          <Button key={sex} pressed={props.sex === sex} onPress={() => props.onSex(sex)}>
            {WORDS.sex[sex]}
          </Button>
        ))}
      </div>
    </fieldset>
  );
}

function DerivedCard(props: { readonly sex: Sex; readonly birthDate: string }) {
  return (
    <dl class="card derived">
      <dt>{TEXT.identify.sex}</dt>
      <dd>{WORDS.sex[props.sex]}</dd>
      <dt>{TEXT.identify.birthDate}</dt>
      <dd>{props.birthDate}</dd>
      <dd class="derived-note">{TEXT.identify.derived}</dd>
    </dl>
  );
}
