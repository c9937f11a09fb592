import { type ReadonlySignal, signal } from '@preact/signals';
import type { ResidentHistory } from '../../src/domain/change.ts';
import type { Clock } from '../../src/domain/clock.ts';
import type { KeepableReading, KeepReadingRequest } from '../../src/domain/device-api.ts';
import type { EarlierPicturesAnswer, VisitPictures } from '../../src/domain/picture-comparison.ts';
import type { PictureModelState } from '../../src/domain/picture-model-state.ts';
import type { EarlierPulse, EarlierPulseAnswer } from '../../src/domain/pulse-comparison.ts';
import type { QuestionnaireView } from '../../src/domain/questionnaire.ts';
import type {
  LiveMessage,
  MeasurementRequest,
  OpinionRequest,
  ResidentListRow,
  StaffSession,
  StationStatus,
  UploadStatus,
  VisitListRow,
  VisitResult,
  VisitState,
} from '../../src/domain/station-api.ts';
import type { ApiClient } from '../shared/api-client.ts';
import type { LiveSocket } from '../shared/live-socket.ts';
import { errorCodeOf } from '../shared/ui-error.ts';
import { chinaDay } from '../visit-view/china-time.ts';
import { createLoader, type Loadable, readyValue } from '../visit-view/loader.ts';
import type { ChangeSource } from './change-dialog.tsx';
import { type ColourDesk, createColourDesk } from './colour-desk.ts';
import { createDeviceDesk, type DeviceDesk } from './device-desk.ts';
import { afterLive, type LivePulse } from './live-pulse.ts';
import type { ClinicView } from './text.ts';

/** `undefined` until the server has said who is signed in. */
export type Staff = StaffSession | null | undefined;

export interface Clinic {
  readonly staff: ReadonlySignal<Staff>;
  readonly signInCode: ReadonlySignal<string | null>;
  readonly status: ReadonlySignal<Loadable<StationStatus>>;
  readonly live: ReadonlySignal<'connecting' | 'open' | 'waiting'>;
  /** The pulse that is being taken; null while none is. */
  readonly livePulse: ReadonlySignal<LivePulse | null>;
  readonly view: ReadonlySignal<ClinicView>;
  /** ISO date of the listed day; null lists the latest visits of any day. */
  readonly day: ReadonlySignal<string | null>;
  readonly visits: ReadonlySignal<Loadable<readonly VisitListRow[]>>;
  readonly residents: ReadonlySignal<Loadable<readonly ResidentListRow[]>>;
  readonly visitId: ReadonlySignal<string | null>;
  readonly visit: ReadonlySignal<Loadable<VisitResult>>;
  /** An earlier pulse of the same resident to compare with; undefined until it is known. */
  readonly earlierPulse: ReadonlySignal<EarlierPulse | null | undefined>;
  /** Earlier pictures of the same resident; undefined until they are known. */
  readonly earlierPictures: ReadonlySignal<VisitPictures | undefined>;
  /** Asked for when the devices are shown. */
  readonly models: ReadonlySignal<Loadable<readonly PictureModelState[]>>;
  readonly questionnaire: ReadonlySignal<Loadable<QuestionnaireView>>;
  readonly deviceDesk: DeviceDesk;
  readonly colourDesk: ColourDesk;
  /** What is being done right now; its buttons wait. */
  readonly busy: ReadonlySignal<'sign-in' | 'start' | 'upload' | 'verify' | null>;
  /** The code of the last action that failed. */
  readonly actionCode: ReadonlySignal<string | null>;
  open(): Promise<void>;
  signIn(account: string, password: string): Promise<void>;
  signOut(): Promise<void>;
  today(): string;
  showDay(day: string | null): void;
  showView(view: ClinicView): void;
  search(query: string): void;
  openVisit(visitId: string): void;
  reload(): void;
  reloadDevices(): void;
  /** Rejects with `UiError`; the entry screen says why. */
  keepMeasurement(request: MeasurementRequest): Promise<void>;
  /** What the devices show now that this visit may keep. */
  readings(visitId: string): Promise<readonly KeepableReading[]>;
  keepReading(visitId: string, request: KeepReadingRequest): Promise<void>;
  /** Rejects with `UiError`. */
  keepOpinion(request: OpinionRequest): Promise<void>;
  /** A resident's history and interventions; rejects with `UiError`. */
  changesOf(residentId: string): ChangeSource;
  startVisit(residentId: string): Promise<void>;
  /** Begins a visit, or goes on with an unfinished one, on the page where the doctor asks. */
  startAsking(residentId: string): Promise<void>;
  uploadAgain(): Promise<void>;
  /** Holds the typed number against the card on the reader. */
  verifyDocument(residentId: string): Promise<void>;
  dismissAction(): void;
}

export interface ClinicDependencies {
  readonly api: ApiClient;
  readonly live: LiveSocket;
  readonly clock: Clock;
  /** Leaves this page for another of the station. */
  readonly goTo: (address: string) => void;
}

/** Behind what the socket tells: a list read is an audit entry, so it is not asked for more often than this. */
const REFRESH_MS = 60_000;
/** Typing pauses longer than this are the end of a word. */
const SEARCH_PAUSE_MS = 300;

function visitsAddress(day: string | null): string {
  return day === null ? '/api/clinic/visits' : `/api/clinic/visits?day=${day}`;
}

export function createClinic({ api, live, clock, goTo }: ClinicDependencies): Clinic {
  const staff = signal<Staff>(undefined);
  const signInCode = signal<string | null>(null);
  const view = signal<ClinicView>('visits');
  const day = signal<string | null>(chinaDay(clock.wallMs()));
  const livePulse = signal<LivePulse | null>(null);
  const visitId = signal<string | null>(null);
  const busy = signal<'sign-in' | 'start' | 'upload' | 'verify' | null>(null);
  const actionCode = signal<string | null>(null);

  const onFailure = (code: string) => {
    if (code === 'station/not-signed-in' && staff.value) forget(code);
  };
  const status = createLoader<StationStatus>(onFailure);
  const visits = createLoader<readonly VisitListRow[]>(onFailure);
  const residents = createLoader<readonly ResidentListRow[]>(onFailure);
  const visit = createLoader<VisitResult>(onFailure);
  const earlierPulse = signal<EarlierPulse | null | undefined>(undefined);
  const earlierPictures = signal<VisitPictures | undefined>(undefined);
  const models = createLoader<readonly PictureModelState[]>(onFailure);
  const questionnaire = createLoader<QuestionnaireView>(onFailure);
  const colourDesk = createColourDesk(api, onFailure);
  const readDevices = () => {
    deviceDesk.load();
    void models.load(() => api.get<readonly PictureModelState[]>('/api/clinic/models'));
    colourDesk.load();
  };

  /** Nothing of a person stays on the page once nobody is signed in. */
  const forget = (code: string | null) => {
    for (const loader of [visits, residents, visit, questionnaire]) loader.clear();
    deviceDesk.clear();
    visitId.value = null;
    livePulse.value = null;
    earlierPulse.value = undefined;
    earlierPictures.value = undefined;
    view.value = 'visits';
    staff.value = null;
    signInCode.value = code;
  };

  const readStatus = () => status.refresh(() => api.get<StationStatus>('/api/station'));
  const askVisits = () => api.get<readonly VisitListRow[]>(visitsAddress(day.value));
  const refreshVisit = () => {
    const id = visitId.value;
    return id === null ? Promise.resolve() : visit.refresh(() => api.get<VisitResult>(`/api/clinic/visits/${id}`));
  };
  /** Nothing is said of an earlier pulse when it cannot be asked for: the figure then shows the present one alone. */
  const readEarlierPulse = async (id: string) => {
    const shown = readyValue(visit.current.value)?.visit;
    if (shown === undefined || Object.keys(shown.findings.pulse).length === 0) return;
    const answer = await api.get<EarlierPulseAnswer>(`/api/clinic/visits/${id}/earlier-pulse`).catch(() => undefined);
    if (visitId.value === id) earlierPulse.value = answer?.earlier;
  };
  /** As with the pulse: what cannot be asked for is not spoken of. */
  const readEarlierPictures = async (id: string) => {
    const findings = readyValue(visit.current.value)?.visit.findings;
    if (!findings?.tongue && !findings?.underside && !findings?.face) return;
    const path = `/api/clinic/visits/${id}/earlier-pictures`;
    const answer = await api.get<EarlierPicturesAnswer>(path).catch(() => undefined);
    if (visitId.value === id) earlierPictures.value = answer?.earlier;
  };
  const readQuestionnaire = async () => {
    const sheet = readyValue(visit.current.value)?.visit.sheet ?? null;
    const known = readyValue(questionnaire.current.value);
    if (sheet === null || known?.id === sheet.questionnaire) return;
    const { sex, questionnaire: id } = sheet;
    await questionnaire.load(() => api.get<QuestionnaireView>(`/api/clinic/questionnaire?sex=${sex}&id=${id}`));
  };
  const refreshAll = () =>
    Promise.all([readStatus(), ...(staff.value ? [visits.refresh(askVisits), refreshVisit()] : [])]);

  const hear = (message: LiveMessage) => {
    livePulse.value = afterLive(livePulse.value, message);
    deviceDesk.hear(message);
    const seen = readyValue(status.current.value);
    if (message.type === 'instrument' && seen !== null) {
      void status.refresh(() => Promise.resolve({ ...seen, instrument: message.status }));
    }
    if (message.type === 'card-reader' && seen !== null) {
      void status.refresh(() => Promise.resolve({ ...seen, cardReader: message.state }));
    }
    if (message.type === 'outbox' || (message.type === 'capture' && message.phase.phase === 'accepted'))
      void refreshAll();
  };
  const keepFresh = () => {
    clock.after(REFRESH_MS, () => void refreshAll().finally(keepFresh));
  };

  const act = async (what: 'sign-in' | 'start' | 'upload' | 'verify', action: () => Promise<void>) => {
    if (busy.value !== null) return;
    busy.value = what;
    actionCode.value = null;
    try {
      await action();
    } catch (thrown) {
      const code = errorCodeOf(thrown);
      if (what === 'sign-in') signInCode.value = code;
      else actionCode.value = code;
      onFailure(code);
    } finally {
      busy.value = null;
    }
  };
  const enter = async (session: StaffSession) => {
    signInCode.value = null;
    staff.value = session;
    live.reopen();
    await visits.load(askVisits);
  };

  /** Devices are many, and each is worked by itself: one that takes a second to let go holds up no other. */
  const actOnDevice = async (action: () => Promise<void>) => {
    actionCode.value = null;
    await action().catch((thrown: unknown) => {
      const code = errorCodeOf(thrown);
      actionCode.value = code;
      onFailure(code);
    });
  };
  const deviceDesk = createDeviceDesk(api, actOnDevice, onFailure);

  let cancelSearch = () => {};
  return {
    staff,
    signInCode,
    status: status.current,
    live: live.state,
    livePulse,
    view,
    day,
    visits: visits.current,
    residents: residents.current,
    visitId,
    visit: visit.current,
    earlierPulse,
    earlierPictures,
    models: models.current,
    questionnaire: questionnaire.current,
    colourDesk,
    deviceDesk,
    busy,
    actionCode,
    open: async () => {
      live.subscribe(hear);
      keepFresh();
      void readStatus();
      try {
        await enter(await api.get<StaffSession>('/api/staff/me'));
      } catch (thrown) {
        const code = errorCodeOf(thrown);
        forget(code === 'station/not-signed-in' ? null : code);
      }
    },
    signIn: (account, password) =>
      act('sign-in', async () => enter(await api.post<StaffSession>('/api/staff/sign-in', { account, password }))),
    signOut: async () => {
      await api.post('/api/staff/sign-out').catch(() => null);
      forget(null);
      live.reopen();
    },
    today: () => chinaDay(clock.wallMs()),
    showDay: (chosen) => {
      day.value = chosen;
      void visits.load(askVisits);
    },
    showView: (chosen) => {
      view.value = chosen;
      if (chosen === 'devices') readDevices();
    },
    search: (query) => {
      cancelSearch();
      if (query.trim() === '') return residents.clear();
      const address = `/api/clinic/residents?q=${encodeURIComponent(query.trim())}`;
      cancelSearch = clock.after(SEARCH_PAUSE_MS, () => void residents.load(() => api.get(address)));
    },
    openVisit: (id) => {
      visitId.value = id;
      actionCode.value = null;
      view.value = 'visits';
      earlierPulse.value = undefined;
      earlierPictures.value = undefined;
      void visit
        .load(() => api.get<VisitResult>(`/api/clinic/visits/${id}`))
        .then(async () => {
          await Promise.all([readQuestionnaire(), readEarlierPulse(id), readEarlierPictures(id)]);
        });
    },
    reload: () => void refreshAll(),
    reloadDevices: readDevices,
    readings: (id) => api.get<readonly KeepableReading[]>(`/api/clinic/visits/${id}/readings`),
    keepReading: async (id, request) => {
      await api.post(`/api/clinic/visits/${id}/readings`, request);
      await refreshVisit();
    },
    keepMeasurement: async (request) => {
      await api.post(`/api/clinic/visits/${visitId.value}/measurements`, request);
      await refreshVisit();
    },
    keepOpinion: async (request) => {
      await api.post(`/api/clinic/visits/${visitId.value}/opinions`, request);
      await refreshVisit();
    },
    changesOf: (residentId) => ({
      history: () => api.get<ResidentHistory>(`/api/clinic/residents/${residentId}/history`),
      add: (request) => api.post(`/api/clinic/residents/${residentId}/interventions`, request),
      withdraw: (id) => api.post(`/api/clinic/interventions/${id}/withdraw`),
    }),
    startVisit: (residentId) =>
      act('start', async () => {
        const { claim } = await api.post<{ readonly claim: string }>(`/api/clinic/residents/${residentId}/claim`);
        await api.post<VisitState>('/api/visits', { claim });
        goTo('/');
      }),
    startAsking: (residentId) =>
      act('start', async () => {
        const { visitId: opened } = await api.post<VisitState>(`/api/clinic/residents/${residentId}/visit`);
        goTo(`/ask.html?visit=${opened}`);
      }),
    uploadAgain: () =>
      act('upload', async () => {
        const id = visitId.value;
        if (id === null) return;
        await api.post<UploadStatus>(`/api/clinic/visits/${id}/upload`);
        await refreshAll();
      }),
    verifyDocument: (residentId) =>
      act('verify', async () => {
        await api.post(`/api/clinic/residents/${residentId}/verify`);
        await refreshVisit();
      }),
    dismissAction: () => {
      actionCode.value = null;
    },
  };
}
