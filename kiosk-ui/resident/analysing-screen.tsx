import { Button } from '../shared/button.tsx';
import { PageFrame } from './page-frame.tsx';
import type { Session } from './session.ts';
import { TEXT } from './text.ts';

/** While the visit is scored and closed. When that fails, its banner and a second try stand here. */
export function AnalysingScreen({ session }: { readonly session: Session }) {
  const failed = session.trouble.value !== null && !session.busy.value;
  return (
    <PageFrame
      session={session}
      spoken={TEXT.analysing.words}
      actions={
        failed ? (
          <Button kind="primary" icon="again" onPress={() => void session.proceed()}>
            {TEXT.analysing.retry}
          </Button>
        ) : null
      }
    >
      <div class="quiet-centre" aria-live="polite">
        {failed ? null : <span class="breathing" aria-hidden="true" />}
        <h1>{TEXT.analysing.title}</h1>
        <p>{TEXT.analysing.words}</p>
      </div>
    </PageFrame>
  );
}
