import type { PulseFinding } from '../../src/domain/finding.ts';
import { pulseOf } from '../../src/domain/pulse-comparison.ts';
import type { Visit } from '../../src/domain/visit.ts';
import { skipReasonOf } from '../../src/domain/visit-parts.ts';
import type { Wrist } from '../../src/domain/waveform.ts';
import { WORDS } from '../shared/words.ts';
import { MarkedWave } from '../visit-view/marked-wave.tsx';
import { PulseComparisonFigure } from '../visit-view/pulse-comparison-figure.tsx';
import { marksOfOneBeat } from '../visit-view/pulse-marks.ts';
import { pulseNumber, rateWords } from '../visit-view/pulse-numbers.ts';
import { VISIT_TEXT } from '../visit-view/visit-text.ts';
import { TEXT } from './text.ts';

const WRISTS: readonly Wrist[] = ['left', 'right'];
/** 4.6 s at 25 mm/s are 115 mm: the table of numbers stands beside it on a 186 mm line. */
const SHOWN_S = 4.6;
const WAVE_MM = 15;

/** The better wrist's wave at true size, and six numbers of both. */
export function ReportPulse({ visit }: { readonly visit: Visit }) {
  const findings: readonly PulseFinding[] = WRISTS.flatMap((wrist) => visit.findings.pulse[wrist] ?? []);
  const drawn = findings.filter(isDrawable).toSorted((a, b) => b.quality.score - a.quality.score)[0];
  return (
    <section class="sheet-part" aria-label={TEXT.pulse}>
      <h2>{TEXT.pulse}</h2>
      {findings.length === 0 ? null : (
        <div class="sheet-pulse">
          <div>
            <figure>{drawn === undefined ? <p>{VISIT_TEXT.pulse.notUsable}</p> : <Wave finding={drawn} />}</figure>
            {findings.some(({ channels }) => channels !== undefined) ? (
              <PulseComparisonFigure present={pulseOf(visit)} />
            ) : null}
          </div>
          <Numbers findings={findings} />
        </div>
      )}
      {WRISTS.filter((wrist) => visit.findings.pulse[wrist] === undefined).map((wrist) => {
        const reason = skipReasonOf(visit, `pulse-${wrist}`);
        const why = reason === null ? TEXT.notDone : WORDS.skipped[reason];
        return <p key={wrist}>{TEXT.skipped(WORDS.capture[`pulse-${wrist}`], why)}</p>;
      })}
    </section>
  );
}

type DrawablePulse = PulseFinding & { readonly excerpt: NonNullable<PulseFinding['excerpt']> };

function isDrawable(finding: PulseFinding): finding is DrawablePulse {
  return finding.excerpt !== null;
}

function Wave({ finding }: { readonly finding: DrawablePulse }) {
  const { best, wrist, excerpt } = finding;
  const from = best === null ? '' : TEXT.pulseFrom(WORDS.position[best.position], WORDS.step[best.step]);
  return (
    <>
      <MarkedWave
        samplesPa={excerpt.samplesPa}
        sampleRateHz={excerpt.sampleRateHz}
        seconds={SHOWN_S}
        waveHeightMm={WAVE_MM}
        description={VISIT_TEXT.pulse.wave(WORDS.wrist[wrist], rateWords(finding.analysis))}
        marks={marksOfOneBeat(finding, SHOWN_S)}
        trueSize
      />
      <figcaption class="small-print">{TEXT.pulseSource(WORDS.wrist[wrist], from)}</figcaption>
    </>
  );
}

function Numbers({ findings }: { readonly findings: readonly PulseFinding[] }) {
  const heights = Object.keys(TEXT.heights) as (keyof typeof TEXT.heights)[];
  const rows: readonly (readonly [string, (finding: PulseFinding) => string])[] = [
    [TEXT.rate, ({ analysis }) => numberOr(analysis?.rate.bpm ?? null)],
    ...heights.map((name) => [TEXT.heights[name], (finding: PulseFinding) => parameter(finding, name)] as const),
    [TEXT.riseTime, (finding) => parameter(finding, 't1')],
    [TEXT.rhythm, ({ analysis }) => VISIT_TEXT.pulse.rhythm[analysis?.rhythm.pattern ?? 'not-assessable']],
  ];
  return (
    <table class="sheet-numbers">
      <thead>
        <tr>
          <th scope="col">{TEXT.pulseItem}</th>
          {findings.map(({ wrist }) => (
            <th key={wrist} scope="col">
              {WORDS.wrist[wrist]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, read]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            {findings.map((finding) => (
              <td key={finding.wrist}>{read(finding)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function parameter(finding: PulseFinding, name: 'h1' | 'h3' | 'h4' | 'h5' | 't1'): string {
  return finding.analysis === null ? VISIT_TEXT.none : pulseNumber(finding.analysis.parameters, name).words;
}

function numberOr(value: number | null): string {
  return value === null ? VISIT_TEXT.none : String(Math.round(value));
}
