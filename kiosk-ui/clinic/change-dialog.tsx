import { useEffect, useRef, useState } from 'preact/hooks';
import type { ResidentHistory, VisitChange } from '../../src/domain/change.ts';
import { CONSTITUTIONS, type Constitution } from '../../src/domain/constitution.ts';
import type { InterventionRequest } from '../../src/domain/intervention.ts';
import { Button } from '../shared/button.tsx';
import { Dialog } from '../shared/dialog.tsx';
import { ErrorBanner } from '../shared/error-banner.tsx';
import { errorCodeOf } from '../shared/ui-error.ts';
import { WORDS } from '../shared/words.ts';
import { CHANGE_TEXT, changeSentence } from '../visit-view/change-words.ts';
import { dateAndTime } from '../visit-view/china-time.ts';
import { errorWords } from '../visit-view/error-words.ts';
import './change-dialog.css';
import { ChangeTable } from './change-table.tsx';
import { CHANGE_PAGE_TEXT as TEXT } from './change-text.ts';
import { InterventionList } from './intervention-list.tsx';

export interface ChangeSource {
  history(): Promise<ResidentHistory>;
  add(request: InterventionRequest): Promise<unknown>;
  withdraw(id: string): Promise<unknown>;
}

/** A resident's visits on one axis, with what was done in between, and the figures of the visit that is open. */
export function ChangeDialog(props: {
  readonly visitId: string;
  readonly source: ChangeSource;
  readonly onClose: () => void;
}) {
  const { visitId, source, onClose } = props;
  const [history, setHistory] = useState<ResidentHistory | null>(null);
  const [code, setCode] = useState<string | null>(null);
  const load = async (first: Promise<unknown>) => {
    try {
      await first;
      setHistory(await source.history());
      setCode(null);
    } catch (thrown) {
      setCode(errorCodeOf(thrown));
    }
  };
  useEffect(() => void load(Promise.resolve()), []);
  return (
    <Dialog
      title={CHANGE_TEXT.title}
      onClose={onClose}
      actions={
        <Button kind="primary" onPress={onClose}>
          {WORDS.close}
        </Button>
      }
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard has to reach it */}
      <section class="change" tabIndex={0} aria-label={CHANGE_TEXT.title}>
        {code === null ? null : <ErrorBanner code={code} words={errorWords(code)} onClose={() => setCode(null)} />}
        {history === null ? (
          <p>{TEXT.loading}</p>
        ) : (
          <>
            <Figures history={history} visitId={visitId} />
            <InterventionList
              interventions={history.interventions}
              onAdd={(request) => load(source.add(request))}
              onWithdraw={(id) => void load(source.withdraw(id))}
            />
          </>
        )}
      </section>
    </Dialog>
  );
}

function Figures({ history, visitId }: { readonly history: ResidentHistory; readonly visitId: string }) {
  const change = history.visits.find((visit) => visit.visitId === visitId)?.change ?? null;
  return (
    <>
      <p class="change-sentence">{change === null ? TEXT.single : changeSentence(change)}</p>
      <div class="change-trends">
        {CONSTITUTIONS.map((id) => (
          <Trend key={id} history={history} id={id} />
        ))}
      </div>
      <p class="remark">{TEXT.legend}</p>
      {change === null ? null : <ChangeTable change={change} />}
      <p class="remark">{isFallback(change) ? TEXT.fallback + TEXT.association : TEXT.association}</p>
    </>
  );
}

function isFallback(change: VisitChange | null): boolean {
  return change?.scales.kind === 'compared' && change.scales.scales.some(({ limit }) => limit.origin === 'fallback');
}

/** The drawing library comes when the first chart is looked at. */
function Trend({ history, id }: { readonly history: ResidentHistory; readonly id: Constitution }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    let end = () => {};
    let gone = false;
    void import('./scale-trend.ts').then(({ drawScaleTrend }) => {
      if (!gone && canvas.current !== null) end = drawScaleTrend(canvas.current, history, id);
    });
    return () => {
      gone = true;
      end();
    };
  }, [history, id]);
  return (
    <figure>
      <figcaption>{WORDS.constitution[id]}</figcaption>
      <div class="change-canvas">
        <canvas ref={canvas} role="img" aria-label={TEXT.trend(WORDS.constitution[id], pointsOf(history, id))} />
      </div>
    </figure>
  );
}

function pointsOf({ visits }: ResidentHistory, id: Constitution): string {
  return visits
    .flatMap(({ startedAt, scales }) => {
      const score = scales.find((scale) => scale.id === id)?.score;
      return score === undefined ? [] : [`${dateAndTime(startedAt).slice(0, 10)} ${Math.round(score)}`];
    })
    .join('，');
}
