import { LiveTrace } from '../shared/live-trace.tsx';
import { PulseFigure } from '../shared/pulse-figure.tsx';
import { WORDS } from '../shared/words.ts';
import { CaptureActions } from './capture-actions.tsx';
import { CaptureNotice } from './capture-notice.tsx';
import { type CaptureView, isMeasuring } from './capture-view.ts';
import { PageFrame } from './page-frame.tsx';
import { PosturePictogram } from './posture-pictogram.tsx';
import { PressureBars } from './pressure-bars.tsx';
import { PulseInstruction } from './pulse-instruction.tsx';
import { PulseProgress } from './pulse-progress.tsx';
import type { Session } from './session.ts';
import { TEXT } from './text.ts';
import { TraceLabels } from './trace-labels.tsx';

/** One wrist: posture, live trace of three places with pressure and progress, the measured wave. */
export function PulseScreen(props: { readonly session: Session; readonly kind: 'pulse-left' | 'pulse-right' }) {
  const { session, kind } = props;
  const view = session.capture.value;
  if (view === null) return null;
  const title = TEXT.capture.title[kind];
  return (
    <PageFrame
      session={session}
      spoken={`${title}。${TEXT.capture.sentence[kind]}${TEXT.capture.note.pulse}`}
      actions={<CaptureActions session={session} view={view} />}
    >
      {isMeasuring(view) ? (
        <Measuring session={session} view={view} title={title} />
      ) : (
        <div class="capture">
          <div class="capture-stage">
            <Stage view={view} kind={kind} />
          </div>
          <div class="capture-side">
            <h1 class="page-title">{title}</h1>
            <p class="capture-sentence">{TEXT.capture.sentence[kind]}</p>
            {view.phase.phase === 'idle' ? <p class="capture-note">{TEXT.capture.note.pulse}</p> : null}
            <CaptureNotice session={session} view={view} />
          </div>
        </div>
      )}
    </PageFrame>
  );
}

function Stage(props: { readonly view: CaptureView; readonly kind: 'pulse-left' | 'pulse-right' }) {
  const { finding, phase } = props.view;
  if (phase.phase !== 'accepted' || finding === null || !('wrist' in finding) || finding.excerpt === null) {
    return <PosturePictogram kind={props.kind} />;
  }
  const bpm = finding.analysis?.rate.bpm ?? null;
  const words = bpm === null ? TEXT.result.rateUnknown : TEXT.capture.pulse.rate(bpm);
  return (
    <figure class="measured-wave">
      <figcaption>{words}</figcaption>
      <PulseFigure
        samplesPa={finding.excerpt.samplesPa}
        sampleRateHz={finding.excerpt.sampleRateHz}
        maxSeconds={4}
        description={TEXT.result.pulseWave(WORDS.wrist[finding.wrist], words)}
      />
    </figure>
  );
}

function Measuring(props: { readonly session: Session; readonly view: CaptureView; readonly title: string }) {
  return (
    <div class="measuring">
      <div class="measuring-head">
        <h1 class="page-title">{props.title}</h1>
        <PulseInstruction view={props.view} />
      </div>
      <div class="measuring-trace card">
        <TraceLabels view={props.view} />
        <LiveTrace buffer={props.session.trace} description={TEXT.capture.pulse.traces} />
      </div>
      <PressureBars view={props.view} />
      <PulseProgress view={props.view} />
    </div>
  );
}
