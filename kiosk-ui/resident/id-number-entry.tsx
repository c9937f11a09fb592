import { useSignal } from '@preact/signals';
import { useLayoutEffect } from 'preact/hooks';
import { checkResidentNumber } from '../../src/domain/resident-number.ts';
import { Badge } from '../shared/badge.tsx';
import { Button } from '../shared/button.tsx';
import { NumberPad } from '../shared/number-pad.tsx';
import { groupResidentId, typeResidentId } from '../shared/resident-id-number.ts';
import { PageFrame } from './page-frame.tsx';
import type { Session } from './session.ts';
import { TEXT } from './text.ts';
import { todayOf } from './today.ts';

const LENGTH = 18;
const GROUP_LENGTHS = [6, 8, 4];

/** Typing the 18-character number, by touch or by a keyboard (an ID-card reader that types works too). */
export function IdNumberEntry(props: {
  readonly session: Session;
  readonly onNumber: (number: string) => void;
  readonly onOther: () => void;
}) {
  const { session } = props;
  // A signal, because a card reader types its digits and Enter faster than the page is drawn.
  const typed = useSignal('');
  const type = (key: string) => {
    typed.value = typeResidentId(typed.value, key);
  };
  const isReady = () => isWhole(session, typed.value) && !session.busy.value;
  const submit = () => {
    if (isReady()) props.onNumber(typed.value);
  };
  useNumberKeys(type, submit);
  const number = typed.value;
  const check = checkResidentNumber(number, todayOf(session.clock));
  return (
    <PageFrame
      session={session}
      spoken={`${TEXT.identify.title}。${TEXT.identify.hint}`}
      actions={
        <>
          <Button onPress={props.onOther}>{TEXT.identify.other}</Button>
          <Button kind="primary" icon="next" disabled={!isReady()} onPress={submit}>
            {TEXT.next}
          </Button>
        </>
      }
    >
      <div class="id-entry">
        <div>
          <h1 class="page-title">{TEXT.identify.title}</h1>
          <p class="id-hint">{TEXT.identify.hint}</p>
          {session.cardReader.value === 'waiting' ? <p class="id-hint">{TEXT.identify.cardHint}</p> : null}
          <output class="id-number" aria-label={TEXT.identify.numberLabel}>
            {groupResidentId(number).map((group, index) => (
              <span key={GROUP_LENGTHS[index]} class="id-group" data-length={GROUP_LENGTHS[index]}>
                {group}
              </span>
            ))}
          </output>
          <p class="id-state" role="status">
            <NumberState number={number} problem={check.ok ? null : check.problem} />
          </p>
        </div>
        <NumberPad extraKey="X" onKey={type} />
      </div>
    </PageFrame>
  );
}

function isWhole(session: Session, number: string): boolean {
  return number.length === LENGTH && checkResidentNumber(number, todayOf(session.clock)).ok;
}

function NumberState(props: { readonly number: string; readonly problem: keyof typeof TEXT.identify.problems | null }) {
  if (props.number.length < LENGTH) return <>{TEXT.identify.remaining(LENGTH - props.number.length)}</>;
  if (props.problem === null) return <Badge tone="good">{TEXT.identify.valid}</Badge>;
  return <Badge tone="warning">{TEXT.identify.problems[props.problem]}</Badge>;
}

function useNumberKeys(onKey: (key: string) => void, onEnter: () => void): void {
  useLayoutEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const onControl = event.target instanceof HTMLElement && event.target.closest('button, a, dialog') !== null;
      if (event.key === 'Enter' && !onControl) onEnter();
      else if (event.key === 'Backspace') onKey('delete');
      else if (/^[\dxX]$/.test(event.key)) onKey(event.key.toUpperCase());
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}
