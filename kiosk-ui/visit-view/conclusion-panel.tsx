import type { Visit } from '../../src/domain/visit.ts';
import { ConstitutionBars } from '../shared/constitution-bars.tsx';
import { ConstitutionRadar } from '../shared/constitution-radar.tsx';
import { Icon } from '../shared/icon.tsx';
import { natureOf } from '../shared/nature.ts';
import { SimulatedMark } from '../shared/simulated-mark.tsx';
import { headlineOf } from './visit-facts.ts';
import { VISIT_TEXT } from './visit-text.ts';

/** Main constitution, the standard's sentence, what is still open, then radar and bars. */
export function ConclusionPanel({ visit }: { readonly visit: Visit }) {
  const { constitution } = visit;
  const { main, open } = headlineOf(constitution);
  return (
    <section class="conclusion" aria-label={VISIT_TEXT.conclusion.title}>
      <div class="conclusion-words">
        <p class="conclusion-kicker">
          {VISIT_TEXT.conclusion.title}
          <SimulatedMark nature={natureOf(visit)} />
        </p>
        <p class="conclusion-main">{main}</p>
        {constitution === null ? null : <p class="conclusion-text">{constitution.conclusion.text}</p>}
        {open.map((words) => (
          <p key={words} class="conclusion-open">
            <Icon name="warning" />
            {words}
          </p>
        ))}
      </div>
      {constitution === null ? null : (
        <>
          <ConstitutionRadar scales={constitution.scales} />
          <ConstitutionBars scales={constitution.scales} />
        </>
      )}
    </section>
  );
}
