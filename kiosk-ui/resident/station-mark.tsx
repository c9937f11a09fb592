import { SimulatedMark } from '../shared/simulated-mark.tsx';
import type { Session } from './session.ts';
import { TEXT } from './text.ts';

/** Says on every page that the instrument is not a living one, or that the station only demonstrates. */
export function StationMark({ session }: { readonly session: Session }) {
  const status = session.instrument.value;
  const nature = status !== null && 'identity' in status ? status.identity.nature : 'live';
  if (nature !== 'live') return <SimulatedMark nature={nature} />;
  return session.station.value?.demonstration === true ? (
    <span class="simulated-mark">{TEXT.demonstration}</span>
  ) : null;
}
