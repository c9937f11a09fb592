import { Badge } from '../shared/badge.tsx';
import { Banner } from '../shared/banner.tsx';
import { ErrorBanner } from '../shared/error-banner.tsx';
import { type CaptureView, isMeasuring } from './capture-view.ts';
import { errorWords } from './error-words.ts';
import { isPulse } from './flow.ts';
import { InstrumentNotice } from './instrument-notice.tsx';
import type { Session } from './session.ts';
import { TEXT } from './text.ts';

/** How a capture ended, and what to do about it, in plain words. */
export function CaptureNotice({ session, view }: { readonly session: Session; readonly view: CaptureView }) {
  const { phase } = view;
  const lost = session.instrument.value?.kind === 'lost' || session.instrument.value?.kind === 'searching';
  if (lost && phase.phase !== 'accepted' && !isMeasuring(view)) return <InstrumentNotice session={session} />;
  switch (phase.phase) {
    case 'accepted':
      return (
        <div class="capture-verdict" role="status">
          <Badge tone="good">{TEXT.result.good}</Badge>
          <p>{isPulse(view.kind) ? TEXT.capture.accepted.pulse : TEXT.capture.accepted.picture}</p>
        </div>
      );
    case 'rejected':
      return (
        <Banner tone="warning">
          <strong>{TEXT.capture.rejected}</strong>
          {phase.quality.reasons.map((reason) => (
            <p key={reason}>{TEXT.reason[reason]}</p>
          ))}
          <p>{phase.triesLeft > 0 ? TEXT.capture.triesLeft(phase.triesLeft) : TEXT.capture.noTries}</p>
        </Banner>
      );
    case 'failed':
      return <ErrorBanner code={phase.code} words={errorWords(phase.code)} />;
    case 'cancelled':
      return (
        <Banner tone="plain" symbol="stop">
          {TEXT.capture.phase.cancelled}
        </Banner>
      );
    default:
      return null;
  }
}
