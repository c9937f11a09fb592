import type { ComponentChildren } from 'preact';
import type { Visit } from '../../src/domain/visit.ts';
import { natureOf } from '../shared/nature.ts';
import { SimulatedMark } from '../shared/simulated-mark.tsx';
import { WORDS } from '../shared/words.ts';
import { dateAndTime, timeOfDay } from './china-time.ts';
import { measurementsByKind, sourceText } from './measurement-facts.ts';
import { MEASUREMENT_TEXT } from './measurement-text.ts';
import { type ColourBasisOfPictures, colourBasesOf, methodsOf, type SourceGroup, sourcesOf } from './visit-facts.ts';
import { VISIT_TEXT } from './visit-text.ts';

const TEXT = VISIT_TEXT.provenance;

/** Where every value came from: instrument, firmware, time, operator, methods with their versions. */
export function ProvenanceList(props: {
  readonly visit: Visit;
  /** Account ids to names, as far as this page knows them. */
  readonly operatorName?: (accountId: string) => string;
}) {
  const { visit } = props;
  const operatorName = props.operatorName ?? ((accountId: string) => accountId);
  const { constitution, sheet } = visit;
  const sources = sourcesOf(visit);
  const isEmpty = sources.length + visit.measurements.length === 0;
  return (
    <section class="provenance" aria-label={TEXT.title}>
      <h2>
        {TEXT.title} <SimulatedMark nature={natureOf(visit)} />
      </h2>
      {isEmpty ? <p class="remark">{TEXT.none}</p> : null}
      {sources.map((source) => (
        <Source
          key={`${source.firstAt}${source.instrument?.serialNumber ?? ''}`}
          source={source}
          operatorName={operatorName}
        />
      ))}
      <dl>
        {measurementsByKind(visit).flatMap(([kind, held]) =>
          held.map((one) => (
            <Row key={one.id} name={MEASUREMENT_TEXT.kind[kind]}>
              {sourceText(one, visit, operatorName)}
            </Row>
          )),
        )}
        {colourBasesOf(visit).map((basis) => (
          <Row key={basis.kinds.join()} name={TEXT.colours}>
            {colourBasisWords(basis)}
          </Row>
        ))}
        {methodsOf(visit).length === 0 ? null : <Row name={TEXT.methods}>{methodsOf(visit).join(VISIT_TEXT.list)}</Row>}
        {sheet === null ? null : <Row name={TEXT.questionnaire}>{`${sheet.questionnaire}@${sheet.version}`}</Row>}
        {constitution === null ? null : (
          <Row name={TEXT.scorer}>
            <span title={constitution.scorer.sha256}>
              {`${constitution.scorer.name}@${constitution.scorer.version} ${constitution.scorer.sha256.slice(0, 12)}`}
            </span>
          </Row>
        )}
      </dl>
    </section>
  );
}

function Source(props: { readonly source: SourceGroup; readonly operatorName: (accountId: string) => string }) {
  const { source } = props;
  const { instrument, operatorId } = source;
  const operator = operatorId === null ? TEXT.alone : props.operatorName(operatorId);
  return (
    <>
      <p class="provenance-kinds">{source.kinds.map((kind) => WORDS.capture[kind]).join(VISIT_TEXT.list)}</p>
      <dl>
        <Row name={TEXT.device}>{instrument === null ? TEXT.manual : `${instrument.maker} ${instrument.model}`}</Row>
        {instrument === null ? null : (
          <>
            <Row name={TEXT.serialNumber}>
              {[instrument.serialNumber, TEXT.firmware].join(VISIT_TEXT.dot)} {instrument.firmwareVersion}
            </Row>
            <Row name={TEXT.calibratedOn}>{instrument.calibratedOn ?? TEXT.notCalibrated}</Row>
          </>
        )}
        <Row name={TEXT.capturedAt}>{[span(source.firstAt, source.lastAt), operator].join(VISIT_TEXT.dot)}</Row>
      </dl>
    </>
  );
}

function Row(props: { readonly name: string; readonly children: ComponentChildren }) {
  return (
    <div>
      <dt>{props.name}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}

function colourBasisWords({ kinds, calibration }: ColourBasisOfPictures): string {
  const names = kinds.map((kind) => WORDS.capture[kind]).join(VISIT_TEXT.list);
  if (calibration === null) return TEXT.uncalibrated(names);
  return TEXT.calibrated(names, calibration.meanDeltaE.toFixed(2), dateAndTime(calibration.expiresAt).slice(0, 10));
}

function span(firstAt: string, lastAt: string): string {
  const until = timeOfDay(lastAt);
  return timeOfDay(firstAt) === until ? dateAndTime(firstAt) : `${dateAndTime(firstAt)}–${until}`;
}
