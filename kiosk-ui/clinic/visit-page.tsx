import { useState } from 'preact/hooks';
import type { MeasurementKind } from '../../src/domain/measurement.ts';
import type { Resident } from '../../src/domain/resident.ts';
import { ageYears } from '../../src/domain/resident-number.ts';
import type { StaffSession, VisitResult } from '../../src/domain/station-api.ts';
import type { Visit } from '../../src/domain/visit.ts';
import { Badge } from '../shared/badge.tsx';
import { Banner } from '../shared/banner.tsx';
import { Button } from '../shared/button.tsx';
import { ErrorBanner } from '../shared/error-banner.tsx';
import { WORDS } from '../shared/words.ts';
import { CHANGE_TEXT } from '../visit-view/change-words.ts';
import { dateAndTime } from '../visit-view/china-time.ts';
import { ConclusionPanel } from '../visit-view/conclusion-panel.tsx';
import { errorWords } from '../visit-view/error-words.ts';
import { FacePanel } from '../visit-view/face-panel.tsx';
import { FurtherPanel } from '../visit-view/further-panel.tsx';
import { InquiryPanel } from '../visit-view/inquiry-panel.tsx';
import { Loaded } from '../visit-view/loaded.tsx';
import { readyValue } from '../visit-view/loader.ts';
import { MeasurementStrip } from '../visit-view/measurement-strip.tsx';
import { NotesPanel } from '../visit-view/notes-panel.tsx';
import { OpinionPanel } from '../visit-view/opinion-panel.tsx';
import { PartQuality } from '../visit-view/part-quality.tsx';
import { ProvenanceList } from '../visit-view/provenance-list.tsx';
import { PulsePanel } from '../visit-view/pulse-panel.tsx';
import { SynthesisPanel } from '../visit-view/synthesis-panel.tsx';
import { OPINION_TEXT } from '../visit-view/synthesis-text.ts';
import { TonguePanel } from '../visit-view/tongue-panel.tsx';
import { VISIT_TEXT } from '../visit-view/visit-text.ts';
import { ChangeDialog } from './change-dialog.tsx';
import type { Clinic } from './clinic.ts';
import { InquiryActions } from './inquiry-actions.tsx';
import { KeepReadings } from './keep-reading.tsx';
import { LivePulsePanel } from './live-pulse-panel.tsx';
import { MeasurementEntry } from './measurement-entry.tsx';
import { OpinionEntry } from './opinion-entry.tsx';
import { TEXT } from './text.ts';
import { UploadPanel } from './upload-panel.tsx';

const bytesOf = (captureId: string) => `/api/clinic/captures/${captureId}/bytes`;

/** One visit on one screen: who, what was found, what it amounts to and where it went. */
export function VisitPage({ clinic, staff }: { readonly clinic: Clinic; readonly staff: StaffSession }) {
  const { actionCode } = clinic;
  const id = clinic.visitId.value;
  return (
    <main class="visit-page" aria-label={TEXT.mainRegion}>
      {actionCode.value === null ? null : (
        <ErrorBanner code={actionCode.value} words={errorWords(actionCode.value)} onClose={clinic.dismissAction} />
      )}
      {clinic.livePulse.value === null ? null : <LivePulsePanel live={clinic.livePulse.value} />}
      <Loaded
        of={clinic.visit.value}
        onRetry={() => id !== null && clinic.openVisit(id)}
        idle={<p class="choose">{TEXT.visit.choose}</p>}
      >
        {(result) => <WholeVisit clinic={clinic} staff={staff} result={result} />}
      </Loaded>
    </main>
  );
}

function WholeVisit(props: { readonly clinic: Clinic; readonly staff: StaffSession; readonly result: VisitResult }) {
  const { clinic, staff, result } = props;
  const earlier = clinic.earlierPulse.value;
  const { visit } = result;
  const operatorName = (accountId: string) => (accountId === staff.accountId ? staff.displayName : accountId);
  return (
    <div class="visit">
      <Identity clinic={clinic} result={result} />
      <Measurements clinic={clinic} visit={visit} operatorName={operatorName} />
      {visit.status === 'complete' ? null : (
        <Banner tone="plain" symbol="dots">
          {visit.status === 'abandoned' ? TEXT.visit.abandoned : TEXT.visit.running}
        </Banner>
      )}
      <div class="visit-parts">
        <TonguePanel visit={visit} address={bytesOf} earlier={clinic.earlierPictures.value} />
        <FacePanel visit={visit} address={bytesOf} earlier={clinic.earlierPictures.value} />
        <PulsePanel visit={visit} {...(earlier === undefined ? {} : { earlier })} />
        <InquiryPanel visit={visit} questionnaire={readyValue(clinic.questionnaire.value)} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it may scroll, so the keyboard has to reach it */}
      <section class="visit-side" aria-label={TEXT.visit.values} tabIndex={0}>
        <ConclusionPanel visit={visit} />
        <NotesPanel notes={result.notes} />
        <Opinions clinic={clinic} result={result} operatorName={operatorName} />
        <FurtherPanel visit={visit} />
        <Changes clinic={clinic} visit={visit} />
        <InquiryActions result={result} />
        <UploadPanel clinic={clinic} result={result} />
        <ProvenanceList visit={visit} operatorName={operatorName} />
      </section>
    </div>
  );
}

function Changes({ clinic, visit }: { readonly clinic: Clinic; readonly visit: Visit }) {
  const [shown, setShown] = useState(false);
  if (visit.status !== 'complete') return null;
  return (
    <div class="inquiry-actions">
      <Button class="small" icon="lens" onPress={() => setShown(true)}>
        {CHANGE_TEXT.open}
      </Button>
      {shown ? (
        <ChangeDialog visitId={visit.id} source={clinic.changesOf(visit.residentId)} onClose={() => setShown(false)} />
      ) : null}
    </div>
  );
}

function Opinions(props: {
  readonly clinic: Clinic;
  readonly result: VisitResult;
  readonly operatorName: (accountId: string) => string;
}) {
  const { clinic, result } = props;
  const { visit, opinions = [] } = result;
  const [entering, setEntering] = useState(false);
  if (visit.status !== 'complete') return null;
  return (
    <>
      <SynthesisPanel synthesis={opinions[0]?.synthesis ?? visit.synthesis ?? null} />
      <OpinionPanel opinions={opinions} operatorName={props.operatorName}>
        <Button icon="person" onPress={() => setEntering(true)}>
          {opinions.length === 0 ? OPINION_TEXT.open : OPINION_TEXT.again}
        </Button>
      </OpinionPanel>
      {entering ? <OpinionEntry visit={visit} keep={clinic.keepOpinion} onClose={() => setEntering(false)} /> : null}
    </>
  );
}

function Measurements(props: {
  readonly clinic: Clinic;
  readonly visit: Visit;
  readonly operatorName: (accountId: string) => string;
}) {
  const { clinic, visit } = props;
  const [entering, setEntering] = useState<MeasurementKind | null>(null);
  const isOpen = visit.status === 'in-progress' && visit.consent?.healthData === true;
  return (
    <>
      <MeasurementStrip visit={visit} operatorName={props.operatorName} {...(isOpen ? { onEnter: setEntering } : {})}>
        {isOpen ? <KeepReadings clinic={clinic} visitId={visit.id} /> : null}
      </MeasurementStrip>
      {entering === null || !isOpen ? null : (
        <MeasurementEntry
          visit={visit}
          kind={entering}
          keep={clinic.keepMeasurement}
          onClose={() => setEntering(null)}
        />
      )}
    </>
  );
}

function Identity({ clinic, result }: { readonly clinic: Clinic; readonly result: VisitResult }) {
  const { visit } = result;
  const { full, card } = result.resident;
  return (
    <div class="identity">
      <div class="identity-line">
        <h2>{full?.name ?? card.maskedName}</h2>
        <span>{`${WORDS.sex[card.sex]} ${VISIT_TEXT.age(full === null ? card.ageYears : ageAt(full, visit))}`}</span>
        <span class="identity-facts">{(full === null ? [] : factsOf(full)).join(VISIT_TEXT.dot)}</span>
        {full?.document.unverified === true ? <Unverified clinic={clinic} resident={full} /> : null}
        <span class="identity-facts identity-times">{timesOf(visit).join(VISIT_TEXT.dot)}</span>
      </div>
      <div class="identity-line">
        <PartQuality visit={visit} />
        <span class="identity-facts identity-times">{consentWords(visit)}</span>
      </div>
    </div>
  );
}

/** A number that was typed stays to be checked until the card has been on the reader. */
function Unverified({ clinic, resident }: { readonly clinic: Clinic; readonly resident: Resident }) {
  const reader = readyValue(clinic.status.value)?.cardReader ?? 'absent';
  return (
    <>
      <Badge tone="warning">{TEXT.visit.unverified}</Badge>
      {reader === 'absent' || resident.document.type !== 'resident-id' ? null : (
        <Button
          class="small"
          disabled={clinic.busy.value !== null}
          onPress={() => void clinic.verifyDocument(resident.id)}
        >
          {TEXT.visit.verify}
        </Button>
      )}
    </>
  );
}

function ageAt(resident: Resident, visit: Visit): number {
  return ageYears(resident.birthDate, visit.startedAt);
}

function factsOf(resident: Resident): readonly string[] {
  const { document, phone } = resident;
  const number = document.number === null ? '' : ` ${document.number}`;
  return [
    TEXT.visit.born(resident.birthDate),
    `${TEXT.document[document.type]}${number}`,
    ...(phone === null ? [] : [TEXT.visit.phone(phone)]),
    ...(resident.address === null ? [] : [resident.address]),
  ];
}

function timesOf(visit: Visit): readonly string[] {
  return [
    TEXT.visit.startedAt(dateAndTime(visit.startedAt)),
    ...(visit.completedAt === null ? [] : [TEXT.visit.completedAt(dateAndTime(visit.completedAt).slice(11))]),
  ];
}

function consentWords(visit: Visit): string {
  const { given, noPictures, none } = TEXT.visit.consent;
  if (visit.consent?.healthData !== true) return none;
  return visit.consent.pictures ? given : noPictures;
}
