import type { UploadStatus, VisitListRow } from '../../src/domain/station-api.ts';
import { Icon, type IconName } from '../shared/icon.tsx';
import { WORDS } from '../shared/words.ts';
import { dateAndTime, timeOfDay } from '../visit-view/china-time.ts';
import { nameOf } from '../visit-view/visit-facts.ts';
import { VISIT_TEXT } from '../visit-view/visit-text.ts';
import { TEXT } from './text.ts';

const UPLOAD_SYMBOLS: Readonly<Record<UploadStatus['state'], IconName>> = {
  'not-queued': 'dots',
  pending: 'upload',
  uploaded: 'check',
  failed: 'danger',
};

/** One visit of the day in two lines: who and when; how it stands. */
export function VisitRow(props: {
  readonly visit: VisitListRow;
  /** In a list of several days. */
  readonly withDate: boolean;
  readonly chosen: boolean;
  readonly onChoose: () => void;
}) {
  const { visit } = props;
  return (
    <li>
      <button type="button" class="row" aria-pressed={props.chosen} onClick={props.onChoose}>
        <span class="row-name">{visit.residentName}</span>
        <span class="row-about">{`${WORDS.sex[visit.sex]} ${VISIT_TEXT.age(visit.ageYears)}`}</span>
        <time class="row-time" dateTime={visit.startedAt}>
          {props.withDate ? dateAndTime(visit.startedAt).slice(5) : timeOfDay(visit.startedAt)}
        </time>
        <span class="row-verdict" data-status={visit.status}>
          {verdictWords(visit)}
          {visit.simulated ? <span class="row-simulated">{TEXT.rail.simulated}</span> : null}
        </span>
        {visit.status === 'complete' ? (
          <span class="row-upload" data-state={visit.upload}>
            <Icon name={UPLOAD_SYMBOLS[visit.upload]} />
            {TEXT.uploadShort[visit.upload]}
          </span>
        ) : null}
      </button>
    </li>
  );
}

function verdictWords(visit: VisitListRow): string {
  if (visit.status !== 'complete') return VISIT_TEXT.status[visit.status];
  return visit.primary === null ? VISIT_TEXT.undetermined : nameOf(visit.primary);
}
