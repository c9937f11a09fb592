import type { CountyVisitDetail } from '../../src/domain/county-api.ts';
import { ageYears, maskNumber } from '../../src/domain/resident-number.ts';
import type { StaffSession } from '../../src/domain/station-api.ts';
import { WORDS } from '../shared/words.ts';
import { dateAndTime } from '../visit-view/china-time.ts';
import { ConclusionPanel } from '../visit-view/conclusion-panel.tsx';
import { FacePanel } from '../visit-view/face-panel.tsx';
import { FurtherPanel } from '../visit-view/further-panel.tsx';
import { InquiryPanel } from '../visit-view/inquiry-panel.tsx';
import { Loaded } from '../visit-view/loaded.tsx';
import { MeasurementStrip } from '../visit-view/measurement-strip.tsx';
import { NotesPanel } from '../visit-view/notes-panel.tsx';
import { OpinionPanel } from '../visit-view/opinion-panel.tsx';
import { PartQuality } from '../visit-view/part-quality.tsx';
import { ProvenanceList } from '../visit-view/provenance-list.tsx';
import { PulsePanel } from '../visit-view/pulse-panel.tsx';
import { SynthesisPanel } from '../visit-view/synthesis-panel.tsx';
import { TonguePanel } from '../visit-view/tongue-panel.tsx';
import { VISIT_TEXT } from '../visit-view/visit-text.ts';
import type { County } from './county.ts';
import { ReviewPanel } from './review-panel.tsx';
import { TEXT } from './text.ts';

/** One received visit: result, pictures as far as they have come, pulse, answers, origin, receipt, and the review. */
export function VisitDetail({ county, staff }: { readonly county: County; readonly staff: StaffSession }) {
  const id = county.visitId.value;
  return (
    <main class="detail" aria-label={TEXT.detail}>
      <Loaded
        of={county.visit.value}
        onRetry={() => id !== null && county.openVisit(id)}
        idle={<p class="choose">{TEXT.choose}</p>}
      >
        {(detail) => <WholeVisit county={county} staff={staff} detail={detail} />}
      </Loaded>
    </main>
  );
}

function WholeVisit(props: {
  readonly county: County;
  readonly staff: StaffSession;
  readonly detail: CountyVisitDetail;
}) {
  const { county, staff, detail } = props;
  const { visit, picturesReceived, opinions } = detail;
  const before = county.earlierPictures.value;
  const arrived = [...picturesReceived, ...(before?.received ?? [])];
  const address = (captureId: string) => (arrived.includes(captureId) ? `/api/captures/${captureId}/bytes` : null);
  return (
    <div class="detail-grid">
      <Identity detail={detail} />
      <MeasurementStrip visit={visit} />
      <div class="detail-parts">
        <TonguePanel visit={visit} address={address} earlier={before?.earlier} />
        <FacePanel visit={visit} address={address} earlier={before?.earlier} />
        <PulsePanel visit={visit} />
        <InquiryPanel visit={visit} questionnaire={detail.questionnaire} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it may scroll, so the keyboard has to reach it */}
      <section class="detail-side" aria-label={TEXT.side} tabIndex={0}>
        <ConclusionPanel visit={visit} />
        <NotesPanel notes={detail.notes} />
        <FurtherPanel visit={visit} />
        <SynthesisPanel synthesis={opinions[0]?.synthesis ?? visit.synthesis ?? null} />
        {opinions.length === 0 ? null : <OpinionPanel opinions={opinions} />}
        <ReviewPanel key={visit.id} county={county} staff={staff} detail={detail} />
        <ProvenanceList visit={visit} />
        <Receipt detail={detail} />
      </section>
    </div>
  );
}

function Identity({ detail }: { readonly detail: CountyVisitDetail }) {
  const { visit, resident, clinicName } = detail;
  const { number } = resident.document;
  const facts = [
    TEXT.born(resident.birthDate),
    ...(number === null ? [] : [maskNumber(number)]),
    clinicName,
    dateAndTime(visit.startedAt),
  ];
  return (
    <div class="identity">
      <div class="identity-line">
        <h2>{resident.name}</h2>
        <span>{`${WORDS.sex[resident.sex]} ${VISIT_TEXT.age(ageYears(resident.birthDate, visit.startedAt))}`}</span>
        <span class="identity-facts">{facts.join(VISIT_TEXT.dot)}</span>
      </div>
      <PartQuality visit={visit} />
    </div>
  );
}

function Receipt({ detail }: { readonly detail: CountyVisitDetail }) {
  const { receiptId, receivedAt, bundleSha256 } = detail.receipt;
  const facts = [
    [TEXT.receipt, receiptId],
    [TEXT.receivedAt, dateAndTime(receivedAt)],
    [TEXT.digest, bundleSha256],
  ] as const;
  return (
    <section class="provenance" aria-label={TEXT.receiptTitle}>
      <h2>{TEXT.receiptTitle}</h2>
      <dl>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
