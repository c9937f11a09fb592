import type { ComponentChildren } from 'preact';
import type { PhysicianOpinion } from '../../src/domain/physician-opinion.ts';
import type { PhysicianSignField } from '../../src/domain/physician-signs.ts';
import { WORDS } from '../shared/words.ts';
import { dateAndTime } from './china-time.ts';
import { OPINION_TEXT as TEXT } from './synthesis-text.ts';
import './synthesis.css';

/** The physician's latest opinion beside the verdict; `children` is the way to give one. */
export function OpinionPanel(props: {
  readonly opinions: readonly PhysicianOpinion[];
  readonly operatorName?: (accountId: string) => string;
  readonly children?: ComponentChildren;
}) {
  const [latest, ...earlier] = props.opinions;
  const nameOf = props.operatorName ?? ((accountId: string) => accountId);
  return (
    <section class="opinion" aria-label={TEXT.title}>
      <h3>{TEXT.title}</h3>
      {latest === undefined ? null : (
        <>
          <p class="opinion-confirmed">{confirmedWords(latest)}</p>
          {latest.confirmed === null || latest.confirmed.reason === '' ? null : <p>{latest.confirmed.reason}</p>}
          <ul class="opinion-signs">
            {signWords(latest).map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
          <p class="remark">{TEXT.by(nameOf(latest.physicianId), dateAndTime(latest.recordedAt))}</p>
          {earlier.length === 0 ? null : <p class="remark">{TEXT.earlier(earlier.length)}</p>}
        </>
      )}
      {props.children}
    </section>
  );
}

function confirmedWords({ confirmed }: PhysicianOpinion): string {
  if (confirmed === null) return TEXT.signsOnly;
  return TEXT.confirmed(confirmed.constitutions.map((one) => WORDS.constitution[one]).join('、'));
}

function signWords({ signs }: PhysicianOpinion): readonly string[] {
  return (Object.keys(TEXT.field) as PhysicianSignField[]).flatMap((field) => {
    const value = signs[field];
    const words: Readonly<Record<string, string>> = TEXT.choice[field];
    return value === undefined ? [] : [`${TEXT.field[field]} ${words[value] ?? value}`];
  });
}
