import { isFiveState } from '../../src/domain/five-state.ts';
import { ageYears } from '../../src/domain/resident-number.ts';
import type { VisitResult } from '../../src/domain/station-api.ts';
import type { Visit } from '../../src/domain/visit.ts';
import { ConstitutionBars } from '../shared/constitution-bars.tsx';
import { ConstitutionRadar } from '../shared/constitution-radar.tsx';
import { natureOf } from '../shared/nature.ts';
import { WORDS } from '../shared/words.ts';
import { changeSentence } from '../visit-view/change-words.ts';
import { dateAndTime } from '../visit-view/china-time.ts';
import type { CaptureAddress } from '../visit-view/kept-picture.tsx';
import { PartQuality } from '../visit-view/part-quality.tsx';
import { headlineOf, sourcesOf } from '../visit-view/visit-facts.ts';
import { VISIT_TEXT } from '../visit-view/visit-text.ts';
import { ReportPulse } from './report-pulse.tsx';
import { ReportTongue } from './report-tongue.tsx';
import { TEXT } from './text.ts';

/** One A4 page: who, the main constitution, the nine scores, tongue, pulse, and what all this is not. */
export function ReportSheet({ result, picture }: { readonly result: VisitResult; readonly picture: CaptureAddress }) {
  const { visit } = result;
  return (
    <article class="sheet" lang="zh-CN">
      <Head result={result} />
      <Hero result={result} />
      {visit.constitution === null ? null : (
        <section class="sheet-scores" aria-label={TEXT.scores}>
          <ConstitutionRadar scales={visit.constitution.scales} />
          <div>
            <h2>{TEXT.scores}</h2>
            <ConstitutionBars scales={visit.constitution.scales} />
          </div>
          <p class="small-print">{TEXT.sensitivity}</p>
        </section>
      )}
      <ReportTongue visit={visit} picture={picture} />
      <ReportPulse visit={visit} />
      <Further visit={visit} />
      <Foot visit={visit} />
    </article>
  );
}

function Head({ result }: { readonly result: VisitResult }) {
  const { visit, clinicName } = result;
  const { full, card } = result.resident;
  const age = full === null ? card.ageYears : ageYears(full.birthDate, visit.startedAt);
  const facts = [
    [TEXT.name, full?.name ?? card.maskedName],
    [TEXT.sex, WORDS.sex[card.sex]],
    [TEXT.age, VISIT_TEXT.age(age)],
    [TEXT.date, dateAndTime(visit.startedAt)],
  ] as const;
  const nature = natureOf(visit);
  return (
    <header class="sheet-head">
      <div class="sheet-title">
        <h1>{TEXT.title}</h1>
        <p>
          {clinicName}
          <span class="sheet-number">{`${TEXT.number} ${visit.id}`}</span>
        </p>
      </div>
      {nature === 'live' ? null : (
        <p class="sheet-simulated" role="note">
          {TEXT[nature]}
        </p>
      )}
      <dl class="sheet-facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <div class="sheet-quality">
        <span>{TEXT.quality}</span>
        <PartQuality visit={visit} />
      </div>
    </header>
  );
}

function Hero({ result }: { readonly result: VisitResult }) {
  const { constitution } = result.visit;
  const { main, beside, open } = headlineOf(constitution);
  const primary = constitution?.conclusion.primary ?? null;
  return (
    <section class="sheet-hero" aria-label={TEXT.main}>
      <div>
        <p class="small-print">{TEXT.main}</p>
        <p class="sheet-main">{main}</p>
      </div>
      <div>
        {beside.length === 0 ? null : <p class="sheet-beside">{beside.join(VISIT_TEXT.dot)}</p>}
        <p>{plainSentence(primary, constitution?.conclusion.text ?? TEXT.notScored)}</p>
        {constitution === null ? null : open.map((words) => <p key={words}>{words}</p>)}
        {result.change === undefined ? null : <p class="small-print sheet-change">{changeSentence(result.change)}</p>}
      </div>
    </section>
  );
}

/** Everyday words for a constitution that was determined; otherwise the standard's own sentence. */
function plainSentence(primary: keyof typeof TEXT.plain | null, conclusion: string): string {
  return primary === null ? conclusion : TEXT.plain[primary];
}

/** One line for each questionnaire taken beside the main one. */
function Further({ visit }: { readonly visit: Visit }) {
  const lines = (visit.further ?? []).flatMap(({ sheet, result }) => {
    if (result === null) return [];
    const words = isFiveState(result)
      ? TEXT.profile(result.conclusion.text, result.label)
      : [headlineOf(result).main, ...headlineOf(result).beside].join(VISIT_TEXT.dot);
    return [`${VISIT_TEXT.further.name[sheet.questionnaire]}：${words}`];
  });
  if (lines.length === 0) return null;
  return (
    <section class="sheet-part" aria-label={VISIT_TEXT.further.title}>
      <h2>{VISIT_TEXT.further.title}</h2>
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </section>
  );
}

function Foot({ visit }: { readonly visit: Visit }) {
  const { sheet } = visit;
  const instruments = sourcesOf(visit).flatMap(({ instrument }) => (instrument === null ? [] : [instrument]));
  return (
    <footer class="sheet-foot">
      <div class="small-print">
        <p class="sheet-disclaimer">{TEXT.disclaimer}</p>
        {sheet === null ? null : (
          <p>{TEXT.questionnaire(TEXT.questionnaireName[sheet.questionnaire] ?? sheet.questionnaire)}</p>
        )}
        {instruments.map((device) => (
          <p key={device.serialNumber}>
            {TEXT.source(`${device.maker} ${device.model}`, device.serialNumber, device.firmwareVersion)}
          </p>
        ))}
      </div>
      <p class="sheet-signature">
        {TEXT.doctor}
        <span />
        {TEXT.signedOn}
        <span />
      </p>
    </footer>
  );
}
