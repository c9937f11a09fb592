import { useState } from 'preact/hooks';
import {
  INTERVENTION_KINDS,
  type Intervention,
  type InterventionKind,
  type InterventionRequest,
} from '../../src/domain/intervention.ts';
import { Button } from '../shared/button.tsx';
import { CHANGE_PAGE_TEXT as TEXT } from './change-text.ts';

/** What was done between visits, and one line to write down another. */
export function InterventionList(props: {
  readonly interventions: readonly Intervention[];
  readonly onAdd: (request: InterventionRequest) => Promise<void>;
  readonly onWithdraw: (id: string) => void;
}) {
  return (
    <section class="interventions" aria-label={TEXT.interventions}>
      <h3>{TEXT.interventions}</h3>
      {props.interventions.length === 0 ? <p class="remark">{TEXT.noInterventions}</p> : null}
      <ul>
        {props.interventions.map(({ id, kind, what, from, to }) => (
          <li key={id}>
            <span>{`${from} – ${to ?? TEXT.ongoing}`}</span>
            <strong>{TEXT.kind[kind]}</strong>
            <span>{what}</span>
            <Button class="small" onPress={() => props.onWithdraw(id)}>
              {TEXT.entry.withdraw}
            </Button>
          </li>
        ))}
      </ul>
      <Entry onAdd={props.onAdd} />
    </section>
  );
}

function Entry({ onAdd }: { readonly onAdd: (request: InterventionRequest) => Promise<void> }) {
  const [kind, setKind] = useState<InterventionKind>('life-guidance');
  const [what, setWhat] = useState('');
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const words = TEXT.entry;
  const isReady = what.trim() !== '' && from !== '' && (to === '' || to >= from);
  const add = async () => {
    await onAdd({ kind, what: what.trim(), from, to: to === '' ? null : to });
    setWhat('');
  };
  return (
    <div class="intervention-entry">
      <label>
        {words.kind}
        <select value={kind} onChange={(event) => setKind(event.currentTarget.value as InterventionKind)}>
          {INTERVENTION_KINDS.map((one) => (
            <option key={one} value={one}>
              {TEXT.kind[one]}
            </option>
          ))}
        </select>
      </label>
      <label class="intervention-what">
        {words.what}
        <input type="text" maxLength={200} value={what} onInput={(event) => setWhat(event.currentTarget.value)} />
      </label>
      <label>
        {words.from}
        <input type="date" value={from} onInput={(event) => setFrom(event.currentTarget.value)} />
      </label>
      <label>
        {words.to}
        <input type="date" value={to} onInput={(event) => setTo(event.currentTarget.value)} />
      </label>
      <Button icon="check" disabled={!isReady} onPress={() => void add()}>
        {words.add}
      </Button>
    </div>
  );
}
