import { useEffect, useState } from 'preact/hooks';
import {
  GLUCOSE_TIMINGS,
  latestMeasurement,
  MEASUREMENT_FORMS,
  type MeasurementKind,
  type Quantity,
} from '../../src/domain/measurement.ts';
import { MEASUREMENT_BOUNDS } from '../../src/domain/measurement-bounds.ts';
import type { MeasurementRequest } from '../../src/domain/station-api.ts';
import type { Visit } from '../../src/domain/visit.ts';
import { Button } from '../shared/button.tsx';
import { Dialog } from '../shared/dialog.tsx';
import { ErrorBanner } from '../shared/error-banner.tsx';
import { Icon } from '../shared/icon.tsx';
import { NumberPad } from '../shared/number-pad.tsx';
import { errorCodeOf } from '../shared/ui-error.ts';
import { errorWords } from '../visit-view/error-words.ts';
import { valuesText } from '../visit-view/measurement-facts.ts';
import { MEASUREMENT_TEXT } from '../visit-view/measurement-text.ts';
import {
  type DraftState,
  ENTERED_KINDS,
  fieldsOf,
  type MeasurementDraft,
  newDraft,
  nextField,
  stateOf,
  typeKey,
  valuesOf,
} from './measurement-draft.ts';
import { ENTRY_TEXT as TEXT } from './measurement-words.ts';
import './measurement-entry.css';

export interface MeasurementEntryProps {
  readonly visit: Visit;
  readonly kind: MeasurementKind;
  readonly keep: (request: MeasurementRequest) => Promise<void>;
  readonly onClose: () => void;
}

/** Values read off a scale, a tape, a cuff or a meter, by large digits; one kind after the other. */
export function MeasurementEntry({ visit, kind, keep, onClose }: MeasurementEntryProps) {
  const [draft, setDraft] = useState(() => newDraft(kind));
  const [busy, setBusy] = useState(false);
  const [code, setCode] = useState<string | null>(null);
  useTypedKeys(setDraft);
  const held = latestMeasurement(visit, draft.kind);
  const state = stateOf(draft);
  const choose = (chosen: MeasurementKind) => {
    setCode(null);
    setDraft(newDraft(chosen));
  };
  const save = async (replaces: string | null) => {
    setBusy(true);
    setCode(null);
    const request = { kind: draft.kind, values: valuesOf(draft), timing: draft.timing, replaces };
    try {
      await keep({ ...request, confirmed: state.state === 'unusual' });
      setDraft(newDraft(nextKind(visit, draft.kind)));
    } catch (thrown) {
      setCode(errorCodeOf(thrown));
    } finally {
      setBusy(false);
    }
  };
  const canSave = !busy && (state.state === 'good' || state.state === 'unusual');
  const words = state.state === 'unusual' ? TEXT.confirm : TEXT.save;
  return (
    <Dialog
      title={TEXT.title}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{TEXT.done}</Button>
          {held === null ? (
            <Button kind="primary" icon="check" disabled={!canSave} onPress={() => void save(null)}>
              {busy ? TEXT.saving : words}
            </Button>
          ) : (
            <>
              <Button disabled={!canSave} onPress={() => void save(null)}>
                {TEXT.another}
              </Button>
              <Button kind="primary" icon="check" disabled={!canSave} onPress={() => void save(held.id)}>
                {busy ? TEXT.saving : TEXT.correct}
              </Button>
            </>
          )}
        </>
      }
    >
      <div class="entry">
        <Kinds visit={visit} chosen={draft.kind} onChoose={choose} />
        <div class="entry-work">
          <div class="entry-fields">
            <Fields draft={draft} onChange={setDraft} />
            {held === null ? null : (
              <p class="entry-held">
                {TEXT.held(valuesText(held))} {TEXT.heldHint}
              </p>
            )}
            <Remarks state={state} draft={draft} />
            {code === null ? null : <ErrorBanner code={code} words={errorWords(code)} />}
          </div>
          <NumberPad extraKey="." onKey={(key) => setDraft(typeKey(draft, key))} />
        </div>
      </div>
    </Dialog>
  );
}

/** The next kind that the visit lacks, so that a doctor enters height, weight and waist without choosing. */
function nextKind(visit: Visit, kind: MeasurementKind): MeasurementKind {
  const later = ENTERED_KINDS.slice(ENTERED_KINDS.indexOf(kind) + 1);
  return later.find((candidate) => latestMeasurement(visit, candidate) === null) ?? kind;
}

/** Digits of a keyboard go to the active field, whatever has the focus. */
function useTypedKeys(change: (update: (draft: MeasurementDraft) => MeasurementDraft) => void): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const key = event.key === 'Backspace' ? 'delete' : event.key;
      if (!/^(\d|\.|delete)$/.test(key)) return;
      event.preventDefault();
      change((draft) => typeKey(draft, key));
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [change]);
}

function Kinds(props: {
  readonly visit: Visit;
  readonly chosen: MeasurementKind;
  readonly onChoose: (kind: MeasurementKind) => void;
}) {
  return (
    <fieldset class="entry-kinds">
      <legend class="visually-hidden">{TEXT.kinds}</legend>
      {ENTERED_KINDS.map((kind) => {
        const isHeld = latestMeasurement(props.visit, kind) !== null;
        return (
          <Button
            key={kind}
            pressed={kind === props.chosen}
            {...(isHeld ? { icon: 'check' as const } : {})}
            onPress={() => props.onChoose(kind)}
          >
            {MEASUREMENT_TEXT.kind[kind]}
          </Button>
        );
      })}
    </fieldset>
  );
}

function Fields({
  draft,
  onChange,
}: {
  readonly draft: MeasurementDraft;
  readonly onChange: (d: MeasurementDraft) => void;
}) {
  const fields = fieldsOf(draft.kind);
  return (
    <>
      {fields.map((quantity) => (
        <Field
          key={quantity}
          quantity={quantity}
          isOptional={MEASUREMENT_FORMS[draft.kind].optional.includes(quantity)}
          text={draft.texts[quantity] ?? ''}
          active={draft.active === quantity}
          onPress={() => onChange({ ...draft, active: quantity })}
        />
      ))}
      {fields.length === 1 ? null : (
        <Button icon="next" onPress={() => onChange(nextField(draft))}>
          {TEXT.nextField}
        </Button>
      )}
      {draft.kind === 'glucose' ? (
        <fieldset class="entry-timing">
          <legend>{TEXT.timingLabel}</legend>
          {GLUCOSE_TIMINGS.map((timing) => (
            <Button key={timing} pressed={draft.timing === timing} onPress={() => onChange({ ...draft, timing })}>
              {MEASUREMENT_TEXT.timing[timing]}
            </Button>
          ))}
        </fieldset>
      ) : null}
    </>
  );
}

function Field(props: {
  readonly quantity: Quantity;
  readonly isOptional: boolean;
  readonly text: string;
  readonly active: boolean;
  readonly onPress: () => void;
}) {
  const { quantity, text } = props;
  return (
    <button type="button" class="entry-field" aria-pressed={props.active} onClick={props.onPress}>
      <span class="entry-name">
        {MEASUREMENT_TEXT.quantity[quantity]}
        {props.isOptional ? <small>{TEXT.optional}</small> : null}
      </span>
      <span class="entry-amount">
        {text === '' ? (MEASUREMENT_BOUNDS[quantity].decimals === 0 ? '–' : '–.–') : text}
      </span>
      <span class="entry-unit">{MEASUREMENT_TEXT.unit[quantity]}</span>
    </button>
  );
}

function Remarks({ state, draft }: { readonly state: DraftState; readonly draft: MeasurementDraft }) {
  const words = remarksOf(state, draft);
  return (
    <div class="entry-remarks" role="status">
      {words.map((text) => (
        <p key={text}>
          <Icon name="warning" />
          {text}
        </p>
      ))}
    </div>
  );
}

function remarksOf(state: DraftState, draft: MeasurementDraft): readonly string[] {
  if (state.state === 'refused') {
    const values = valuesOf(draft);
    const outside = state.quantities.filter((quantity) => {
      const [lowest, highest] = MEASUREMENT_BOUNDS[quantity].hard;
      return (values[quantity] ?? 0) < lowest || (values[quantity] ?? 0) > highest;
    });
    return outside.length === 0 ? [TEXT.pressures] : outside.map(TEXT.refused);
  }
  if (state.state === 'unusual') return state.quantities.map(TEXT.unusual);
  const typedGlucose = draft.kind === 'glucose' && (draft.texts.glucoseMmolL ?? '') !== '';
  return typedGlucose && draft.timing === null ? [TEXT.chooseTiming] : [];
}
