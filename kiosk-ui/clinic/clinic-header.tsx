import type { InstrumentStatus, StaffSession, StationStatus } from '../../src/domain/station-api.ts';
import { Badge, type BadgeTone } from '../shared/badge.tsx';
import { Button } from '../shared/button.tsx';
import type { IconName } from '../shared/icon.tsx';
import { SimulatedMark } from '../shared/simulated-mark.tsx';
import { readyValue } from '../visit-view/loader.ts';
import type { Clinic } from './clinic.ts';
import { type ClinicView, TEXT } from './text.ts';

const INSTRUMENT_LOOKS: Readonly<Record<InstrumentStatus['kind'], readonly [BadgeTone, IconName]>> = {
  searching: ['warning', 'again'],
  ready: ['good', 'check'],
  busy: ['mid', 'dots'],
  lost: ['danger', 'unplugged'],
};

/** Where one is, what the instrument and the upload are doing, who is signed in. */
export function ClinicHeader({ clinic, staff }: { readonly clinic: Clinic; readonly staff: StaffSession }) {
  const status = readyValue(clinic.status.value);
  const showRecent = () => {
    clinic.showView('visits');
    clinic.showDay(null);
  };
  return (
    <header class="top">
      <h1>
        {status?.clinicName ?? TEXT.title} <span class="top-sub">{TEXT.title}</span>
      </h1>
      <nav aria-label={TEXT.viewsLabel}>
        {(Object.keys(TEXT.views) as ClinicView[]).map((view) => (
          <button
            key={view}
            type="button"
            class="tab"
            aria-current={clinic.view.value === view ? 'page' : undefined}
            onClick={() => clinic.showView(view)}
          >
            {TEXT.views[view]}
          </button>
        ))}
        <a class="tab" href="/">
          {TEXT.kiosk}
        </a>
      </nav>
      <div class="top-states" role="status">
        <Instrument status={status} />
        {clinic.live.value === 'waiting' ? (
          <Badge tone="warning" symbol="unplugged">
            {TEXT.liveLost}
          </Badge>
        ) : null}
        {status === null ? null : <Exchange status={status} onFailed={showRecent} />}
      </div>
      <div class="top-person">
        <span>{staff.displayName}</span>
        <Button class="small" icon="leave" onPress={() => void clinic.signOut()}>
          {TEXT.signOut}
        </Button>
      </div>
    </header>
  );
}

function Instrument({ status }: { readonly status: StationStatus | null }) {
  if (status === null) return <Badge tone="plain">{TEXT.instrumentUnknown}</Badge>;
  const { instrument, demonstration } = status;
  const [tone, symbol] = INSTRUMENT_LOOKS[instrument.kind];
  return (
    <>
      {demonstration ? <span class="simulated-mark">{TEXT.demonstration}</span> : null}
      <Badge tone={tone} symbol={symbol}>
        {TEXT.instrument[instrument.kind]}
      </Badge>
      {'identity' in instrument && !demonstration ? <SimulatedMark nature={instrument.identity.nature} /> : null}
    </>
  );
}

function Exchange({ status, onFailed }: { readonly status: StationStatus; readonly onFailed: () => void }) {
  const { pending, failed } = status.outbox;
  const { enrolled, reachable } = status.county;
  return (
    <>
      {pending + failed === 0 ? <Badge tone="good">{TEXT.outbox.none}</Badge> : null}
      {pending === 0 ? null : (
        <Badge tone="mid" symbol="upload">
          {TEXT.outbox.pending(pending)}
        </Badge>
      )}
      {failed === 0 ? null : (
        <button type="button" class="badge-button" aria-label={TEXT.outbox.showFailed(failed)} onClick={onFailed}>
          <Badge tone="danger">{TEXT.outbox.failed(failed)}</Badge>
        </button>
      )}
      {!enrolled ? (
        <Badge tone="plain" symbol="unplugged">
          {TEXT.county.none}
        </Badge>
      ) : reachable === null ? (
        <Badge tone="plain">{TEXT.county.unknown}</Badge>
      ) : reachable ? (
        <Badge tone="good">{TEXT.county.reachable}</Badge>
      ) : (
        <Badge tone="warning" symbol="unplugged">
          {TEXT.county.unreachable}
        </Badge>
      )}
    </>
  );
}
