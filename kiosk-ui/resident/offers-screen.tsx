import { useState } from 'preact/hooks';
import { EDUCATION_LEVELS } from '../../src/domain/five-state.ts';
import type { InquiryPart } from '../../src/domain/station-api.ts';
import { Button } from '../shared/button.tsx';
import { Dialog } from '../shared/dialog.tsx';
import { openOffers } from './inquiry-flow.ts';
import { PageFrame } from './page-frame.tsx';
import type { Session } from './session.ts';
import { TEXT } from './text.ts';

/** What may be answered beside the main questionnaire. Going on without is the main action: nobody has to. */
export function OffersScreen({ session }: { readonly session: Session }) {
  const [asked, setAsked] = useState<InquiryPart | null>(null);
  const visit = session.visit.value;
  const words = TEXT.offers;
  if (visit === null) return null;
  const offers = openOffers(visit);
  const begin = (part: InquiryPart) => {
    if (part.questionnaire === 'five-state-licensed' && !part.begun) setAsked(part);
    else void session.beginQuestionnaire(part.questionnaire);
  };
  return (
    <PageFrame
      session={session}
      spoken={[words.title, words.voluntary, ...offers.map(({ questionnaire }) => words.about[questionnaire])].join(
        '。',
      )}
      actions={
        <Button kind="primary" icon="next" onPress={() => void session.closeOffers()}>
          {words.goOn}
        </Button>
      }
    >
      <div class="offers">
        <h1>{words.title}</h1>
        <p>{words.voluntary}</p>
        <ul>
          {offers.map((part) => (
            <li key={part.questionnaire} class="offer">
              <h2>{words.name[part.questionnaire]}</h2>
              <p>{words.about[part.questionnaire]}</p>
              <p class="offer-size">{words.size(part.questionCount, part.minutes)}</p>
              <Button icon="next" onPress={() => begin(part)}>
                {Object.keys(part.answers).length === 0 ? words.begin : words.resume(Object.keys(part.answers).length)}
              </Button>
            </li>
          ))}
        </ul>
      </div>
      {asked === null ? null : (
        <Dialog title={words.education.title} onClose={() => setAsked(null)} actions={null}>
          <p>{words.education.why}</p>
          <div class="education">
            {EDUCATION_LEVELS.map((level) => (
              <Button key={level} onPress={() => void session.beginQuestionnaire(asked.questionnaire, level)}>
                {words.education.level[level]}
              </Button>
            ))}
            <Button kind="quiet" onPress={() => void session.beginQuestionnaire(asked.questionnaire)}>
              {words.education.none}
            </Button>
          </div>
        </Dialog>
      )}
    </PageFrame>
  );
}
