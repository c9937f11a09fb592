import { Landscape } from './landscape.tsx';
import { TEXT } from './text.ts';

/** The last words, before the page is replaced. */
export function GoodbyeScreen() {
  return (
    <div class="welcome">
      <Landscape />
      <main class="quiet-centre" aria-live="polite">
        <h1>{TEXT.goodbye}</h1>
      </main>
    </div>
  );
}
