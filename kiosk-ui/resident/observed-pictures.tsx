import type { CaptureKind } from '../../src/domain/visit.ts';
import { Button } from '../shared/button.tsx';
import type { Session } from './session.ts';
import { TEXT } from './text.ts';

const TONGUE: readonly CaptureKind[] = ['tongue-top', 'tongue-underside'];

/** True while the tongue is still to be pictured, so that an item about it may wait. */
export function comesTongue(session: Session): boolean {
  return (session.visit.value?.captures ?? []).some((part) => part.state === 'todo' && TONGUE.includes(part.kind));
}

/** Beside the items that staff may look at and fill in: the tongue pictures of this visit, once there are any. */
export function ObservedPictures({ session }: { readonly session: Session }) {
  const kept = (session.visit.value?.captures ?? []).flatMap((part) =>
    part.state === 'kept' && TONGUE.includes(part.kind) ? [{ kind: part.kind, id: part.captureId }] : [],
  );
  const words = TEXT.questionnaire.observed;
  if (kept.length === 0) return null;
  return (
    <div class="observed">
      {kept.map(({ kind, id }) => (
        <img key={id} src={`/api/visit/captures/${id}/picture`} alt={words.picture[kind === 'tongue-top' ? 0 : 1]} />
      ))}
      <p>{words.withPicture}</p>
      <Button icon="again" onPress={() => void session.proceed()}>
        {words.filledByStaff}
      </Button>
    </div>
  );
}
