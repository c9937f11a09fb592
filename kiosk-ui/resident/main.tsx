import { render } from 'preact';
import { systemClock } from '../../src/domain/clock.ts';
import { createPageApiClient } from '../shared/api-client.ts';
import '../shared/tokens.css';
import '../shared/components.css';
import { createLiveSocket, openPageSocket } from '../shared/live-socket.ts';
import { createSpeaker } from '../shared/speech.ts';
import { applyTextSize } from '../shared/text-size.ts';
import './resident.css';
import { ResidentApp } from './resident-app.tsx';
import { createSession } from './session.ts';

const root = document.getElementById('app');
if (root !== null) {
  const session = createSession({
    api: createPageApiClient(),
    live: createLiveSocket(() => openPageSocket(), systemClock),
    clock: systemClock,
    speaker: createSpeaker(window.speechSynthesis),
    wipe: () => window.location.replace('/'),
  });
  for (const event of ['pointerdown', 'keydown'] as const) {
    window.addEventListener(event, () => session.idle.touch(), { capture: true });
  }
  applyTextSize();
  render(<ResidentApp session={session} />, root);
  void session.load();
}
