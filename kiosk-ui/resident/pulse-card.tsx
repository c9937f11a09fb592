import type { PulseFinding } from '../../src/domain/finding.ts';
import type { Visit } from '../../src/domain/visit.ts';
import { skipReasonOf } from '../../src/domain/visit-parts.ts';
import { Card } from '../shared/card.tsx';
import { PulseFigure } from '../shared/pulse-figure.tsx';
import { WORDS } from '../shared/words.ts';
import { drawablePulses } from './result-view.ts';
import { TEXT } from './text.ts';

/** Both wrists: rate, wave, main-wave height h1 and rise time t1. */
export function PulseCard({ visit }: { readonly visit: Visit }) {
  const pulses = drawablePulses(visit);
  if (pulses.length === 0) {
    const reason = skipReasonOf(visit, 'pulse-left');
    return (
      <Card title={TEXT.result.pulse} class="result-pulse">
        <p class="result-nothing">{reason === null ? TEXT.result.noPulse : TEXT.skippedSentence[reason]}</p>
      </Card>
    );
  }
  return (
    <Card title={TEXT.result.pulse} class="result-pulse">
      {pulses.map((finding) => (
        <Wave key={finding.wrist} finding={finding} />
      ))}
    </Card>
  );
}

function Wave({ finding }: { readonly finding: PulseFinding }) {
  const bpm = finding.analysis?.rate.bpm ?? null;
  const words = bpm === null ? TEXT.result.rateUnknown : TEXT.capture.pulse.rate(bpm);
  const { h1 = null, t1 = null } = finding.analysis?.parameters ?? {};
  return (
    <figure class="result-wave">
      <figcaption>
        <strong>{WORDS.wrist[finding.wrist]}</strong> {words}
        {h1 === null ? null : <span>{`${TEXT.result.height} ${TEXT.result.pascal(h1)}`}</span>}
        {t1 === null ? null : <span>{`${TEXT.result.riseTime} ${TEXT.result.second(t1)}`}</span>}
      </figcaption>
      {finding.excerpt === null ? null : (
        <PulseFigure
          samplesPa={finding.excerpt.samplesPa}
          sampleRateHz={finding.excerpt.sampleRateHz}
          maxSeconds={5}
          heightMm={22}
          description={TEXT.result.pulseWave(WORDS.wrist[finding.wrist], words)}
        />
      )}
    </figure>
  );
}
