import { useState } from 'preact/hooks';
import type { VisitResult } from '../../src/domain/station-api.ts';
import { Badge } from '../shared/badge.tsx';
import { Button } from '../shared/button.tsx';
import { Card } from '../shared/card.tsx';
import { ConstitutionBars } from '../shared/constitution-bars.tsx';
import { ConstitutionRadar } from '../shared/constitution-radar.tsx';
import { Dialog } from '../shared/dialog.tsx';
import { natureOf } from '../shared/nature.ts';
import { SimulatedMark } from '../shared/simulated-mark.tsx';
import { WORDS } from '../shared/words.ts';
import { changeSentence } from '../visit-view/change-words.ts';
import { FurtherPanel } from '../visit-view/further-panel.tsx';
import { PageFrame } from './page-frame.tsx';
import { PulseCard } from './pulse-card.tsx';
import { headlineOf, type PartState, partsOf } from './result-view.ts';
import type { Session } from './session.ts';
import { TEXT } from './text.ts';
import { TongueCard } from './tongue-card.tsx';

/** One clear page: the main constitution first, then what it rests on, then where it went. */
export function ResultScreen({ session }: { readonly session: Session }) {
  const result = session.result.value;
  const [showsFurther, setShowsFurther] = useState(false);
  if (result === null) return null;
  const { visit } = result;
  const headline = headlineOf(visit.constitution);
  const change = result.change === undefined ? null : changeSentence(result.change);
  return (
    <PageFrame
      session={session}
      spoken={[
        TEXT.result.main,
        headline.main,
        ...headline.beside,
        headline.sentence,
        ...(change === null ? [] : [change]),
      ].join('。')}
      actions={
        <>
          {visit.further === undefined ? null : (
            <Button icon="lens" onPress={() => setShowsFurther(true)}>
              {TEXT.result.further}
            </Button>
          )}
          <Button icon="print" onPress={() => window.open(`/report.html?visit=${visit.id}`, '_blank', 'noopener')}>
            {TEXT.result.print}
          </Button>
          <Button kind="primary" icon="check" onPress={() => void session.leave()}>
            {TEXT.result.finish}
          </Button>
        </>
      }
    >
      <div class="result" data-scored={visit.constitution !== null}>
        <div class="result-column">
          <section class="result-head" aria-label={TEXT.result.title}>
            <p class="result-kicker">
              {TEXT.result.main} <SimulatedMark nature={natureOf(visit)} />
            </p>
            <h1 class="result-main">{headline.main}</h1>
            {headline.beside.map((words) => (
              <p key={words} class="result-beside">
                {words}
              </p>
            ))}
            <p class="result-sentence">{headline.sentence}</p>
            {change === null ? null : <p class="result-change">{change}</p>}
          </section>
          {visit.constitution === null ? null : <ConstitutionRadar scales={visit.constitution.scales} />}
        </div>
        {visit.constitution === null ? null : (
          <Card title={TEXT.result.scores} class="result-scores">
            <ConstitutionBars scales={visit.constitution.scales} />
            <p class="result-disclaimer">{TEXT.result.disclaimer}</p>
          </Card>
        )}
        <div class="result-column">
          <TongueCard visit={visit} />
          <PulseCard visit={visit} />
        </div>
        <footer class="result-parts">
          <Parts parts={partsOf(visit)} />
          <Upload result={result} />
        </footer>
      </div>
      {showsFurther ? (
        <Dialog
          title={TEXT.result.further}
          onClose={() => setShowsFurther(false)}
          actions={
            <Button kind="primary" onPress={() => setShowsFurther(false)}>
              {TEXT.result.closeFurther}
            </Button>
          }
        >
          <FurtherPanel visit={visit} />
        </Dialog>
      ) : null}
    </PageFrame>
  );
}

function Upload({ result }: { readonly result: VisitResult }) {
  const { state, receiptId } = result.upload;
  const tone = state === 'uploaded' ? 'good' : state === 'failed' ? 'warning' : 'mid';
  return (
    <p class="result-upload" role="status">
      <Badge tone={tone} symbol={state === 'uploaded' ? 'check' : 'upload'}>
        {WORDS.upload[state]}
      </Badge>
      <span>
        {TEXT.result.upload[state]}
        {receiptId === null ? null : <span class="result-receipt">{TEXT.result.receipt(receiptId)}</span>}
      </span>
    </p>
  );
}

function Parts({ parts }: { readonly parts: readonly PartState[] }) {
  return (
    <ul aria-label={TEXT.result.parts}>
      {parts.map((part) => (
        <li key={part.kind}>
          {WORDS.capture[part.kind]}
          {part.state === 'skipped' ? (
            <Badge tone="plain">{TEXT.skippedSentence[part.reason]}</Badge>
          ) : (
            <Badge tone={part.state === 'good' ? 'good' : 'warning'}>
              {part.state === 'good' ? TEXT.result.good : TEXT.result.poor}
            </Badge>
          )}
        </li>
      ))}
    </ul>
  );
}
