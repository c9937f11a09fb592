import type { ComponentChildren } from 'preact';
import { bodyOf, type Measurement, type MeasurementKind } from '../../src/domain/measurement.ts';
import type { Visit } from '../../src/domain/visit.ts';
import { Icon } from '../shared/icon.tsx';
import { WORDS } from '../shared/words.ts';
import { measurementsByKind, sourceText, valuesText } from './measurement-facts.ts';
import { MEASUREMENT_TEXT as TEXT } from './measurement-text.ts';
import './measurement-strip.css';

/** The visit's measured values in one line, each with its source. With `onEnter` every kind can be entered or corrected. */
export function MeasurementStrip(props: {
  readonly visit: Visit;
  readonly operatorName?: (accountId: string) => string;
  readonly onEnter?: (kind: MeasurementKind) => void;
  readonly children?: ComponentChildren;
}) {
  const { visit, onEnter } = props;
  const operatorName = props.operatorName ?? ((accountId: string) => accountId);
  const shown = measurementsByKind(visit).filter(([, held]) => held.length > 0 || onEnter !== undefined);
  const { bodyMassIndex } = bodyOf(visit);
  if (shown.length === 0) return null;
  return (
    <section class="measurements" aria-label={TEXT.title}>
      <ul>
        {shown.map(([kind, held]) => (
          <li key={kind} data-held={held.length > 0}>
            <Kind kind={kind} held={held} onEnter={onEnter} source={(one) => sourceText(one, visit, operatorName)} />
          </li>
        ))}
        {bodyMassIndex === null ? null : (
          <li data-held="true">
            <span class="measurement">
              <span class="measurement-name">{TEXT.bodyMassIndex}</span>
              <b>{bodyMassIndex.toFixed(1)}</b>
            </span>
          </li>
        )}
      </ul>
      {props.children}
    </section>
  );
}

function Kind(props: {
  readonly kind: MeasurementKind;
  readonly held: readonly Measurement[];
  readonly source: (measurement: Measurement) => string;
  readonly onEnter: ((kind: MeasurementKind) => void) | undefined;
}) {
  const { kind, held, onEnter } = props;
  const content = (
    <>
      <span class="measurement-name">{TEXT.kind[kind]}</span>
      {held.length === 0 ? <span class="measurement-none">{TEXT.none}</span> : null}
      {held.map((one) => (
        <span key={one.id} class="measurement-value" title={props.source(one)}>
          <b>{valuesText(one)}</b>
          <Origin measurement={one} />
        </span>
      ))}
    </>
  );
  if (onEnter === undefined) return <span class="measurement">{content}</span>;
  return (
    <button type="button" class="measurement" onClick={() => onEnter(kind)}>
      {content}
    </button>
  );
}

function Origin({ measurement }: { readonly measurement: Measurement }) {
  const { origin, nature } = measurement.provenance;
  return (
    <>
      <span class="measurement-origin">
        <Icon name={origin === 'manual' ? 'person' : 'check'} />
        {TEXT.origin[origin]}
      </span>
      {nature === 'live' ? null : <span class="row-simulated">{WORDS.nature[nature]}</span>}
      {measurement.confirmedUnusual ? (
        <span class="measurement-unusual">
          <Icon name="warning" />
          {TEXT.unusual}
        </span>
      ) : null}
    </>
  );
}
