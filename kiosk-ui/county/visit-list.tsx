import { CONSTITUTIONS } from '../../src/domain/constitution.ts';
import type { VisitListRow } from '../../src/domain/station-api.ts';
import { Button } from '../shared/button.tsx';
import { Icon } from '../shared/icon.tsx';
import { WORDS } from '../shared/words.ts';
import { dateAndTime } from '../visit-view/china-time.ts';
import { Loaded } from '../visit-view/loaded.tsx';
import { readyValue } from '../visit-view/loader.ts';
import { nameOf } from '../visit-view/visit-facts.ts';
import { VISIT_TEXT } from '../visit-view/visit-text.ts';
import type { County } from './county.ts';
import { TEXT } from './text.ts';
import { LIST_LIMIT, NO_FILTER } from './visit-query.ts';

/** The visits, newest first, narrowed by what the reviewer chose. */
export function VisitList({ county }: { readonly county: County }) {
  return (
    <section class="list" aria-label={TEXT.list.label}>
      <Filters county={county} />
      <Loaded of={county.visits.value} onRetry={() => county.narrow({})}>
        {(visits) => (
          <>
            <h2 class="list-count">{countWords(visits.length)}</h2>
            <ul class="rows">
              {visits.map((visit) => (
                <Row key={visit.visitId} county={county} visit={visit} />
              ))}
            </ul>
          </>
        )}
      </Loaded>
    </section>
  );
}

function countWords(count: number): string {
  if (count === 0) return TEXT.list.empty;
  return count >= LIST_LIMIT ? TEXT.list.limited(count) : TEXT.list.count(count);
}

function Filters({ county }: { readonly county: County }) {
  const filter = county.filter.value;
  const stations = readyValue(county.stations.value) ?? [];
  const words = TEXT.list;
  const isNarrow = JSON.stringify(filter) !== JSON.stringify(NO_FILTER);
  return (
    <fieldset class="filters">
      <legend class="visually-hidden">{words.filters}</legend>
      <Choice
        label={words.station}
        value={filter.station}
        options={[['', words.allStations], ...stations.map((row) => [row.stationId, row.clinicName] as const)]}
        onChoose={(station) => county.narrow({ station })}
      />
      <Choice
        label={words.constitution}
        value={filter.constitution}
        options={[
          ['', words.allConstitutions],
          ...CONSTITUTIONS.map((id) => [id, nameOf(id)] as const),
          ['undetermined', VISIT_TEXT.undetermined],
        ]}
        onChoose={(constitution) => county.narrow({ constitution })}
      />
      <label class="field">
        {words.since}
        <input
          type="date"
          value={filter.since}
          onChange={(event) => county.narrow({ since: event.currentTarget.value })}
        />
      </label>
      <div class="filters-buttons">
        <Button
          class="small"
          pressed={filter.unreviewed}
          onPress={() => county.narrow({ unreviewed: !filter.unreviewed })}
        >
          {words.unreviewed}
        </Button>
        {isNarrow ? (
          <Button class="small" kind="quiet" onPress={() => county.narrow(NO_FILTER)}>
            {words.clear}
          </Button>
        ) : null}
      </div>
    </fieldset>
  );
}

function Choice(props: {
  readonly label: string;
  readonly value: string;
  readonly options: readonly (readonly [string, string])[];
  readonly onChoose: (value: string) => void;
}) {
  return (
    <label class="field">
      {props.label}
      <select value={props.value} onChange={(event) => props.onChoose(event.currentTarget.value)}>
        {props.options.map(([value, words]) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </select>
    </label>
  );
}

function Row({ county, visit }: { readonly county: County; readonly visit: VisitListRow }) {
  return (
    <li>
      <button
        type="button"
        class="row"
        aria-pressed={county.visitId.value === visit.visitId}
        onClick={() => county.openVisit(visit.visitId)}
      >
        <span class="row-name">{visit.residentName}</span>
        <span class="row-about">{`${WORDS.sex[visit.sex]} ${VISIT_TEXT.age(visit.ageYears)}`}</span>
        <time class="row-time" dateTime={visit.startedAt}>
          {dateAndTime(visit.startedAt).slice(5)}
        </time>
        <span class="row-verdict">
          {visit.primary === null ? VISIT_TEXT.undetermined : nameOf(visit.primary)}
          {visit.simulated ? <span class="row-simulated">{WORDS.nature.simulated}</span> : null}
        </span>
        <span class="row-upload" data-state={visit.reviewed ? 'uploaded' : 'pending'}>
          <Icon name={visit.reviewed ? 'check' : 'dots'} />
          {visit.reviewed ? VISIT_TEXT.reviewed : VISIT_TEXT.unreviewed}
        </span>
        <span class="row-small row-clinic">{visit.clinicName}</span>
      </button>
    </li>
  );
}
