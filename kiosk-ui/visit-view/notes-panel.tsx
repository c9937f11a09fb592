import type { InquiryNotes } from '../../src/domain/inquiry-note.ts';
import { Icon } from '../shared/icon.tsx';
import './further.css';
import { VISIT_TEXT } from './visit-text.ts';

/** Remarks on how the answers came about and what to look at again: for staff, never a judgement of the person. */
export function NotesPanel({ notes }: { readonly notes: readonly InquiryNotes[] | undefined }) {
  const said = (notes ?? []).filter(({ quality, rechecks }) => quality.length + rechecks.length > 0);
  if (said.length === 0) return null;
  const words = VISIT_TEXT.notes;
  return (
    <section class="notes" aria-label={words.title}>
      <h2>{words.title}</h2>
      <ul>
        {said.flatMap(({ questionnaire, quality, rechecks }) =>
          [...rechecks, ...quality].map(({ text }) => (
            <li key={questionnaire + text}>
              <Icon name="warning" />
              <span>{words.of(VISIT_TEXT.further.name[questionnaire], text)}</span>
            </li>
          )),
        )}
      </ul>
    </section>
  );
}
