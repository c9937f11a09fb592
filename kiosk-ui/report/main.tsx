import { render } from 'preact';
import type { VisitResult } from '../../src/domain/station-api.ts';
import { createPageApiClient } from '../shared/api-client.ts';
import '../shared/tokens.css';
import '../shared/components.css';
import '../visit-view/visit-view.css';
import './report.css';
import { createLoader } from '../visit-view/loader.ts';
import { ReportPage } from './report-page.tsx';
import { reportRequest } from './report-request.ts';

const root = document.getElementById('app');
if (root !== null) {
  const api = createPageApiClient();
  const request = reportRequest(window.location.search);
  const result = createLoader<VisitResult>(() => {});
  const load = () => {
    if (request !== null) void result.load(() => api.get<VisitResult>(request.address));
  };
  render(<ReportPage request={request} result={result.current} onRetry={load} onPrint={() => window.print()} />, root);
  load();
}
