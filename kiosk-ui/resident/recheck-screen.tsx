import { Button } from '../shared/button.tsx';
import { Icon } from '../shared/icon.tsx';
import { PageFrame } from './page-frame.tsx';
import type { Session } from './session.ts';
import { TEXT } from './text.ts';

/** Contradictory answers, offered for a second look: nothing is wrong, and nothing changes unless the resident changes it. */
export function RecheckScreen({ session }: { readonly session: Session }) {
  const rechecks = (session.notes.value?.rechecks ?? []).filter(({ items }) => items.length > 0);
  const words = TEXT.recheck;
  const items = [...new Set(rechecks.flatMap((recheck) => recheck.items))];
  return (
    <PageFrame
      session={session}
      spoken={[words.title, ...rechecks.map(({ reason }) => words.why[reason])].join('。')}
      actions={
        <>
          <Button onPress={() => void session.recheckDone()}>{words.stand}</Button>
          <Button kind="primary" icon="again" onPress={() => session.recheck(items)}>
            {words.again}
          </Button>
        </>
      }
    >
      <div class="quiet-centre">
        <h1>{words.title}</h1>
        <ul class="recheck">
          {rechecks.map(({ reason, items: about }) => (
            <li key={reason + about.join()}>
              <Icon name="help" />
              <span>
                {words.why[reason]}
                <span class="recheck-items">{words.items(about)}</span>
              </span>
            </li>
          ))}
        </ul>
        <p class="recheck-calm">{words.calm}</p>
      </div>
    </PageFrame>
  );
}
