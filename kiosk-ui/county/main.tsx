import { render } from 'preact';
import { systemClock } from '../../src/domain/clock.ts';
import { createPageApiClient } from '../shared/api-client.ts';
import '../shared/tokens.css';
import '../shared/components.css';
import '../visit-view/visit-view.css';
import './county.css';
import { createCounty } from './county.ts';
import { CountyApp } from './county-app.tsx';

const root = document.getElementById('app');
if (root !== null) {
  const county = createCounty({ api: createPageApiClient(), clock: systemClock });
  render(<CountyApp county={county} clock={systemClock} />, root);
  void county.open();
}
