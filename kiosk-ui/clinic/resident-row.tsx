import { ageYears, maskNumber } from '../../src/domain/resident-number.ts';
import type { ResidentListRow } from '../../src/domain/station-api.ts';
import { Button } from '../shared/button.tsx';
import { WORDS } from '../shared/words.ts';
import { chinaDay } from '../visit-view/china-time.ts';
import { VISIT_TEXT } from '../visit-view/visit-text.ts';
import { TEXT } from './text.ts';

/** One person found: enough to tell people of the same name apart, and the way to begin. */
export function ResidentRow(props: {
  readonly row: ResidentListRow;
  readonly today: string;
  readonly busy: boolean;
  readonly onStart: () => void;
  readonly onAsk: () => void;
}) {
  const { resident, visitCount, lastVisitAt } = props.row;
  const { number } = resident.document;
  const last = lastVisitAt === null ? null : chinaDay(new Date(lastVisitAt).getTime());
  return (
    <li class="row resident-row">
      <span class="row-name">{resident.name}</span>
      <span class="row-about">
        {`${WORDS.sex[resident.sex]} ${VISIT_TEXT.age(ageYears(resident.birthDate, props.today))}`}
      </span>
      <span class="row-small">{number === null ? TEXT.document[resident.document.type] : maskNumber(number)}</span>
      <span class="row-small">{TEXT.rail.visitsOf(visitCount, last)}</span>
      <Button class="small" icon="next" disabled={props.busy} onPress={props.onStart}>
        {props.busy ? TEXT.rail.starting : TEXT.rail.start}
      </Button>
      <Button class="small" icon="person" disabled={props.busy} onPress={props.onAsk}>
        {TEXT.visit.ask}
      </Button>
    </li>
  );
}
