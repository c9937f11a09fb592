import { type ReadonlySignal, signal } from '@preact/signals';
import type { Clock } from '../../src/domain/clock.ts';
import type {
  CountyEarlierPictures,
  CountyStationRow,
  CountySummary,
  CountyVisitDetail,
  EvidenceRefit,
  EvidenceSummary,
  ReviewRequest,
} from '../../src/domain/county-api.ts';
import type { StaffSession, VisitListRow } from '../../src/domain/station-api.ts';
import type { ApiClient } from '../shared/api-client.ts';
import { errorCodeOf } from '../shared/ui-error.ts';
import { createLoader, type Loadable } from '../visit-view/loader.ts';
import type { CountyView } from './text.ts';
import { NO_FILTER, type VisitFilter, visitQuery } from './visit-query.ts';

export interface County {
  /** `undefined` until the server has said who is signed in. */
  readonly staff: ReadonlySignal<StaffSession | null | undefined>;
  readonly signInCode: ReadonlySignal<string | null>;
  readonly view: ReadonlySignal<CountyView>;
  readonly summary: ReadonlySignal<Loadable<CountySummary>>;
  readonly stations: ReadonlySignal<Loadable<readonly CountyStationRow[]>>;
  readonly filter: ReadonlySignal<VisitFilter>;
  readonly visits: ReadonlySignal<Loadable<readonly VisitListRow[]>>;
  readonly visitId: ReadonlySignal<string | null>;
  readonly visit: ReadonlySignal<Loadable<CountyVisitDetail>>;
  /** Earlier pictures of the same resident; undefined until they are known. */
  readonly earlierPictures: ReadonlySignal<CountyEarlierPictures | undefined>;
  readonly busy: ReadonlySignal<'sign-in' | 'review' | null>;
  readonly reviewCode: ReadonlySignal<string | null>;
  open(): Promise<void>;
  signIn(userName: string, password: string): Promise<void>;
  signOut(): Promise<void>;
  showView(view: CountyView): void;
  narrow(change: Partial<VisitFilter>): void;
  openVisit(visitId: string): void;
  reload(): void;
  /** Resolves true when the county has kept the review. */
  review(request: ReviewRequest): Promise<boolean>;
  /** Null while the published table is in force. Rejects with `UiError`. */
  evidence(): Promise<EvidenceSummary | null>;
  /** Rejects with `UiError`. */
  refitEvidence(): Promise<EvidenceRefit>;
}

/** A visit is at the county within a minute of the network coming back; half of that for the eye. */
const REFRESH_MS = 30_000;

export function createCounty({ api, clock }: { readonly api: ApiClient; readonly clock: Clock }): County {
  const staff = signal<StaffSession | null | undefined>(undefined);
  const signInCode = signal<string | null>(null);
  const view = signal<CountyView>('visits');
  const filter = signal<VisitFilter>(NO_FILTER);
  const visitId = signal<string | null>(null);
  const earlierPictures = signal<CountyEarlierPictures | undefined>(undefined);
  const busy = signal<'sign-in' | 'review' | null>(null);
  const reviewCode = signal<string | null>(null);

  const onFailure = (code: string) => {
    if (code === 'county/not-signed-in' && staff.value) forget(code);
  };
  const summary = createLoader<CountySummary>(onFailure);
  const stations = createLoader<readonly CountyStationRow[]>(onFailure);
  const visits = createLoader<readonly VisitListRow[]>(onFailure);
  const visit = createLoader<CountyVisitDetail>(onFailure);

  /** Nothing of a person stays on the page once nobody is signed in. */
  const forget = (code: string | null) => {
    for (const loader of [summary, stations, visits, visit]) loader.clear();
    visitId.value = null;
    earlierPictures.value = undefined;
    filter.value = NO_FILTER;
    staff.value = null;
    signInCode.value = code;
  };
  const askVisits = () => api.get<readonly VisitListRow[]>(visitQuery(filter.value));
  const askVisit = (id: string) => () => api.get<CountyVisitDetail>(`/api/visits/${id}`);
  /** Looked at beside the visit: without them it is shown all the same. */
  const readEarlierPictures = async (id: string) => {
    const answer = await api.get<CountyEarlierPictures>(`/api/visits/${id}/earlier-pictures`).catch(() => undefined);
    if (visitId.value === id) earlierPictures.value = answer;
  };
  const refresh = () =>
    Promise.all([
      summary.refresh(() => api.get<CountySummary>('/api/summary')),
      stations.refresh(() => api.get<readonly CountyStationRow[]>('/api/stations')),
      visits.refresh(askVisits),
    ]);
  const keepFresh = () => {
    clock.after(REFRESH_MS, () => void (staff.value ? refresh() : Promise.resolve([])).finally(keepFresh));
  };
  const enter = async (session: StaffSession) => {
    signInCode.value = null;
    staff.value = session;
    await refresh();
  };

  return {
    staff,
    signInCode,
    view,
    summary: summary.current,
    stations: stations.current,
    evidence: () => api.get<EvidenceSummary | null>('/api/evidence'),
    refitEvidence: () => api.post<EvidenceRefit>('/api/evidence'),
    filter,
    visits: visits.current,
    visitId,
    visit: visit.current,
    earlierPictures,
    busy,
    reviewCode,
    open: async () => {
      keepFresh();
      try {
        await enter(await api.get<StaffSession>('/api/me'));
      } catch (thrown) {
        const code = errorCodeOf(thrown);
        forget(code === 'county/not-signed-in' ? null : code);
      }
    },
    signIn: async (userName, password) => {
      busy.value = 'sign-in';
      try {
        await enter(await api.post<StaffSession>('/api/sign-in', { userName, password }));
      } catch (thrown) {
        signInCode.value = errorCodeOf(thrown);
      } finally {
        busy.value = null;
      }
    },
    signOut: async () => {
      await api.post('/api/sign-out').catch(() => null);
      forget(null);
    },
    showView: (chosen) => {
      view.value = chosen;
    },
    narrow: (change) => {
      filter.value = { ...filter.value, ...change };
      void visits.load(askVisits);
    },
    openVisit: (id) => {
      visitId.value = id;
      reviewCode.value = null;
      earlierPictures.value = undefined;
      void visit.load(askVisit(id)).then(() => readEarlierPictures(id));
    },
    reload: () => void refresh(),
    review: async (request) => {
      const id = visitId.value;
      if (id === null || busy.value !== null) return false;
      busy.value = 'review';
      reviewCode.value = null;
      try {
        await api.post(`/api/visits/${id}/reviews`, request);
        await Promise.all([visit.refresh(askVisit(id)), refresh()]);
        return true;
      } catch (thrown) {
        reviewCode.value = errorCodeOf(thrown);
        onFailure(reviewCode.value);
        return false;
      } finally {
        busy.value = null;
      }
    },
  };
}
