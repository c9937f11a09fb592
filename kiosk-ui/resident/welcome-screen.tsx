import { Button } from '../shared/button.tsx';
import { ErrorBanner } from '../shared/error-banner.tsx';
import { TextSizeToggle } from '../shared/text-size-toggle.tsx';
import { errorWords } from './error-words.ts';
import { Landscape } from './landscape.tsx';
import { PartPictogram } from './part-pictogram.tsx';
import type { Session } from './session.ts';
import { StationMark } from './station-mark.tsx';
import { TEXT } from './text.ts';

/** What will happen, in four pictures, and one way to begin. */
export function WelcomeScreen({ session }: { readonly session: Session }) {
  const trouble = session.trouble.value;
  return (
    <div class="welcome">
      <Landscape />
      <header class="welcome-head">
        <span>{session.station.value?.clinicName}</span>
        <StationMark session={session} />
      </header>
      <main class="welcome-main">
        {trouble === null ? null : (
          <ErrorBanner code={trouble.code} words={errorWords(trouble.code)} onRetry={() => void session.load()} />
        )}
        <h1 class="welcome-title">{TEXT.welcome.title}</h1>
        <p class="welcome-subtitle">{TEXT.welcome.subtitle}</p>
        <ol class="welcome-parts">
          {TEXT.welcome.parts.map((part) => (
            <li key={part.icon}>
              <PartPictogram name={part.icon} />
              <strong>{part.title}</strong>
              <span>{part.words}</span>
            </li>
          ))}
        </ol>
        <Button kind="primary" class="welcome-start" icon="next" onPress={() => session.begin()}>
          {TEXT.welcome.start}
        </Button>
        <p class="welcome-minutes">{TEXT.welcome.minutes}</p>
      </main>
      <footer class="welcome-foot">
        <TextSizeToggle />
        <a class="button" data-kind="quiet" href="/clinic">
          {TEXT.welcome.staff}
        </a>
      </footer>
    </div>
  );
}
