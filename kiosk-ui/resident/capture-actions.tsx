import { Button } from '../shared/button.tsx';
import { type CaptureView, isMeasuring } from './capture-view.ts';
import { isPulse } from './flow.ts';
import type { Session } from './session.ts';
import { TEXT } from './text.ts';

/** The buttons of a capture, by its phase: one main action, and always a way to stop or to go past. */
export function CaptureActions({ session, view }: { readonly session: Session; readonly view: CaptureView }) {
  const { kind, phase } = view;
  const pulse = isPulse(kind);
  const start = () => void session.startCapture(kind);
  const unavailable = session.instrument.value?.kind === 'lost' || session.instrument.value?.kind === 'searching';
  if (isMeasuring(view)) {
    return (
      <Button kind="danger" icon="stop" class="stop" onPress={() => void session.cancelCapture(kind)}>
        {pulse ? TEXT.capture.stopPulse : TEXT.capture.stop}
      </Button>
    );
  }
  if (phase.phase === 'accepted') {
    return (
      <>
        <Button icon="again" onPress={start}>
          {pulse ? TEXT.capture.remeasure : TEXT.capture.retake}
        </Button>
        <Button kind="primary" icon="check" disabled={session.busy.value} onPress={() => void session.proceed()}>
          {pulse ? TEXT.capture.keepPulse : TEXT.capture.clear}
        </Button>
      </>
    );
  }
  const skipReason =
    unavailable || phase.phase === 'failed'
      ? 'device-unavailable'
      : phase.phase === 'rejected'
        ? 'poor-quality'
        : 'resident-declined';
  const fresh = phase.phase === 'idle' || phase.phase === 'cancelled';
  return (
    <>
      <Button onPress={() => void session.skipCapture(kind, skipReason)}>
        {unavailable ? TEXT.instrument.continueWithout : TEXT.capture.skip}
      </Button>
      <Button
        kind="primary"
        icon={fresh ? 'next' : 'again'}
        disabled={unavailable || session.busy.value}
        onPress={start}
      >
        {fresh ? TEXT.capture.ready : TEXT.capture.tryAgain}
      </Button>
    </>
  );
}
