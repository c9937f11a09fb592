import { signal } from '@preact/signals';
import { render } from 'preact';
import type { ElderRecordEntry, ElderRecordView } from '../../src/domain/elder-record.ts';
import { createPageApiClient } from '../shared/api-client.ts';
import '../shared/tokens.css';
import '../shared/components.css';
import '../visit-view/visit-view.css';
import './elder-record.css';
import type { QuestionnaireView } from '../../src/domain/questionnaire.ts';
import type { VisitResult } from '../../src/domain/station-api.ts';
import { createLoader } from '../visit-view/loader.ts';
import { ElderRecordPage } from './elder-record-page.tsx';

const root = document.getElementById('app');
if (root !== null) {
  const api = createPageApiClient();
  const visitId = new URLSearchParams(window.location.search).get('visit') ?? '';
  const address = `/api/clinic/visits/${encodeURIComponent(visitId)}`;
  const view = createLoader<ElderRecordView>(() => {});
  const visit = createLoader<VisitResult>(() => {});
  const questions = createLoader<QuestionnaireView>(() => {});
  const saving = signal(false);
  const load = () => {
    void view.load(() => api.get<ElderRecordView>(`${address}/elder-record`));
    void visit.load(async () => {
      const result = await api.get<VisitResult>(address);
      const { sex } = result.resident.card;
      void questions.load(() => api.get<QuestionnaireView>(`/api/clinic/questionnaire?id=elder-33&sex=${sex}`));
      return result;
    });
  };
  const save = async (entry: ElderRecordEntry) => {
    saving.value = true;
    await view.refresh(() => api.put<ElderRecordView>(`${address}/elder-record`, entry));
    saving.value = false;
  };
  render(
    <ElderRecordPage
      view={view.current}
      visit={visit.current}
      questions={questions.current}
      saving={saving}
      onRetry={load}
      onSave={(entry) => void save(entry)}
      onPrint={() => window.print()}
    />,
    root,
  );
  load();
}
