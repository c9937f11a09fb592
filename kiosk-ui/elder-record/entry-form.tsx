import { useState } from 'preact/hooks';
import { CONSTITUTION_NAMES, type Constitution } from '../../src/domain/constitution.ts';
import {
  type ElderGuidance,
  type ElderRecordEntry,
  type ElderRecordView,
  GUIDANCE_OPTIONS,
} from '../../src/domain/elder-record.ts';
import { Badge } from '../shared/badge.tsx';
import { Button } from '../shared/button.tsx';
import { Icon } from '../shared/icon.tsx';
import { missingWords } from './missing-words.ts';
import { TEXT } from './text.ts';

const NONE: ElderGuidance = { options: [], other: null };
const OTHER = 6;

/** 编号, 医生签名 and the guidance for every type that was determined; everything else comes from the visit. */
export function EntryForm(props: {
  readonly view: ElderRecordView;
  readonly saving: boolean;
  readonly onSave: (entry: ElderRecordEntry) => void;
}) {
  const { view } = props;
  const [entry, setEntry] = useState<ElderRecordEntry>(view.entry);
  const guide = (id: Constitution, guidance: ElderGuidance) =>
    setEntry({ ...entry, guidance: { ...entry.guidance, [id]: guidance } });
  return (
    <section class="entry" aria-label={TEXT.entry}>
      {view.missing.length === 0 ? (
        <Badge tone="good" symbol="check">
          {TEXT.whole}
        </Badge>
      ) : (
        <div class="entry-missing" role="status">
          <p>
            <Icon name="warning" />
            {TEXT.missing(view.missing.length)}
          </p>
          <ul>
            {view.missing.map((part) => (
              <li key={part}>{missingWords(part)}</li>
            ))}
          </ul>
        </div>
      )}
      <label class="entry-field">
        {TEXT.number}
        <input
          value={entry.number}
          autocomplete="off"
          onInput={(event) => setEntry({ ...entry, number: event.currentTarget.value })}
        />
      </label>
      <label class="entry-field">
        {TEXT.doctor}
        <input
          value={entry.doctor}
          autocomplete="off"
          onInput={(event) => setEntry({ ...entry, doctor: event.currentTarget.value })}
        />
      </label>
      {view.determined.map((id) => (
        <GuidanceField key={id} id={id} guidance={entry.guidance[id] ?? NONE} onChange={(next) => guide(id, next)} />
      ))}
      <Button kind="primary" icon="check" disabled={props.saving} onPress={() => props.onSave(entry)}>
        {TEXT.save}
      </Button>
    </section>
  );
}

function GuidanceField(props: {
  readonly id: Constitution;
  readonly guidance: ElderGuidance;
  readonly onChange: (guidance: ElderGuidance) => void;
}) {
  const { id, guidance } = props;
  const toggle = (code: ElderGuidance['options'][number]) => {
    const chosen = guidance.options.includes(code)
      ? guidance.options.filter((option) => option !== code)
      : [...guidance.options, code];
    props.onChange({ options: chosen, other: chosen.includes(OTHER) ? (guidance.other ?? '') : null });
  };
  return (
    <fieldset class="entry-guidance">
      <legend>{TEXT.guidanceFor(CONSTITUTION_NAMES[id])}</legend>
      {GUIDANCE_OPTIONS.map(({ code, label }) => (
        <Button key={code} class="small" pressed={guidance.options.includes(code)} onPress={() => toggle(code)}>
          {label}
        </Button>
      ))}
      {guidance.options.includes(OTHER) ? (
        <input
          class="entry-other"
          aria-label={TEXT.other}
          placeholder={TEXT.other}
          value={guidance.other ?? ''}
          onInput={(event) => props.onChange({ ...guidance, other: event.currentTarget.value })}
        />
      ) : null}
    </fieldset>
  );
}
