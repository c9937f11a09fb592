import { useState } from 'preact/hooks';
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
  const restart = () => {
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
    case 'register':
      return <NewResidentForm session={session} document={stage.document} onBack={restart} />;
  }
}
