import type { PulseFinding } from '../../src/domain/finding.ts';
import { channelOf, type EarlierPulse, overlayOf, reasonsNotComparable } from '../../src/domain/pulse-comparison.ts';
import {
  PRESSURE_STEPS,
  type PressureStep,
  PULSE_POSITIONS,
  type PulsePosition,
  type Wrist,
} from '../../src/domain/waveform.ts';
import { WORDS } from '../shared/words.ts';
import { dateAndTime } from './china-time.ts';
import { BEAT_BOX, meanBeatPath } from './mean-beat-path.ts';
import { VISIT_TEXT } from './visit-text.ts';

const WRISTS: readonly Wrist[] = ['left', 'right'];
/** The deepest tint; text on it keeps its contrast (ink on 45 % green over paper is above 7:1). */
const DEEPEST = 0.45;
const TEXT = VISIT_TEXT.pulse.comparison;

interface FigureProps {
  readonly present: EarlierPulse;
  /** What to lay under it; undefined where no earlier visit is asked for. */
  readonly earlier?: EarlierPulse | null;
}

/** Both wrists, three positions and three pressures at once: h1 and mean beat in each cell, all on one scale. */
export function PulseComparisonFigure({ present, earlier }: FigureProps) {
  const highestPa = highestOf(present, earlier ?? null);
  return (
    <figure class="pulse-comparison">
      <table>
        <caption>{TEXT.caption(Math.round(highestPa))}</caption>
        <thead>
          <tr>
            <th scope="col" rowSpan={2}>
              <span class="visually-hidden">{VISIT_TEXT.pulse.position}</span>
            </th>
            {WRISTS.map((wrist) => (
              <th key={wrist} scope="colgroup" colSpan={PRESSURE_STEPS.length} data-first={wrist === 'right'}>
                {WORDS.wrist[wrist]}
              </th>
            ))}
          </tr>
          <tr>
            {WRISTS.flatMap((wrist) =>
              PRESSURE_STEPS.map((step) => (
                <th key={`${wrist}-${step}`} scope="col" data-first={step === PRESSURE_STEPS[0] && wrist === 'right'}>
                  {WORDS.step[step]}
                </th>
              )),
            )}
          </tr>
        </thead>
        <tbody>
          {PULSE_POSITIONS.map((position) => (
            <tr key={position}>
              <th scope="row">{WORDS.position[position]}</th>
              {WRISTS.flatMap((wrist) =>
                PRESSURE_STEPS.map((step) => (
                  <Cell
                    key={`${wrist}-${step}`}
                    present={present}
                    earlier={earlier ?? null}
                    at={{ wrist, position, step }}
                    highestPa={highestPa}
                  />
                )),
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {earlier === undefined ? null : <Legend present={present} earlier={earlier} />}
    </figure>
  );
}

function Cell(props: {
  readonly present: EarlierPulse;
  readonly earlier: EarlierPulse | null;
  readonly at: { readonly wrist: Wrist; readonly position: PulsePosition; readonly step: PressureStep };
  readonly highestPa: number;
}) {
  const { present, earlier, highestPa } = props;
  const { wrist, position, step } = props.at;
  const finding = present.pulse[wrist];
  const channel = channelOf(finding, position, step);
  const pascal = finding?.amplitudesPa[position][step] ?? null;
  const overlay = overlayOf(present, earlier, wrist, position, step);
  const tint = pascal === null ? 0 : (Math.max(0, pascal) / highestPa) * DEEPEST;
  return (
    <td
      data-best={isBest(finding, position, step)}
      data-first={step === PRESSURE_STEPS[0] && wrist === 'right'}
      style={{ background: `rgb(27 107 74 / ${Math.round(Math.min(DEEPEST, tint) * 100)}%)` }}
    >
      <span>
        {pascal === null ? VISIT_TEXT.none : Math.round(pascal)}
        {isBest(finding, position, step) ? <b>{TEXT.best}</b> : null}
      </span>
      <svg viewBox={`0 0 ${BEAT_BOX.width} ${BEAT_BOX.height}`} preserveAspectRatio="none" aria-hidden="true">
        {overlay.kind === 'overlay' ? <path class="earlier" d={meanBeatPath(overlay.earlier, highestPa)} /> : null}
        {channel === null ? null : <path class="present" d={meanBeatPath(channel, highestPa)} />}
      </svg>
    </td>
  );
}

function isBest(finding: PulseFinding | undefined, position: PulsePosition, step: PressureStep): boolean {
  return finding?.best?.position === position && finding.best.step === step;
}

/** Which line is which, and why an earlier one is missing. */
function Legend({ present, earlier }: { readonly present: EarlierPulse; readonly earlier: EarlierPulse | null }) {
  if (earlier === null) return <figcaption>{TEXT.noEarlier}</figcaption>;
  const missing = WRISTS.flatMap((wrist) => {
    if (present.pulse[wrist] === undefined) return [];
    const reasons = reasonsNotComparable(present, earlier, wrist);
    return reasons.length === 0
      ? []
      : [TEXT.notOverlaid(WORDS.wrist[wrist], reasons.map((why) => TEXT.why[why]).join(VISIT_TEXT.list))];
  });
  return (
    <figcaption>
      <span class="legend-present">{TEXT.now}</span>
      <span class="legend-earlier">{TEXT.before(dateAndTime(earlier.startedAt).slice(0, 10))}</span>
      {missing.map((words) => (
        <span key={words}>{words}</span>
      ))}
    </figcaption>
  );
}

/** One scale for everything in the figure: the highest mean beat or h1, Pa. */
function highestOf(present: EarlierPulse, earlier: EarlierPulse | null): number {
  const findings = [present, ...(earlier === null ? [] : [earlier])].flatMap(({ pulse }) =>
    WRISTS.flatMap((wrist) => pulse[wrist] ?? []),
  );
  const heights = findings.flatMap(({ amplitudesPa, channels = [] }) => [
    ...PULSE_POSITIONS.flatMap((position) => PRESSURE_STEPS.map((step) => amplitudesPa[position][step] ?? 0)),
    ...channels.flatMap(({ meanBeatSamples }) => meanBeatSamples),
  ]);
  return heights.reduce((most, height) => Math.max(most, height), 1);
}
