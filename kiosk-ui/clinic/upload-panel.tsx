import type { UploadStatus, VisitResult } from '../../src/domain/station-api.ts';
import { Badge, type BadgeTone } from '../shared/badge.tsx';
import { Button } from '../shared/button.tsx';
import type { IconName } from '../shared/icon.tsx';
import { WORDS } from '../shared/words.ts';
import { dateAndTime } from '../visit-view/china-time.ts';
import { errorWords } from '../visit-view/error-words.ts';
import type { Clinic } from './clinic.ts';
import { TEXT } from './text.ts';

const LOOKS: Readonly<Record<UploadStatus['state'], readonly [BadgeTone, IconName]>> = {
  'not-queued': ['plain', 'dots'],
  pending: ['mid', 'upload'],
  uploaded: ['good', 'check'],
  failed: ['danger', 'danger'],
};

/** Where the visit went: state, receipt or reason; printing; sending once more. */
export function UploadPanel({ clinic, result }: { readonly clinic: Clinic; readonly result: VisitResult }) {
  const { upload, visit } = result;
  const [tone, symbol] = LOOKS[upload.state];
  const mayRepeat = upload.state === 'failed' || upload.state === 'pending';
  return (
    <section class="upload" aria-label={TEXT.upload.title}>
      <div class="upload-state">
        <Badge tone={tone} symbol={symbol}>
          {WORDS.upload[upload.state]}
        </Badge>
        <dl>
          {upload.receiptId === null ? null : <Fact name={TEXT.upload.receipt} value={upload.receiptId} />}
          {upload.receivedAt === null ? null : (
            <Fact name={TEXT.upload.receivedAt} value={dateAndTime(upload.receivedAt)} />
          )}
          {upload.state === 'uploaded' || upload.attempts === 0 ? null : (
            <Fact name={TEXT.upload.attempts} value={String(upload.attempts)} />
          )}
          {upload.errorCode === null ? null : (
            <Fact
              name={TEXT.upload.why}
              value={`${errorWords(upload.errorCode)} ${WORDS.errorCode(upload.errorCode)}`}
            />
          )}
        </dl>
      </div>
      <div class="upload-actions">
        <a
          class="button"
          data-kind="primary"
          href={`/report.html?visit=${encodeURIComponent(visit.id)}&staff=1`}
          target="_blank"
          rel="noopener"
          aria-disabled={visit.status !== 'complete'}
        >
          {TEXT.print}
        </a>
        {mayRepeat ? (
          <Button icon="again" disabled={clinic.busy.value === 'upload'} onPress={() => void clinic.uploadAgain()}>
            {clinic.busy.value === 'upload' ? TEXT.upload.sending : TEXT.upload.again}
          </Button>
        ) : null}
      </div>
    </section>
  );
}

function Fact({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
