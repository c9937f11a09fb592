import type { PulseAnalysis, PulseFinding } from '../../src/domain/finding.ts';
import { type EarlierPulse, pulseOf } from '../../src/domain/pulse-comparison.ts';
import type { Visit } from '../../src/domain/visit.ts';
import { skipReasonOf } from '../../src/domain/visit-parts.ts';
import type { Wrist } from '../../src/domain/waveform.ts';
import { Icon } from '../shared/icon.tsx';
import { WORDS } from '../shared/words.ts';
import { AmplitudeMatrix } from './amplitude-matrix.tsx';
import { MarkedWave } from './marked-wave.tsx';
import { Nothing, Panel } from './panel.tsx';
import { QualityLine } from './part-quality.tsx';
import { PulseComparisonFigure } from './pulse-comparison-figure.tsx';
import { marksOfOneBeat, pointsOfBeats } from './pulse-marks.ts';
import { presentQualities, pulseNumbers, rateWords } from './pulse-numbers.ts';
import { VISIT_TEXT } from './visit-text.ts';

const WRISTS: readonly Wrist[] = ['left', 'right'];
const SHOWN_S = 4;
const WAVE_MM = 18;

/** Both wrists side by side: rate and rhythm, the wave with its points, the numbers, and h1 by position and pressure. */
export function PulsePanel(props: { readonly visit: Visit; readonly earlier?: EarlierPulse | null }) {
  const { visit } = props;
  const title = VISIT_TEXT.pulse.title;
  if (WRISTS.every((wrist) => visit.findings.pulse[wrist] === undefined)) {
    const reason = skipReasonOf(visit, 'pulse-left');
    return (
      <Panel title={title}>
        <Nothing words={reason === null ? VISIT_TEXT.pulse.nothing : WORDS.skipped[reason]} />
      </Panel>
    );
  }
  return (
    <Panel title={title}>
      <div class="wrists">
        {WRISTS.map((wrist) => (
          <WristColumn key={wrist} visit={visit} wrist={wrist} />
        ))}
      </div>
      {keepsWaves(visit) ? (
        <PulseComparisonFigure
          present={pulseOf(visit)}
          {...(props.earlier === undefined ? {} : { earlier: props.earlier })}
        />
      ) : null}
    </Panel>
  );
}

function WristColumn({ visit, wrist }: { readonly visit: Visit; readonly wrist: Wrist }) {
  const finding = visit.findings.pulse[wrist];
  const reason = skipReasonOf(visit, `pulse-${wrist}`);
  return (
    <section class="wrist" aria-label={WORDS.wrist[wrist]}>
      <h3>
        {WORDS.wrist[wrist]} <span class="wrist-words">{finding === undefined ? null : headWords(finding)}</span>
      </h3>
      {finding === undefined ? (
        <Nothing words={reason === null ? VISIT_TEXT.pulse.nothing : WORDS.skipped[reason]} />
      ) : (
        <>
          <EcgHint finding={finding} />
          <Wave finding={finding} />
          {finding.analysis === null ? null : <Numbers analysis={finding.analysis} />}
          {keepsWaves(visit) ? null : <AmplitudeMatrix finding={finding} />}
          <ChannelQuality finding={finding} />
        </>
      )}
    </section>
  );
}

/** Findings stored before the waves of every channel were kept show the numbers alone. */
function keepsWaves({ findings }: Visit): boolean {
  return WRISTS.some((wrist) => findings.pulse[wrist]?.channels !== undefined);
}

function headWords({ analysis }: PulseFinding): string {
  if (analysis === null) return rateWords(null);
  const rhythm = VISIT_TEXT.pulse.rhythm[analysis.rhythm.pattern];
  return [rateWords(analysis), rhythm, ...presentQualities(analysis)].join(VISIT_TEXT.dot);
}

/** A hint to refer, shown with the number it rests on; never a diagnosis. */
function EcgHint({ finding }: { readonly finding: PulseFinding }) {
  const { evidence, nrmssd } = finding.analysis?.rhythm ?? {};
  if (evidence?.referForEcg !== true || typeof nrmssd !== 'number') return null;
  return (
    <p class="quality-line" data-state="poor">
      <Icon name="warning" />
      {VISIT_TEXT.pulse.referForEcg(nrmssd.toFixed(2))}
    </p>
  );
}

/** Which channel the wave and the numbers come from. */
function ChannelQuality({ finding }: { readonly finding: PulseFinding }) {
  const { best, quality } = finding;
  if (best === null) return <QualityLine quality={quality} />;
  const source = VISIT_TEXT.pulse.best(WORDS.position[best.position], WORDS.step[best.step]);
  return <QualityLine quality={quality} source={source} />;
}

function Wave({ finding }: { readonly finding: PulseFinding }) {
  if (finding.excerpt === null) return <Nothing words={VISIT_TEXT.pulse.notUsable} />;
  return (
    <MarkedWave
      samplesPa={finding.excerpt.samplesPa}
      sampleRateHz={finding.excerpt.sampleRateHz}
      seconds={SHOWN_S}
      waveHeightMm={WAVE_MM}
      description={VISIT_TEXT.pulse.wave(WORDS.wrist[finding.wrist], rateWords(finding.analysis))}
      marks={marksOfOneBeat(finding, SHOWN_S)}
      points={pointsOfBeats(finding)}
    />
  );
}

function Numbers({ analysis }: { readonly analysis: PulseAnalysis }) {
  const { heights, times } = pulseNumbers(analysis);
  const rows = [
    { unit: VISIT_TEXT.pulse.pascal, numbers: heights },
    { unit: VISIT_TEXT.pulse.second, numbers: times },
  ];
  return (
    <div class="pulse-numbers">
      {rows.map(({ unit, numbers }) => (
        <div key={unit} class="pulse-numbers-row">
          <dl>
            {numbers.map(({ name, words }) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{words}</dd>
              </div>
            ))}
          </dl>
          <span class="unit">{unit}</span>
        </div>
      ))}
    </div>
  );
}
