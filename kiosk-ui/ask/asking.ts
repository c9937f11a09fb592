import { type ReadonlySignal, signal } from '@preact/signals';
import type { InquiryNotes } from '../../src/domain/inquiry-note.ts';
import type { QuestionnaireId, QuestionnaireView } from '../../src/domain/questionnaire.ts';
import type { AnswerRequest, VisitState } from '../../src/domain/station-api.ts';
import type { ApiClient } from '../shared/api-client.ts';
import { errorCodeOf } from '../shared/ui-error.ts';

/** The doctor asks and fills in; the record says that the sheet was taken orally. */
export interface Asking {
  readonly visit: ReadonlySignal<VisitState | null>;
  readonly questionnaire: ReadonlySignal<QuestionnaireView | null>;
  readonly notes: ReadonlySignal<InquiryNotes | null>;
  /** Number of the item whose turn it is. */
  readonly at: ReadonlySignal<string | null>;
  readonly code: ReadonlySignal<string | null>;
  readonly busy: ReadonlySignal<boolean>;
  open(): Promise<void>;
  consent(given: { readonly healthData: boolean; readonly pictures: boolean }): Promise<void>;
  choose(questionnaire: QuestionnaireId): Promise<void>;
  goTo(item: string): void;
  answer(item: string, value: number): Promise<void>;
  /** Ends the visit here; what was not examined is left out by the doctor's decision. */
  complete(): Promise<void>;
  close(): void;
}

export interface AskingParts {
  readonly api: ApiClient;
  readonly visitId: string;
  readonly goTo: (address: string) => void;
  readonly nowMs: () => number;
}

export function createAsking({ api, visitId, goTo, nowMs }: AskingParts): Asking {
  const base = `/api/clinic/visits/${encodeURIComponent(visitId)}`;
  const visit = signal<VisitState | null>(null);
  const questionnaire = signal<QuestionnaireView | null>(null);
  const notes = signal<InquiryNotes | null>(null);
  const at = signal<string | null>(null);
  const code = signal<string | null>(null);
  const busy = signal(false);
  let shownAtMs = nowMs();

  const attempt = async (action: () => Promise<void>): Promise<void> => {
    busy.value = true;
    try {
      await action();
      code.value = null;
    } catch (thrown) {
      code.value = errorCodeOf(thrown);
    } finally {
      busy.value = false;
    }
  };
  const answersNow = () =>
    visit.value?.inquiry.find((part) => part.questionnaire === questionnaire.value?.id)?.answers ?? {};
  const firstOpen = () =>
    questionnaire.value?.items.find(({ number }) => answersNow()[number] === undefined)?.number ?? null;
  const turnTo = (item: string | null) => {
    at.value = item;
    shownAtMs = nowMs();
  };
  const readState = async () => {
    visit.value = await api.get<VisitState>(`${base}/state`);
  };
  const readNotes = async () => {
    const id = questionnaire.value?.id;
    notes.value = id === undefined ? null : await api.get<InquiryNotes>(`${base}/notes?id=${id}`);
  };
  const read = async (id: QuestionnaireId) => {
    questionnaire.value = await api.get<QuestionnaireView>(`${base}/questionnaire?id=${id}`);
    turnTo(firstOpen());
    await readNotes();
  };
  const readMain = async () => {
    const main = visit.value?.inquiry[0]?.questionnaire;
    if (main !== undefined && visit.value?.consent?.healthData === true) await read(main);
  };
  return {
    visit,
    questionnaire,
    notes,
    at,
    code,
    busy,
    open: () =>
      attempt(async () => {
        await readState();
        await readMain();
      }),
    consent: (given) =>
      attempt(async () => {
        visit.value = await api.put<VisitState>(`${base}/consent`, given);
        await readMain();
      }),
    choose: (id) =>
      attempt(async () => {
        const part = visit.value?.inquiry.find((one) => one.questionnaire === id);
        if (part?.begun === false) {
          visit.value = await api.post<VisitState>(`${base}/questionnaires`, { questionnaire: id });
        }
        await read(id);
      }),
    goTo: turnTo,
    answer: (item, value) =>
      attempt(async () => {
        const view = questionnaire.value;
        if (view === null) return;
        const tookMs = Math.round(nowMs() - shownAtMs);
        const measured = view.items.find(({ number }) => number === item)?.proposed?.value === value;
        const request: AnswerRequest = {
          item,
          value,
          questionnaire: view.id,
          tookMs,
          ...(measured ? { measured } : {}),
        };
        await api.put(`${base}/answers`, request);
        await readState();
        turnTo(following(view, item, answersNow()));
        if (firstOpen() === null) await readNotes();
      }),
    complete: () =>
      attempt(async () => {
        await api.post(`${base}/complete`);
        goTo('/clinic');
      }),
    close: () => goTo('/clinic'),
  };
}

/** The next item in order; after the last one the first that was left out, or none. */
function following(
  { items }: QuestionnaireView,
  item: string,
  answers: Readonly<Record<string, number>>,
): string | null {
  const next = items[items.findIndex(({ number }) => number === item) + 1];
  return next?.number ?? items.find(({ number }) => answers[number] === undefined)?.number ?? null;
}
