import type { ReadonlySignal } from '@preact/signals';
import type { VisitResult } from '../../src/domain/station-api.ts';
import { Button } from '../shared/button.tsx';
import { Loaded } from '../visit-view/loaded.tsx';
import type { Loadable } from '../visit-view/loader.ts';
import type { ReportRequest } from './report-request.ts';
import { ReportSheet } from './report-sheet.tsx';
import { TEXT } from './text.ts';

/** The sheet as it will be printed, with a bar above that is not. */
export function ReportPage(props: {
  readonly request: ReportRequest | null;
  readonly result: ReadonlySignal<Loadable<VisitResult>>;
  readonly onRetry: () => void;
  readonly onPrint: () => void;
}) {
  const { request } = props;
  const result = props.result.value;
  return (
    <>
      <nav class="report-bar" aria-label={TEXT.toolbar}>
        <Button onPress={() => window.close()}>{TEXT.close}</Button>
        <Button kind="primary" icon="print" disabled={result.state !== 'ready'} onPress={props.onPrint}>
          {TEXT.print}
        </Button>
      </nav>
      <main class="report-desk">
        {request === null ? (
          <p>{TEXT.noVisit}</p>
        ) : (
          <Loaded of={result} onRetry={props.onRetry}>
            {(value) => <Fitting request={request} result={value} />}
          </Loaded>
        )}
      </main>
    </>
  );
}

/** A report is of one complete visit, and of the one that was asked for. */
function Fitting({ request, result }: { readonly request: ReportRequest; readonly result: VisitResult }) {
  if (result.visit.id !== request.visitId) return <p>{TEXT.otherVisit}</p>;
  if (result.visit.status !== 'complete') return <p>{TEXT.incomplete}</p>;
  return <ReportSheet result={result} picture={request.picture} />;
}
