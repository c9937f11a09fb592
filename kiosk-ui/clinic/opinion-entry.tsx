import { useState } from 'preact/hooks';
import { CONSTITUTIONS, type Constitution } from '../../src/domain/constitution.ts';
import {
  PHYSICIAN_SIGN_CHOICES,
  type PhysicianSignField,
  type PhysicianSignValues,
} from '../../src/domain/physician-signs.ts';
import type { OpinionRequest } from '../../src/domain/station-api.ts';
import type { Visit } from '../../src/domain/visit.ts';
import { Button } from '../shared/button.tsx';
import { Dialog } from '../shared/dialog.tsx';
import { ErrorBanner } from '../shared/error-banner.tsx';
import { errorCodeOf } from '../shared/ui-error.ts';
import { WORDS } from '../shared/words.ts';
import { errorWords } from '../visit-view/error-words.ts';
import { OPINION_TEXT as TEXT } from '../visit-view/synthesis-text.ts';
import './opinion-entry.css';

/** What the physician saw and confirms. Nothing is filled in beforehand; a second touch takes a choice back. */
export function OpinionEntry(props: {
  readonly visit: Visit;
  readonly keep: (request: OpinionRequest) => Promise<void>;
  readonly onClose: () => void;
}) {
  const { visit, keep, onClose } = props;
  const [signs, setSigns] = useState<PhysicianSignValues>({});
  const [constitutions, setConstitutions] = useState<readonly Constitution[]>([]);
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const [code, setCode] = useState<string | null>(null);
  const needsReason = reason.trim() === '' && differs(visit, constitutions);
  const isEmpty = Object.keys(signs).length === 0 && constitutions.length === 0;
  const save = async () => {
    setBusy(true);
    setCode(null);
    const confirmed = constitutions.length === 0 ? null : { constitutions, reason: reason.trim() };
    try {
      await keep({ signs, confirmed });
      onClose();
    } catch (thrown) {
      setCode(errorCodeOf(thrown));
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={TEXT.title}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{TEXT.cancel}</Button>
          <Button kind="primary" icon="check" disabled={busy || isEmpty || needsReason} onPress={() => void save()}>
            {TEXT.save}
          </Button>
        </>
      }
    >
      <div class="opinion-entry">
        {code === null ? null : <ErrorBanner code={code} words={errorWords(code)} onClose={() => setCode(null)} />}
        <p class="remark">{TEXT.about}</p>
        <SignFields signs={signs} onChange={setSigns} />
        <fieldset class="opinion-choices">
          <legend>{TEXT.confirm}</legend>
          {CONSTITUTIONS.map((one) => (
            <Button
              key={one}
              class="small"
              pressed={constitutions.includes(one)}
              onPress={() => setConstitutions(toggled(constitutions, one))}
            >
              {WORDS.constitution[one]}
            </Button>
          ))}
        </fieldset>
        <label class="opinion-reason">
          {TEXT.reason}
          <textarea
            rows={2}
            maxLength={2000}
            value={reason}
            onInput={(event) => setReason(event.currentTarget.value)}
          />
          {needsReason ? <span class="opinion-needed">{TEXT.reasonNeeded}</span> : null}
        </label>
      </div>
    </Dialog>
  );
}

function SignFields(props: {
  readonly signs: PhysicianSignValues;
  readonly onChange: (signs: PhysicianSignValues) => void;
}) {
  const choose = (field: PhysicianSignField, value: string) => {
    const { [field]: before, ...others } = props.signs;
    props.onChange((before === value ? others : { ...others, [field]: value }) as PhysicianSignValues);
  };
  return (
    <section class="opinion-fields" aria-label={TEXT.seen}>
      <p class="remark">{TEXT.seen}</p>
      {(Object.keys(PHYSICIAN_SIGN_CHOICES) as PhysicianSignField[]).map((field) => (
        <fieldset key={field} class="opinion-choices">
          <legend>{TEXT.field[field]}</legend>
          {Object.entries(TEXT.choice[field]).map(([value, words]) => (
            <Button
              key={value}
              class="small"
              pressed={props.signs[field] === value}
              onPress={() => choose(field, value)}
            >
              {words}
            </Button>
          ))}
        </fieldset>
      ))}
    </section>
  );
}

function toggled(all: readonly Constitution[], one: Constitution): readonly Constitution[] {
  return all.includes(one) ? all.filter((other) => other !== one) : [...all, one];
}

/** As the station asks: a reason where something is confirmed that the answers do not show. */
function differs({ constitution }: Visit, confirmed: readonly Constitution[]): boolean {
  const shown = (constitution?.scales ?? []).filter(({ verdict }) => verdict !== 'no').map(({ id }) => id);
  return confirmed.some((one) => !shown.includes(one));
}
