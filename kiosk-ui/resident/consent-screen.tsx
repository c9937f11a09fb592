import { useState } from 'preact/hooks';
import { Button } from '../shared/button.tsx';
import { Card } from '../shared/card.tsx';
import { PageFrame } from './page-frame.tsx';
import type { Session } from './session.ts';
import { TEXT } from './text.ts';

/** Two separate consents (PIPL art. 29): neither is preset, and declining pictures does not end the visit. */
export function ConsentScreen({ session }: { readonly session: Session }) {
  const [health, setHealth] = useState<boolean | null>(null);
  const [pictures, setPictures] = useState<boolean | null>(null);
  const { consent } = TEXT;
  const whole = health === true && pictures !== null;
  return (
    <PageFrame
      session={session}
      spoken={[
        consent.title,
        consent.health.title,
        ...consent.health.words,
        consent.pictures.title,
        ...consent.pictures.words,
      ].join('。')}
      actions={
        health === false ? (
          <Button kind="primary" icon="leave" onPress={() => void session.leave()}>
            {TEXT.leave}
          </Button>
        ) : (
          <Button
            kind="primary"
            icon="next"
            disabled={!whole || session.busy.value}
            onPress={() => void session.consent({ healthData: true, pictures: pictures === true })}
          >
            {TEXT.next}
          </Button>
        )
      }
    >
      <h1 class="page-title">{consent.title}</h1>
      <div class="consents">
        <Choice
          text={consent.health}
          chosen={health}
          onChoose={setHealth}
          note={health === false ? consent.declinedHealth : null}
        />
        <Choice
          text={consent.pictures}
          chosen={pictures}
          onChoose={setPictures}
          note={pictures === false ? consent.declinedPictures : null}
        />
      </div>
    </PageFrame>
  );
}

function Choice(props: {
  readonly text: { readonly title: string; readonly words: readonly string[] };
  readonly chosen: boolean | null;
  readonly onChoose: (agreed: boolean) => void;
  readonly note: string | null;
}) {
  return (
    <Card title={props.text.title} class="consent">
      <ul>
        {props.text.words.map((words) => (
          <li key={words}>{words}</li>
        ))}
      </ul>
      <p class="consent-note" role="status">
        {props.note}
      </p>
      <div class="consent-choice">
        <Button
          {...(props.chosen === false ? { icon: 'check' as const } : {})}
          pressed={props.chosen === false}
          label={`${props.text.title} ${TEXT.consent.decline}`}
          onPress={() => props.onChoose(false)}
        >
          {TEXT.consent.decline}
        </Button>
        <Button
          {...(props.chosen === true ? { icon: 'check' as const } : {})}
          pressed={props.chosen === true}
          label={`${props.text.title} ${TEXT.consent.agree}`}
          onPress={() => props.onChoose(true)}
        >
          {TEXT.consent.agree}
        </Button>
      </div>
    </Card>
  );
}
