import { Button } from '../shared/button.tsx';
import { Dialog } from '../shared/dialog.tsx';
import { AnalysingScreen } from './analysing-screen.tsx';
import { ConsentScreen } from './consent-screen.tsx';
import { GoodbyeScreen } from './goodbye-screen.tsx';
import { IdentifyScreen } from './identify-screen.tsx';
import { OffersScreen } from './offers-screen.tsx';
import { PictureScreen } from './picture-screen.tsx';
import { PulseScreen } from './pulse-screen.tsx';
import { QuestionScreen } from './question-screen.tsx';
import { RecheckScreen } from './recheck-screen.tsx';
import { ResultScreen } from './result-screen.tsx';
import type { Session } from './session.ts';
import { TEXT } from './text.ts';
import { WelcomeScreen } from './welcome-screen.tsx';

/** Draws the screen the session is at, and the warning before it is wiped. */
export function ResidentApp({ session }: { readonly session: Session }) {
  const countdownS = session.idle.countdownS.value;
  return (
    <>
      <CurrentScreen session={session} />
      {countdownS === null ? null : (
        <Dialog
          title={TEXT.idleDialog.title}
          urgent
          onClose={() => session.idle.touch()}
          actions={
            <Button kind="primary" onPress={() => session.idle.touch()}>
              {TEXT.idleDialog.stay}
            </Button>
          }
        >
          <p>{TEXT.idleDialog.words(countdownS)}</p>
        </Dialog>
      )}
    </>
  );
}

function CurrentScreen({ session }: { readonly session: Session }) {
  const screen = session.screen.value;
  switch (screen.name) {
    case 'welcome':
      return <WelcomeScreen session={session} />;
    case 'identify':
      return <IdentifyScreen session={session} />;
    case 'consent':
      return <ConsentScreen session={session} />;
    case 'questionnaire':
      return <QuestionScreen session={session} />;
    case 'recheck':
      return <RecheckScreen session={session} />;
    case 'offers':
      return <OffersScreen session={session} />;
    case 'capture':
      return screen.kind === 'pulse-left' || screen.kind === 'pulse-right' ? (
        <PulseScreen key={screen.kind} session={session} kind={screen.kind} />
      ) : (
        <PictureScreen key={screen.kind} session={session} kind={screen.kind} />
      );
    case 'analysing':
      return <AnalysingScreen session={session} />;
    case 'result':
      return <ResultScreen session={session} />;
    case 'goodbye':
      return <GoodbyeScreen />;
  }
}
