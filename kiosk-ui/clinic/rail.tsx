import { useState } from 'preact/hooks';
import { Button } from '../shared/button.tsx';
import { dayAfter } from '../visit-view/china-time.ts';
import { Loaded } from '../visit-view/loaded.tsx';
import type { Clinic } from './clinic.ts';
import { ResidentRow } from './resident-row.tsx';
import { TEXT } from './text.ts';
import { VisitRow } from './visit-row.tsx';

/** Left: find a resident, or pick one of the day's visits. A search covers the list until it is emptied. */
export function Rail({ clinic }: { readonly clinic: Clinic }) {
  const [query, setQuery] = useState('');
  const search = (words: string) => {
    setQuery(words);
    clinic.search(words);
  };
  return (
    <aside class="rail" aria-label={TEXT.rail.label}>
      <label class="rail-search">
        {TEXT.rail.search}
        <input
          type="search"
          placeholder={TEXT.rail.searchHint}
          autocomplete="off"
          value={query}
          onInput={(event) => search(event.currentTarget.value)}
        />
      </label>
      {query.trim() === '' ? <DayList clinic={clinic} /> : <Found clinic={clinic} onRetry={() => search(query)} />}
    </aside>
  );
}

function DayList({ clinic }: { readonly clinic: Clinic }) {
  const day = clinic.day.value;
  const today = clinic.today();
  return (
    <>
      <div class="rail-day">
        <Button
          class="small"
          icon="back"
          label={TEXT.rail.previousDay}
          onPress={() => clinic.showDay(dayAfter(day ?? today, day === null ? 0 : -1))}
        />
        <input
          type="date"
          aria-label={TEXT.rail.day}
          value={day ?? ''}
          max={today}
          onChange={(event) => clinic.showDay(event.currentTarget.value === '' ? null : event.currentTarget.value)}
        />
        <Button
          class="small"
          icon="next"
          label={TEXT.rail.nextDay}
          disabled={day === null || day >= today}
          onPress={() => clinic.showDay(dayAfter(day ?? today, 1))}
        />
      </div>
      <div class="rail-spans">
        <Button class="small" pressed={day === today} onPress={() => clinic.showDay(today)}>
          {TEXT.rail.today}
        </Button>
        <Button class="small" pressed={day === null} onPress={() => clinic.showDay(null)}>
          {TEXT.rail.recent}
        </Button>
      </div>
      <Loaded of={clinic.visits.value} onRetry={() => clinic.showDay(day)}>
        {(visits) => (
          <>
            <h2 class="rail-count">{visits.length === 0 ? TEXT.rail.empty : TEXT.rail.count(visits.length)}</h2>
            <ul class="rows">
              {visits.map((visit) => (
                <VisitRow
                  key={visit.visitId}
                  visit={visit}
                  withDate={day === null}
                  chosen={visit.visitId === clinic.visitId.value}
                  onChoose={() => clinic.openVisit(visit.visitId)}
                />
              ))}
            </ul>
          </>
        )}
      </Loaded>
    </>
  );
}

function Found({ clinic, onRetry }: { readonly clinic: Clinic; readonly onRetry: () => void }) {
  return (
    <Loaded of={clinic.residents.value} onRetry={onRetry}>
      {(rows) => (
        <>
          {rows.length === 0 ? <p class="nothing">{TEXT.rail.noResidents}</p> : null}
          <ul class="rows">
            {rows.map((row) => (
              <ResidentRow
                key={row.resident.id}
                row={row}
                today={clinic.today()}
                busy={clinic.busy.value === 'start'}
                onStart={() => void clinic.startVisit(row.resident.id)}
                onAsk={() => void clinic.startAsking(row.resident.id)}
              />
            ))}
          </ul>
        </>
      )}
    </Loaded>
  );
}
