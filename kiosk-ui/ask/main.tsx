import { render } from 'preact';
import { createPageApiClient } from '../shared/api-client.ts';
import '../shared/tokens.css';
import '../shared/components.css';
import '../visit-view/visit-view.css';
import './ask.css';
import { AskPage } from './ask-page.tsx';
import { createAsking } from './asking.ts';

const root = document.getElementById('app');
if (root !== null) {
  const visitId = new URLSearchParams(window.location.search).get('visit') ?? '';
  const goTo = (address: string) => window.location.assign(address);
  const asking = createAsking({ api: createPageApiClient(), visitId, goTo, nowMs: () => performance.now() });
  render(<AskPage asking={asking} />, root);
  void asking.open();
}
