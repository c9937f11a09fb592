import { useEffect, useState } from 'preact/hooks';
import type { EvidenceRefit, EvidenceSummary } from '../../src/domain/county-api.ts';
import type { StaffSession } from '../../src/domain/station-api.ts';
import { Banner } from '../shared/banner.tsx';
import { Button } from '../shared/button.tsx';
import { ErrorBanner } from '../shared/error-banner.tsx';
import { errorCodeOf } from '../shared/ui-error.ts';
import { dateAndTime } from '../visit-view/china-time.ts';
import { errorWords } from '../visit-view/error-words.ts';
import type { County } from './county.ts';
import { TEXT } from './text.ts';

/** Which evidence weighs the signs of 四诊合参, and, for an administrator, the way to refit it from confirmed cases. */
export function EvidencePanel({ county, staff }: { readonly county: County; readonly staff: StaffSession }) {
  const [summary, setSummary] = useState<EvidenceSummary | null>(null);
  const [outcome, setOutcome] = useState<EvidenceRefit | null>(null);
  const [code, setCode] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const attempt = async (work: () => Promise<void>) => {
    setBusy(true);
    setCode(null);
    try {
      await work();
      setSummary(await county.evidence());
    } catch (thrown) {
      setCode(errorCodeOf(thrown));
    } finally {
      setBusy(false);
    }
  };
  useEffect(() => void attempt(async () => {}), []);
  const words = TEXT.evidence;
  return (
    <section class="panel" aria-label={words.title}>
      <div class="panel-head">
        <h2>{words.title}</h2>
        {staff.role === 'administrator' ? (
          <Button
            icon="again"
            disabled={busy}
            onPress={() => void attempt(async () => setOutcome(await county.refitEvidence()))}
          >
            {words.refit}
          </Button>
        ) : null}
      </div>
      <p>{inForce(summary)}</p>
      {summary?.fitted === undefined ? null : (
        <p class="numbers">
          {words.heldOut(
            summary.fitted.heldOut.logLossBefore.toFixed(3),
            summary.fitted.heldOut.logLossAfter.toFixed(3),
          )}
        </p>
      )}
      <p class="remark">{words.about}</p>
      {outcome === null ? null : (
        <Banner tone="plain" symbol={outcome.kind === 'refitted' ? 'check' : 'dots'}>
          {outcome.kind === 'refitted'
            ? words.refitted(outcome.report.cases)
            : words.why[outcome.why ?? 'too-few-cases']}
        </Banner>
      )}
      {code === null ? null : <ErrorBanner code={code} words={errorWords(code)} onClose={() => setCode(null)} />}
    </section>
  );
}

function inForce(summary: EvidenceSummary | null): string {
  const { published, local } = TEXT.evidence;
  if (summary === null) return published;
  return local(summary.version, summary.fitted?.cases ?? 0, dateAndTime(summary.fitted?.computedAt ?? ''));
}
