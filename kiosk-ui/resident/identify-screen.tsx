import { useEffect, useState } from 'preact/hooks';
import type { CaptureNature } from '../../src/domain/provenance.ts';
import type { DocumentType, ResidentCard } from '../../src/domain/resident.ts';
import { ConfirmCard } from './confirm-card.tsx';
import { DocumentChoice } from './document-choice.tsx';
import { IdNumberEntry } from './id-number-entry.tsx';
import { NewResidentForm, type UnknownDocument } from './new-resident-form.tsx';
import type { Session } from './session.ts';

type Stage =
  | { readonly name: 'number' }
  | { readonly name: 'document' }
  | { readonly name: 'confirm'; readonly card: ResidentCard; readonly claim: string }
  | { readonly name: 'new-card'; readonly card: ResidentCard; readonly token: string; readonly nature: CaptureNature }
  | { readonly name: 'register'; readonly document: UnknownDocument };

/** Finding the resident: number, masked card to confirm, or a first registration. */
export function IdentifyScreen({ session }: { readonly session: Session }) {
  const [stage, setStage] = useState<Stage>({ name: 'number' });
  const look = async (type: DocumentType, number: string) => {
    const answer = await session.identify({ documentType: type, number });
    if (answer === null) return;
    const { card, claim, derived } = answer;
    if (card !== null && claim !== null) setStage({ name: 'confirm', card, claim });
    else setStage({ name: 'register', document: { type, number, derived } });
  };
  // A card that was declined is not asked about again until it is lifted.
  const [declined, setDeclined] = useState(false);
  const reader = session.cardReader.value;
  const readCard = async () => {
    const answer = await session.identifyByCard();
    if (answer === null) return;
    const { card, claim, token, nature } = answer;
    if (claim !== null) setStage({ name: 'confirm', card, claim });
    else if (token !== null) setStage({ name: 'new-card', card, token, nature });
  };
  useEffect(() => {
    if (reader !== 'card-present') setDeclined(false);
    else if (stage.name === 'number' && !declined) void readCard();
  }, [reader, stage.name, declined]);
  const restart = () => {
    setDeclined(true);
    session.trouble.value = null;
    setStage({ name: 'number' });
  };
  switch (stage.name) {
    case 'number':
      return (
        <IdNumberEntry
          session={session}
          onNumber={(number) => void look('resident-id', number)}
          onOther={() => setStage({ name: 'document' })}
        />
      );
    case 'document':
      return (
        <DocumentChoice
          session={session}
          onBack={restart}
          onNumber={(type, number) => void look(type, number)}
          onNone={() => setStage({ name: 'register', document: { type: 'none', number: null, derived: null } })}
        />
      );
    case 'confirm':
      return (
        <ConfirmCard
          session={session}
          card={stage.card}
          onYes={() => void session.openVisit({ claim: stage.claim })}
          onNo={restart}
        />
      );
    case 'new-card':
      return (
        <ConfirmCard
          session={session}
          card={stage.card}
          fromCard={stage.nature}
          onYes={() => void session.openVisit({ cardToken: stage.token, phone: null })}
          onNo={restart}
        />
      );
    case 'register':
      return <NewResidentForm session={session} document={stage.document} onBack={restart} />;
  }
}
