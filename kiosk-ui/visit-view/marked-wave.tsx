import { pulseFigureLayout } from '../shared/pulse-figure-layout.ts';
import type { PulseMark } from './pulse-marks.ts';
import { spreadLabels } from './spread-labels.ts';

/** Millimetres: room for one row of letters, the slant of their leaders, and the width of a letter pair. */
const LABEL_ROW_MM = 4.5;
const LEADER_MM = 5;
const LABEL_GAP_MM = 6;
/** `pulseFigureLayout` leaves this above the wave for letters of its own; the leaders run through it. */
const LAYOUT_TOP_MM = 5;

/**
 * A pulse wave on 25 mm/s paper. Letters stand in a row above with leaders down to their points, so that they never
 * collide; small dots show the points found on every beat. One user unit is one millimetre.
 */
export function MarkedWave(props: {
  readonly samplesPa: readonly number[];
  readonly sampleRateHz: number;
  readonly seconds: number;
  readonly waveHeightMm: number;
  readonly description: string;
  readonly marks: readonly PulseMark[];
  readonly points?: readonly number[];
  /** Draw at true size, for paper. */
  readonly trueSize?: boolean;
}) {
  const { samplesPa, sampleRateHz, seconds, waveHeightMm, marks } = props;
  const layout = pulseFigureLayout({
    samplesPa,
    sampleRateHz,
    maxSeconds: seconds,
    heightMm: waveHeightMm + LAYOUT_TOP_MM,
  });
  const top = marks.length === 0 ? -LAYOUT_TOP_MM + 2 : LABEL_ROW_MM;
  const { widthMm } = layout;
  const heightMm = top + layout.heightMm;
  const dots = (props.points ?? []).flatMap((index) => layout.pointAt(index) ?? []);
  return (
    <svg
      class="pulse-figure marked-wave"
      viewBox={`0 0 ${widthMm} ${heightMm}`}
      style={props.trueSize === true ? { width: `${widthMm}mm`, height: `${heightMm}mm` } : {}}
      role="img"
      aria-label={props.description}
    >
      <path class="grid-small" d={gridPath(widthMm, heightMm, 1)} />
      <path class="grid-large" d={gridPath(widthMm, heightMm, 5)} />
      <g transform={`translate(0 ${top})`}>
        <path class="wave" d={layout.path} />
        {dots.map((point) => (
          <circle key={`${point.x}`} class="wave-point" cx={point.x} cy={point.y} r={0.55} />
        ))}
        <Leaders marks={marks} pointAt={layout.pointAt} top={top} widthMm={widthMm} />
      </g>
    </svg>
  );
}

function Leaders(props: {
  readonly marks: readonly PulseMark[];
  readonly pointAt: (index: number) => { readonly x: number; readonly y: number } | null;
  readonly top: number;
  readonly widthMm: number;
}) {
  const placed = props.marks.flatMap((mark) => {
    const point = props.pointAt(mark.index);
    return point === null ? [] : [{ label: mark.label, ...point }];
  });
  const places = spreadLabels(
    placed.map((mark) => mark.x),
    LABEL_GAP_MM,
    LABEL_GAP_MM / 2,
    props.widthMm - LABEL_GAP_MM / 2,
  );
  const rowY = -props.top + LABEL_ROW_MM;
  return (
    <>
      {placed.map((mark, index) => {
        const x = places[index] ?? mark.x;
        const bend = Math.min(rowY + LEADER_MM - 0.5, mark.y);
        return (
          <g key={mark.label}>
            <path class="leader" d={`M${x} ${rowY - 0.6}L${mark.x} ${bend}L${mark.x} ${mark.y}`} />
            <circle class="marked-point" cx={mark.x} cy={mark.y} r={0.8} />
            <text x={x} y={rowY - 1.4} text-anchor="middle">
              {mark.label}
            </text>
          </g>
        );
      })}
    </>
  );
}

function gridPath(widthMm: number, heightMm: number, everyMm: number): string {
  const count = (lengthMm: number) => Math.floor(lengthMm / everyMm) + 1;
  const columns = Array.from({ length: count(widthMm) }, (_, index) => `M${index * everyMm} 0V${heightMm}`);
  const rows = Array.from({ length: count(heightMm) }, (_, index) => `M0 ${index * everyMm}H${widthMm}`);
  return [...columns, ...rows].join('');
}
