import { batch, computed, effect, type ReadonlySignal, type Signal, signal, untracked } from '@preact/signals';
import type { Clock } from '../../src/domain/clock.ts';
import type { CardReaderState } from '../../src/domain/device-api.ts';
import type { EducationLevel } from '../../src/domain/five-state.ts';
import type { InquiryNotes } from '../../src/domain/inquiry-note.ts';
import type { QuestionnaireId, QuestionnaireView } from '../../src/domain/questionnaire.ts';
import type {
  AnswerRequest,
  BeginQuestionnaireRequest,
  CardIdentifyResponse,
  ConsentRequest,
  IdentifyRequest,
  IdentifyResponse,
  InstrumentStatus,
  LiveMessage,
  StartVisitRequest,
  StationStatus,
  VisitResult,
  VisitState,
} from '../../src/domain/station-api.ts';
import type { CaptureKind, SkippedCapture } from '../../src/domain/visit.ts';
import type { ApiClient } from '../shared/api-client.ts';
import { createIdleTimer, type IdleTimer } from '../shared/idle-timer.ts';
import type { LiveSocket } from '../shared/live-socket.ts';
import type { Speaker } from '../shared/speech.ts';
import { createTraceBuffer, type TraceBuffer } from '../shared/trace-buffer.ts';
import { errorCodeOf } from '../shared/ui-error.ts';
import { afterMessage, afterReconnect, type CaptureView, isMeasuring, newCaptureView } from './capture-view.ts';
import { idleLimitMs, nextScreen, type Screen } from './flow.ts';
import { type InquiryMemory, NOTHING_SAID } from './inquiry-flow.ts';

export interface SessionParts {
  readonly api: ApiClient;
  readonly live: LiveSocket;
  readonly clock: Clock;
  readonly speaker: Speaker;
  /** Replaces the page by a fresh one, so that nothing of this resident stays in it. */
  readonly wipe: () => void;
}

/** A failed action: its code, and the action again when it may be repeated. */
export interface Trouble {
  readonly code: string;
  readonly retry: (() => void) | null;
}

/** Everything the screens draw from, and everything they may do. */
export interface Session {
  readonly screen: ReadonlySignal<Screen>;
  readonly visit: ReadonlySignal<VisitState | null>;
  readonly station: ReadonlySignal<StationStatus | null>;
  readonly instrument: ReadonlySignal<InstrumentStatus | null>;
  readonly cardReader: ReadonlySignal<CardReaderState>;
  readonly questionnaire: ReadonlySignal<QuestionnaireView | null>;
  /** What is to be looked at again in the main questionnaire. */
  readonly notes: ReadonlySignal<InquiryNotes | null>;
  /** Each question is read aloud when it comes. */
  readonly readsAloud: ReadonlySignal<boolean>;
  readonly result: ReadonlySignal<VisitResult | null>;
  readonly capture: ReadonlySignal<CaptureView | null>;
  readonly trouble: Signal<Trouble | null>;
  readonly busy: ReadonlySignal<boolean>;
  readonly online: ReadonlySignal<boolean>;
  readonly idle: IdleTimer;
  readonly trace: TraceBuffer;
  readonly speaker: Speaker;
  readonly clock: Clock;
  /** Reads the station and resumes a visit that this browser still holds. */
  load(): Promise<void>;
  begin(): void;
  identify(request: IdentifyRequest): Promise<IdentifyResponse | null>;
  /** The person whose card lies on the reader, masked. */
  identifyByCard(): Promise<CardIdentifyResponse | null>;
  openVisit(request: StartVisitRequest): Promise<void>;
  consent(request: ConsentRequest): Promise<void>;
  /** One answer to the questionnaire on the screen. */
  answer(answer: Omit<AnswerRequest, 'questionnaire'>): Promise<boolean>;
  toggleReading(): void;
  /** Leaves what staff may fill in until the tongue was seen. */
  deferObserved(): void;
  recheck(items: readonly string[]): void;
  recheckDone(): Promise<void>;
  beginQuestionnaire(questionnaire: QuestionnaireId, education?: EducationLevel): Promise<void>;
  closeOffers(): Promise<void>;
  /** To the step the visit stands at. */
  proceed(): Promise<void>;
  startCapture(kind: CaptureKind): Promise<void>;
  shoot(kind: CaptureKind): Promise<void>;
  cancelCapture(kind: CaptureKind): Promise<void>;
  skipCapture(kind: CaptureKind, reason: SkippedCapture['reason']): Promise<void>;
  complete(): Promise<void>;
  /** `keep`: an unfinished visit waits for its resident until `VisitState.keptUntil`. */
  leave(keep?: boolean): Promise<void>;
}

/** Long enough to read five seconds of three channels at a calm speed. */
const TRACE_SECONDS = 5;
/** The last words stay this long before the page is replaced. */
const GOODBYE_MS = 2500;
const RESULT_REFRESH_MS = 5000;

/** The resident's session: signals and the effects on them. The order of screens is decided in `flow.ts`. */
export function createSession(parts: SessionParts): Session {
  const { api, live, clock, speaker } = parts;
  const screen = signal<Screen>({ name: 'welcome' });
  const visit = signal<VisitState | null>(null);
  const station = signal<StationStatus | null>(null);
  const instrument = signal<InstrumentStatus | null>(null);
  const cardReader = signal<CardReaderState>('absent');
  const questionnaire = signal<QuestionnaireView | null>(null);
  const notes = signal<InquiryNotes | null>(null);
  const readsAloud = signal(false);
  const memory = signal<InquiryMemory>(NOTHING_SAID);
  const result = signal<VisitResult | null>(null);
  const capture = signal<CaptureView | null>(null);
  const trouble = signal<Trouble | null>(null);
  const pending = signal(0);
  const trace = createTraceBuffer(TRACE_SECONDS);

  const attempt = async <Answer>(action: () => Promise<Answer>, retry: (() => void) | null): Promise<Answer | null> => {
    pending.value += 1;
    try {
      const answer = await action();
      trouble.value = null;
      return answer;
    } catch (thrown) {
      trouble.value = { code: errorCodeOf(thrown), retry };
      return null;
    } finally {
      pending.value -= 1;
    }
  };
  const show = (next: Screen) => {
    speaker.stop();
    batch(() => {
      if (next.name === 'capture') {
        trace.clear();
        capture.value = newCaptureView(next.kind);
      }
      screen.value = next;
    });
  };
  const readQuestions = async (id: QuestionnaireId) => {
    // Read anew each time: a measurement may have come in since.
    questionnaire.value = await api.get<QuestionnaireView>(`/api/visit/questionnaire?id=${id}`);
  };
  const hasRechecks = async () => {
    notes.value = await api.get<InquiryNotes>('/api/visit/notes');
    return notes.value.rechecks.some(({ items }) => items.length > 0);
  };
  const remember = async (said: Partial<InquiryMemory>): Promise<void> => {
    memory.value = { ...memory.value, ...said };
    await proceed();
  };
  const arrive = async (state: VisitState): Promise<void> => {
    visit.value = state;
    const next = nextScreen(state, memory.value);
    if (next.name === 'questionnaire') await readQuestions(next.questionnaire);
    if (next.name === 'recheck' && !(await hasRechecks())) return remember({ recheckSeen: true });
    if (next.name === 'result') result.value ??= await api.get<VisitResult>('/api/visit/result');
    show(next);
    if (next.name === 'result') refreshResultLater();
    if (next.name === 'analysing') await complete();
  };
  const proceed = async () => {
    await attempt(async () => arrive(await api.get<VisitState>('/api/visit')), proceed);
  };
  const complete = async () => {
    const answer = await attempt(() => api.post<VisitResult>('/api/visit/complete'), complete);
    if (answer === null) return;
    result.value = answer;
    show({ name: 'result' });
    refreshResultLater();
  };
  const refreshResult = async () => {
    if (screen.value.name !== 'result' || result.value?.upload.state === 'uploaded') return;
    // A failed refresh is no news for the resident: what is shown stays true, and the next one asks again.
    const fresh = await api.get<VisitResult>('/api/visit/result').catch(() => null);
    if (fresh !== null) result.value = fresh;
    refreshResultLater();
  };
  const refreshResultLater = () => {
    clock.after(RESULT_REFRESH_MS, () => void refreshResult());
  };
  const leave = async (keep = true) => {
    speaker.stop();
    show({ name: 'goodbye' });
    // Whether or not the server heard it, nothing may stay on this screen; an unheard visit ends by the server's own limit.
    await api.post('/api/visit/leave', { keep }).catch(() => null);
    batch(() => {
      visit.value = null;
      result.value = null;
      questionnaire.value = null;
      notes.value = null;
      memory.value = NOTHING_SAID;
      readsAloud.value = false;
      capture.value = null;
    });
    trace.clear();
    clock.after(GOODBYE_MS, parts.wipe);
  };
  const captureAction = (path: (kind: CaptureKind) => string) => async (kind: CaptureKind) => {
    await attempt(() => api.post(path(kind)), null);
  };
  const startCapture = async (kind: CaptureKind) => {
    trace.clear();
    capture.value = { ...newCaptureView(kind), phase: { phase: 'connecting' } };
    const started = await attempt(() => api.post<unknown>(`/api/visit/captures/${kind}/start`), null);
    if (started === null && capture.value.phase.phase === 'connecting') capture.value = newCaptureView(kind);
  };
  const receive = (message: LiveMessage) => {
    if (message.type === 'instrument') instrument.value = message.status;
    if (message.type === 'card-reader') cardReader.value = message.state;
    if (message.type === 'pulse' && capture.value?.kind === `pulse-${message.wrist}`) {
      trace.push(message.sampleRateHz, message.samplesPa);
    }
    if (capture.value !== null) capture.value = afterMessage(capture.value, message);
  };
  const catchUp = async () => {
    if (visit.value === null || capture.value === null) return;
    const fresh = await api.get<VisitState>('/api/visit').catch(() => null);
    if (fresh === null || capture.value === null) return;
    visit.value = fresh;
    capture.value = afterReconnect(capture.value, fresh);
  };

  const idle = createIdleTimer(clock, () => void leave());
  live.subscribe(receive);
  effect(() => {
    if (live.state.value === 'open') void untracked(catchUp);
  });
  const measuring = computed(() => screen.value.name === 'capture' && isMeasuring(capture.value));
  effect(() => idle.run(idleLimitMs(screen.value, measuring.value)));

  return {
    screen,
    visit,
    station,
    instrument,
    cardReader,
    questionnaire,
    notes,
    readsAloud,
    result,
    capture,
    trouble,
    busy: computed(() => pending.value > 0),
    online: computed(() => live.state.value === 'open'),
    idle,
    trace,
    speaker,
    clock,
    load: async () => {
      await attempt(async () => {
        station.value = await api.get<StationStatus>('/api/station');
        instrument.value = station.value.instrument;
      }, null);
      const open = await api.get<VisitState>('/api/visit').catch(() => null);
      if (open !== null) await attempt(() => arrive(open), proceed);
    },
    begin: () => show({ name: 'identify' }),
    identifyByCard: () => attempt(() => api.post<CardIdentifyResponse>('/api/identify/card'), null),
    identify: (request) => attempt(() => api.post<IdentifyResponse>('/api/identify', request), null),
    openVisit: async (request) => {
      await attempt(async () => {
        const state = await api.post<VisitState>('/api/visits', request);
        live.reopen();
        await arrive(state);
      }, null);
    },
    consent: async (request) => {
      await attempt(async () => {
        await api.put('/api/visit/consent', request);
        const state = await api.get<VisitState>('/api/visit');
        for (const part of request.pictures ? [] : state.captures) {
          if (part.state !== 'todo' || part.kind.startsWith('pulse')) continue;
          await api.post(`/api/visit/captures/${part.kind}/skip`, { reason: 'no-consent' });
        }
        await arrive(await api.get<VisitState>('/api/visit'));
      }, null);
    },
    answer: async (given) => {
      const id = questionnaire.value?.id;
      if (id === undefined) return false;
      const stored = await attempt(async () => {
        await api.put('/api/visit/answers', { ...given, questionnaire: id } satisfies AnswerRequest);
        if (visit.value !== null) visit.value = withAnswer(visit.value, id, given.item, given.value);
        return true;
      }, null);
      return stored === true;
    },
    toggleReading: () => {
      readsAloud.value = !readsAloud.value;
      if (!readsAloud.value) speaker.stop();
    },
    deferObserved: () => void remember({ deferred: true }),
    recheck: (items) => {
      const [main] = visit.value?.inquiry ?? [];
      if (main === undefined) return;
      memory.value = { ...memory.value, recheckSeen: true };
      void attempt(async () => {
        await readQuestions(main.questionnaire);
        show({ name: 'questionnaire', questionnaire: main.questionnaire, only: items });
      }, null);
    },
    recheckDone: () => remember({ recheckSeen: true }),
    beginQuestionnaire: async (id, education) => {
      await attempt(async () => {
        const request: BeginQuestionnaireRequest = {
          questionnaire: id,
          ...(education === undefined ? {} : { education }),
        };
        await api.post<VisitState>('/api/visit/questionnaires', request);
        await remember({ active: id });
      }, null);
    },
    closeOffers: () => remember({ offersClosed: true, active: null }),
    proceed,
    startCapture,
    shoot: captureAction((kind) => `/api/visit/captures/${kind}/shoot`),
    cancelCapture: captureAction((kind) => `/api/visit/captures/${kind}/cancel`),
    skipCapture: async (kind, reason) => {
      await attempt(async () => {
        await api.post(`/api/visit/captures/${kind}/skip`, { reason });
        await arrive(await api.get<VisitState>('/api/visit'));
      }, null);
    },
    complete,
    leave,
  };
}

/** The state with one answer more, so that the page need not be told what it just said. */
function withAnswer(visit: VisitState, id: QuestionnaireId, item: string, value: number): VisitState {
  const inquiry = visit.inquiry.map((part) =>
    part.questionnaire === id
      ? {
          ...part,
          answers: { ...part.answers, [item]: value },
          observable: part.observable.filter((number) => number !== item),
        }
      : part,
  );
  return { ...visit, inquiry, answers: inquiry[0]?.answers ?? visit.answers };
}
