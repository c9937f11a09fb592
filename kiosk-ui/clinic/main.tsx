import { render } from 'preact';
import { systemClock } from '../../src/domain/clock.ts';
import { createPageApiClient } from '../shared/api-client.ts';
import '../shared/tokens.css';
import '../shared/components.css';
import { createLiveSocket, openPageSocket } from '../shared/live-socket.ts';
import '../visit-view/visit-view.css';
import './clinic.css';
import { createClinic } from './clinic.ts';
import { ClinicApp } from './clinic-app.tsx';

const root = document.getElementById('app');
if (root !== null) {
  const clinic = createClinic({
    api: createPageApiClient(),
    live: createLiveSocket(() => openPageSocket(), systemClock),
    clock: systemClock,
    goTo: (address) => window.location.assign(address),
  });
  render(<ClinicApp clinic={clinic} />, root);
  void clinic.open();
}
