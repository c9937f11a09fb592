import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Banner } from '../shared/banner.tsx';
import { Button } from '../shared/button.tsx';
import { Dialog } from '../shared/dialog.tsx';
import { ErrorBanner } from '../shared/error-banner.tsx';
import { TextSizeToggle } from '../shared/text-size-toggle.tsx';
import { timeOfDay } from '../visit-view/china-time.ts';
import { errorWords } from './error-words.ts';
import { stepIndex } from './flow.ts';
import type { Session } from './session.ts';
import { StationMark } from './station-mark.tsx';
import { TEXT } from './text.ts';

/**
 * Every page of a visit: where we are on top, the work in the middle, and all controls below, where a seated or
 * small person reaches them. `spoken` is what the read-aloud button says.
 */
export function PageFrame(props: {
  readonly session: Session;
  readonly spoken: string;
  readonly actions: ComponentChildren;
  readonly children: ComponentChildren;
}) {
  const { session } = props;
  const [asked, setAsked] = useState<'leave' | 'help' | null>(null);
  const trouble = session.trouble.value;
  return (
    <div class="page">
      <header class="page-head">
        <span class="brand">{TEXT.brand}</span>
        <Steps at={stepIndex(session.screen.value)} />
        <span class="page-person">
          <StationMark session={session} />
          {session.visit.value?.resident.maskedName}
        </span>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: at large text the page scrolls, and must do so by keyboard */}
      <main class="page-main" tabIndex={0}>
        {session.online.value ? null : <Banner tone="warning">{TEXT.reconnecting}</Banner>}
        {trouble === null ? null : <TroubleBanner session={session} />}
        {props.children}
      </main>
      <footer class="page-foot">
        <Button kind="quiet" icon="leave" onPress={() => setAsked('leave')}>
          {TEXT.leave}
        </Button>
        <Button kind="quiet" icon="help" onPress={() => setAsked('help')}>
          {TEXT.callStaff}
        </Button>
        {session.speaker.available.value ? (
          <Button kind="quiet" icon="speak" onPress={() => session.speaker.speak(props.spoken)}>
            {TEXT.readAloud}
          </Button>
        ) : null}
        <TextSizeToggle />
        <span class="page-actions">{props.actions}</span>
      </footer>
      {asked === 'leave' ? <LeaveDialog session={session} onClose={() => setAsked(null)} /> : null}
      {asked === 'help' ? <HelpDialog onClose={() => setAsked(null)} /> : null}
    </div>
  );
}

function TroubleBanner({ session }: { readonly session: Session }) {
  const trouble = session.trouble.value;
  if (trouble === null) return null;
  return (
    <ErrorBanner
      code={trouble.code}
      words={errorWords(trouble.code)}
      {...(trouble.retry === null ? {} : { onRetry: trouble.retry })}
      onClose={() => {
        session.trouble.value = null;
      }}
    />
  );
}

function Steps({ at }: { readonly at: number | null }) {
  return (
    <ol class="steps" aria-label={TEXT.stepsLabel}>
      {TEXT.steps.map((name, index) => (
        <li
          key={name}
          data-state={at === null || index > at ? 'ahead' : index === at ? 'here' : 'done'}
          aria-current={index === at ? 'step' : undefined}
        >
          <span class="steps-dot" aria-hidden="true">
            {at !== null && index < at ? '✓' : index + 1}
          </span>
          {name}
        </li>
      ))}
    </ol>
  );
}

function LeaveDialog(props: { readonly session: Session; readonly onClose: () => void }) {
  const { session } = props;
  const visit = session.visit.value;
  const unfinished = visit?.status === 'in-progress' && visit.consent?.healthData === true;
  const words = TEXT.leaveDialog;
  return (
    <Dialog
      title={words.title}
      onClose={props.onClose}
      actions={
        <>
          {unfinished ? (
            <Button kind="quiet" onPress={() => void session.leave(false)}>
              {words.discard}
            </Button>
          ) : null}
          <Button icon="leave" onPress={() => void session.leave()}>
            {unfinished ? words.keep : words.go}
          </Button>
          <Button kind="primary" onPress={props.onClose}>
            {words.stay}
          </Button>
        </>
      }
    >
      <p>{unfinished ? words.kept(timeOfDay(visit.keptUntil)) : words.words}</p>
    </Dialog>
  );
}

function HelpDialog({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog
      title={TEXT.helpDialog.title}
      onClose={onClose}
      actions={
        <Button kind="primary" onPress={onClose}>
          {TEXT.helpDialog.close}
        </Button>
      }
    >
      <p>{TEXT.helpDialog.words}</p>
    </Dialog>
  );
}
