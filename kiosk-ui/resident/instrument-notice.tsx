import { Banner } from '../shared/banner.tsx';
import type { Session } from './session.ts';
import { TEXT } from './text.ts';

/** The instrument is away: what to look at, and that it comes back by itself. */
export function InstrumentNotice({ session }: { readonly session: Session }) {
  const status = session.instrument.value;
  if (status === null || status.kind === 'ready' || status.kind === 'busy') return null;
  return (
    <Banner tone="warning" symbol="unplugged">
      <strong>{status.kind === 'lost' ? TEXT.instrument.lostTitle : TEXT.instrument.searching}</strong>
      <p>{TEXT.instrument.lost}</p>
      {status.kind === 'lost' ? <p>{TEXT.instrument.retryIn(Math.ceil(status.retryInMs / 1000))}</p> : null}
    </Banner>
  );
}
