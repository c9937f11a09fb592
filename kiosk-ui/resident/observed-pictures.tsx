import type { CaptureKind } from '../../src/domain/visit.ts';
import { Button } from '../shared/button.tsx';
import type { Session } from './session.ts';
import { TEXT } from './text.ts';

const TONGUE: readonly CaptureKind[] = ['tongue-top', 'tongue-underside'];

/**
 * Beside the items that staff may look at and fill in: the tongue pictures of this visit, or, before they were taken, the
 * choice to leave the item until then.
 */
export function ObservedPictures({ session, answered }: { readonly session: Session; readonly answered: boolean }) {
  const captures = session.visit.value?.captures ?? [];
  const kept = captures.flatMap((part) =>
    part.state === 'kept' && TONGUE.includes(part.kind) ? [{ kind: part.kind, id: part.captureId }] : [],
  );
  const comes = captures.some((part) => part.state === 'todo' && TONGUE.includes(part.kind));
  const words = TEXT.questionnaire.observed;
  if (kept.length === 0) {
    return (
      <div class="observed">
        <p>{comes ? words.before : words.without}</p>
        {comes && !answered ? (
          <Button icon="lens" onPress={session.deferObserved}>
            {words.later}
          </Button>
        ) : null}
      </div>
    );
  }
  return (
    <div class="observed">
      {kept.map(({ kind, id }) => (
        <img key={id} src={`/api/visit/captures/${id}/picture`} alt={words.picture[kind === 'tongue-top' ? 0 : 1]} />
      ))}
      <div>
        <p>{words.withPicture}</p>
        <Button icon="again" onPress={() => void session.proceed()}>
          {words.filledByStaff}
        </Button>
      </div>
    </div>
  );
}
