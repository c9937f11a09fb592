import { ageYears } from '../../src/domain/resident-number.ts';
import type { VisitResult } from '../../src/domain/station-api.ts';
import { Button } from '../shared/button.tsx';
import { TEXT } from './text.ts';

/** The elder service record is for residents of 65 completed years and over. */
const ELDER_FROM_YEARS = 65;

const open = (page: string, visitId: string) => () => {
  window.open(`/${page}.html?visit=${encodeURIComponent(visitId)}`, '_blank', 'noopener');
};

/** What the doctor can do with the inquiry of a visit: ask it, or print the official form. */
export function InquiryActions({ result }: { readonly result: VisitResult }) {
  const { visit, resident } = result;
  const age = resident.full === null ? resident.card.ageYears : ageYears(resident.full.birthDate, visit.startedAt);
  return (
    <p class="inquiry-actions">
      {visit.status === 'in-progress' ? (
        <Button class="small" icon="person" onPress={open('ask', visit.id)}>
          {TEXT.visit.ask}
        </Button>
      ) : null}
      {visit.status === 'complete' && age >= ELDER_FROM_YEARS ? (
        <Button class="small" icon="print" onPress={open('elder-record', visit.id)}>
          {TEXT.visit.elderRecord}
        </Button>
      ) : null}
    </p>
  );
}
