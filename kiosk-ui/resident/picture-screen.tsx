import type { PictureKind } from '../../src/domain/picture.ts';
import { Button } from '../shared/button.tsx';
import { Icon } from '../shared/icon.tsx';
import { OutlinedPicture } from '../shared/outlined-picture.tsx';
import { ProgressBar } from '../shared/progress-bar.tsx';
import { CaptureActions } from './capture-actions.tsx';
import { CaptureNotice } from './capture-notice.tsx';
import { type CaptureView, isMeasuring } from './capture-view.ts';
import { GuideOutline } from './guide-outline.tsx';
import { PageFrame } from './page-frame.tsx';
import { type Lamp, pictureLamps } from './picture-lamps.ts';
import { PosturePictogram } from './posture-pictogram.tsx';
import type { Session } from './session.ts';
import { TEXT } from './text.ts';

/** Tongue and face: posture, live preview with lamps, the kept picture with 「清楚 / 重拍」. */
export function PictureScreen({ session, kind }: { readonly session: Session; readonly kind: PictureKind }) {
  const view = session.capture.value;
  if (view === null) return null;
  const title = TEXT.capture.title[kind];
  return (
    <PageFrame
      session={session}
      spoken={`${title}。${TEXT.capture.sentence[kind]}${TEXT.capture.note.picture}`}
      actions={<CaptureActions session={session} view={view} />}
    >
      <div class="capture">
        <div class="capture-stage">
          <Stage view={view} kind={kind} />
        </div>
        <div class="capture-side">
          <h1 class="page-title">{title}</h1>
          <p class="capture-sentence">{TEXT.capture.sentence[kind]}</p>
          {isMeasuring(view) ? <Running session={session} view={view} kind={kind} /> : null}
          {view.phase.phase === 'idle' ? <p class="capture-note">{TEXT.capture.note.picture}</p> : null}
          <CaptureNotice session={session} view={view} />
        </div>
      </div>
    </PageFrame>
  );
}

function Stage({ view, kind }: { readonly view: CaptureView; readonly kind: PictureKind }) {
  if (view.phase.phase === 'accepted') {
    const outline = view.finding !== null && 'tongue' in view.finding ? (view.finding.tongue?.outline ?? null) : null;
    return (
      <OutlinedPicture
        source={`/api/visit/captures/${view.phase.captureId}/picture`}
        description={TEXT.capture.title[kind]}
        outline={outline}
      />
    );
  }
  if (!isMeasuring(view) || view.preview === null) return <PosturePictogram kind={kind} />;
  const ready = view.preview.quality.usable;
  return (
    <div class="preview" data-frozen={view.phase.phase !== 'aiming'}>
      <img class="preview-picture" src={view.preview.picture} alt={TEXT.capture.preview} />
      <GuideOutline kind={kind} ready={ready} />
    </div>
  );
}

function Running(props: { readonly session: Session; readonly view: CaptureView; readonly kind: PictureKind }) {
  const { view } = props;
  const worst =
    view.phase.phase === 'aiming'
      ? view.preview?.quality.reasons.find((reason) => reason !== 'uncalibrated')
      : undefined;
  return (
    <>
      <ul class="lamps" aria-label={TEXT.capture.checks}>
        {pictureLamps(props.kind, view.preview?.quality ?? null).map((lamp) => (
          <LampRow key={lamp.name} lamp={lamp} />
        ))}
      </ul>
      <p class="capture-hint" role="status">
        {worst === undefined ? phaseWords(view) : TEXT.reason[worst]}
      </p>
      {view.phase.phase === 'transferring' ? (
        <ProgressBar value={view.phase.receivedBytes} max={view.phase.totalBytes} label={phaseWords(view)} />
      ) : null}
      {view.phase.phase === 'aiming' ? (
        <Button icon="camera" onPress={() => void props.session.shoot(props.kind)}>
          {TEXT.capture.shoot}
        </Button>
      ) : null}
    </>
  );
}

function LampRow({ lamp }: { readonly lamp: Lamp }) {
  return (
    <li class="lamp" data-state={lamp.state}>
      <span class="lamp-light">
        <Icon name={lamp.state === 'good' ? 'check' : lamp.state === 'bad' ? 'warning' : 'dots'} />
      </span>
      <span>{TEXT.capture.check[lamp.name]}</span>
      <span class="lamp-word">{TEXT.capture.checkState[lamp.state]}</span>
    </li>
  );
}

function phaseWords(view: CaptureView): string {
  switch (view.phase.phase) {
    case 'transferring':
      return TEXT.capture.phase.transferring(
        Math.round((100 * view.phase.receivedBytes) / Math.max(1, view.phase.totalBytes)),
      );
    case 'connecting':
    case 'aiming':
    case 'taking':
    case 'analysing':
      return TEXT.capture.phase[view.phase.phase];
    default:
      return '';
  }
}
