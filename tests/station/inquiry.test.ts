import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { InquiryNotes } from '../../src/domain/inquiry-note.ts';
import type { QuestionnaireView } from '../../src/domain/questionnaire.ts';
import type { IdentifyResponse, ResidentListRow, VisitResult, VisitState } from '../../src/domain/station-api.ts';
import { CAPTURE_KINDS } from '../../src/domain/visit.ts';
import { answerItems, GRANDMA, openVisit, skip } from './support/a-page.ts';
import { aStation, type TestStation } from './support/a-station.ts';

let station: TestStation;
beforeAll(async () => {
  station = await aStation();
});
afterAll(() => station.close());

const MAN_OF_40 = { ...GRANDMA, name: '测试乙', sex: 'male', birthDate: '1986-02-03' } as const;
/** Invented; only the check digit is real. */
const NUMBER = '110101195505050020';
const WITH_NUMBER = {
  ...GRANDMA,
  birthDate: '1955-05-05',
  documentType: 'resident-id',
  documentNumber: NUMBER,
} as const;

const answerAll = async (page: Awaited<ReturnType<TestStation['doctor']>>, base: string, id: string, value: number) => {
  const { items } = await page.call<QuestionnaireView>('GET', `${base}/questionnaire?id=${id}`);
  for (const { number } of items) {
    await page.call('PUT', `${base}/answers`, { item: number, value, questionnaire: id });
  }
};

describe('the questionnaire that is asked', () => {
  it('is the elder form from 65, with the adult scale and the self-description beside it', async () => {
    const page = station.page();
    const { inquiry } = await openVisit(page);
    expect(inquiry.map(({ questionnaire, role, questionCount }) => [questionnaire, role, questionCount])).toEqual([
      ['elder-33', 'main', 33],
      ['gbt46939-2025', 'further', 26],
      ['five-state-open', 'further', 35],
    ]);
    await page.call('POST', '/api/visit/leave');
  });

  it('is the adult scale below 65, item 16 for the sex, each with its plain words', async () => {
    const page = station.page();
    const { inquiry } = await openVisit(page, { resident: MAN_OF_40 });
    expect(inquiry.map(({ questionnaire }) => questionnaire)).toEqual(['gbt46939-2025', 'five-state-open']);
    const { items } = await page.call<QuestionnaireView>('GET', '/api/visit/questionnaire');
    expect(items).toHaveLength(26);
    expect(items[15]?.text).toContain('阴囊');
    expect(items.every(({ gloss }) => (gloss ?? '') !== '')).toBe(true);
    await page.call('POST', '/api/visit/leave');
  });

  it('is refused where it is not offered: the elder form below 65, a scale whose pack is not loaded', async () => {
    const page = station.page();
    await openVisit(page, { resident: MAN_OF_40 });
    for (const questionnaire of ['elder-33', 'ccmq-60', 'five-state-licensed']) {
      expect(await page.refusal('GET', `/api/visit/questionnaire?id=${questionnaire}`)).toMatchObject({
        code: 'station/invalid-request',
        context: { problem: 'not-offered' },
      });
      expect(await page.refusal('POST', '/api/visit/questionnaires', { questionnaire })).toMatchObject({
        code: 'station/invalid-request',
      });
    }
    await page.call('POST', '/api/visit/leave');
  });
});

describe('what is measured', () => {
  it('proposes items 9 and 28 with its reason, and an answer says that it was confirmed', async () => {
    const page = station.page();
    const { visitId } = await openVisit(page);
    const doctor = await station.doctor();
    for (const [kind, values] of [
      ['height', { heightCm: 160 }],
      ['weight', { weightKg: 64 }],
      ['waist', { waistCm: 88 }],
    ] as const) {
      const body = { kind, values, timing: null, confirmed: false, replaces: null };
      await doctor.call('POST', `/api/clinic/visits/${visitId}/measurements`, body);
    }
    const { items } = await page.call<QuestionnaireView>('GET', '/api/visit/questionnaire');
    expect(items[8]?.proposed).toMatchObject({ value: 3, reason: expect.stringContaining('25.0') });
    expect(items[27]?.proposed).toMatchObject({ value: 3 });
    await page.call('PUT', '/api/visit/answers', { item: '9', value: 3, measured: true });
    await page.call('PUT', '/api/visit/answers', { item: '28', value: 4, measured: true });
    await page.call('PUT', '/api/visit/answers', { item: '1', value: 4, measured: true, tookMs: 3300 });
    const { visit } = await doctor.call<VisitResult>('GET', `/api/clinic/visits/${visitId}`);
    expect(visit.sheet?.answerSources).toEqual({ '9': 'measured' });
    expect(visit.sheet?.answerTimesMs).toEqual({ '1': 3300 });
    await page.call('POST', '/api/visit/leave');
  });
});

describe('questionnaires beside the main one', () => {
  it('are scored and kept apart; one that was not finished keeps its answers and no result', async () => {
    const page = station.page();
    await openVisit(page);
    await answerItems(page);
    await page.call('POST', '/api/visit/questionnaires', { questionnaire: 'five-state-open' });
    await answerAll(page, '/api/visit', 'five-state-open', 1);
    await page.call('POST', '/api/visit/questionnaires', { questionnaire: 'gbt46939-2025' });
    await page.call('PUT', '/api/visit/answers', { item: '1', value: 3, questionnaire: 'gbt46939-2025' });
    await skip(page, ...CAPTURE_KINDS);
    const { visit, notes } = await page.call<VisitResult>('POST', '/api/visit/complete');
    expect(visit.constitution?.questionnaire).toBe('elder-33');
    expect(visit.further?.map(({ sheet, result }) => [sheet.questionnaire, result?.questionnaire ?? null])).toEqual([
      ['five-state-open', 'five-state-open'],
      ['gbt46939-2025', null],
    ]);
    const [open] = visit.further ?? [];
    expect(open?.result).toMatchObject({ label: '未经常模标准化', norm: null, conclusion: { primary: null } });
    expect(notes?.map(({ questionnaire, quality }) => [questionnaire, quality.map(({ kind }) => kind)])).toEqual([
      ['elder-33', ['straight-line']],
      ['five-state-open', ['straight-line']],
      ['gbt46939-2025', ['straight-line']],
    ]);
  });

  it('take 是 and 否 where the main one takes 1 to 5', async () => {
    const page = station.page();
    await openVisit(page);
    const wrong = { code: 'station/invalid-request', context: { items: ['1'] } };
    expect(await page.refusal('PUT', '/api/visit/answers', { item: '1', value: 0 })).toMatchObject(wrong);
    const open = { item: '1', value: 2, questionnaire: 'five-state-open' };
    expect(await page.refusal('PUT', '/api/visit/answers', open)).toMatchObject(wrong);
    await page.call('POST', '/api/visit/leave');
  });
});

describe('answers that contradict each other', () => {
  it('are offered for a second look, with the items', async () => {
    const page = station.page();
    await openVisit(page);
    await answerItems(page);
    for (const item of ['1', '2', '11', '12', '13', '29', '10', '21', '26', '31']) {
      await page.call('PUT', '/api/visit/answers', { item, value: 5 });
    }
    const { rechecks } = await page.call<InquiryNotes>('GET', '/api/visit/notes');
    expect(rechecks.map(({ reason, items }) => [reason, items])).toEqual([
      ['opposite-answers', ['1', '2']],
      ['contradictory-types', ['10', '11', '12', '13', '21', '26', '29', '31']],
    ]);
    await page.call('POST', '/api/visit/leave');
  });
});

describe('an unfinished visit', () => {
  const identify = async () => {
    const page = station.page();
    const { claim } = await page.call<IdentifyResponse>('POST', '/api/identify', {
      documentType: 'resident-id',
      number: NUMBER,
    });
    return { page, state: await page.call<VisitState>('POST', '/api/visits', { claim }) };
  };

  it('waits for its resident, who goes on where it was, until it is given up', async () => {
    const first = station.page();
    const { visitId, keptUntil, startedAt } = await openVisit(first, { resident: WITH_NUMBER });
    expect(Date.parse(keptUntil) - Date.parse(startedAt)).toBe(2 * 3_600_000);
    await first.call('PUT', '/api/visit/answers', { item: '1', value: 4 });
    await first.call('POST', '/api/visit/leave', { keep: true });

    const second = await identify();
    expect(second.state).toMatchObject({ visitId, answers: { '1': 4 }, consent: { healthData: true } });
    await second.page.call('POST', '/api/visit/leave', { keep: false });

    const third = await identify();
    expect(third.state.visitId).not.toBe(visitId);
    expect(third.state).toMatchObject({ answers: {}, consent: null });
    await third.page.call('POST', '/api/visit/leave', { keep: false });
  });

  it('is given up where nothing was agreed to', async () => {
    const first = await identify();
    await first.page.call('POST', '/api/visit/leave', { keep: true });
    const second = await identify();
    expect(second.state.visitId).not.toBe(first.state.visitId);
    await second.page.call('POST', '/api/visit/leave');
  });
});

describe('the doctor who asks', () => {
  const residentOf = async (doctor: Awaited<ReturnType<TestStation['doctor']>>) => {
    const rows = await doctor.call<readonly ResidentListRow[]>('GET', '/api/clinic/residents?q=0020');
    return rows[0]?.resident.id ?? '';
  };

  it('begins a visit at the workbench, witnesses consent, fills in and completes; the record says it was oral', async () => {
    const doctor = await station.doctor();
    const begun = await doctor.call<VisitState>('POST', `/api/clinic/residents/${await residentOf(doctor)}/visit`);
    const base = `/api/clinic/visits/${begun.visitId}`;
    expect(await doctor.refusal('PUT', `${base}/answers`, { item: '1', value: 3 })).toMatchObject({
      code: 'station/consent-missing',
    });
    await doctor.call('PUT', `${base}/consent`, { healthData: true, pictures: false });
    await answerAll(doctor, base, 'elder-33', 2);
    const { visit } = await doctor.call<VisitResult>('POST', `${base}/complete`);
    expect(visit).toMatchObject({ status: 'complete', consent: { method: 'staff-witnessed' } });
    expect(visit.sheet).toMatchObject({ mode: 'oral', answerSources: { '32': 'observed', '33': 'observed' } });
    expect(visit.skipped.map(({ reason }) => reason)).toEqual(CAPTURE_KINDS.map(() => 'staff-decision'));
    expect(visit.constitution?.conclusion.primary).toBe('balanced');
  });

  it('fills in items 32 and 33 of a resident who answers alone at the screen', async () => {
    const page = station.page();
    const { visitId } = await openVisit(page);
    await answerItems(page, ['32', '33']);
    const before = await page.call<VisitState>('GET', '/api/visit');
    expect(before.inquiry[0]?.observable).toEqual(['32', '33']);
    const doctor = await station.doctor();
    for (const item of ['32', '33']) {
      await doctor.call('PUT', `/api/clinic/visits/${visitId}/answers`, { item, value: 3 });
    }
    const after = await page.call<VisitState>('GET', '/api/visit');
    expect(after.inquiry[0]).toMatchObject({ observable: [], answers: { '32': 3, '33': 3 } });
    await page.call('POST', '/api/visit/leave');
  });

  it('leaves an audit entry when a visit is looked at', async () => {
    const page = station.page();
    const { visitId } = await openVisit(page);
    const doctor = await station.doctor();
    await doctor.call('GET', `/api/clinic/visits/${visitId}/state`);
    const actions = await station.record(async (db) =>
      db.query.selectFrom('audit_event').select('action').where('subject_id', '=', visitId).execute(),
    );
    expect(actions.map(({ action }) => action)).toContain('visit.read');
    await page.call('POST', '/api/visit/leave');
  });

  it('has to be signed in', async () => {
    const page = station.page();
    const { visitId } = await openVisit(page);
    for (const path of ['state', 'questionnaire', 'notes']) {
      expect(await page.refusal('GET', `/api/clinic/visits/${visitId}/${path}`)).toMatchObject({
        code: 'station/not-signed-in',
      });
    }
    expect(await page.refusal('PUT', `/api/clinic/visits/${visitId}/answers`, { item: '1', value: 1 })).toMatchObject({
      code: 'station/not-signed-in',
    });
    await page.call('POST', '/api/visit/leave');
  });
});
