import type { ComponentChildren } from 'preact';
import { pulseFigureLayout } from './pulse-figure-layout.ts';

/** A mark on the wave: a sample index and its letter. */
export interface PulseMark {
  readonly index: number;
  readonly label: string;
}

/** A pulse wave on a 25 mm/s grid (small square 1 mm = 0.04 s). Marks carry their letters in a row above the wave. */
export function PulseFigure(props: {
  readonly samplesPa: readonly number[];
  readonly sampleRateHz: number;
  readonly description: string;
  readonly maxSeconds?: number;
  readonly heightMm?: number;
  readonly marks?: readonly PulseMark[];
}) {
  const layout = pulseFigureLayout({
    samplesPa: props.samplesPa,
    sampleRateHz: props.sampleRateHz,
    maxSeconds: props.maxSeconds ?? 6,
    heightMm: props.heightMm ?? 30,
  });
  const { widthMm, heightMm } = layout;
  return (
    <svg class="pulse-figure" viewBox={`0 0 ${widthMm} ${heightMm}`} role="img" aria-label={props.description}>
      {gridLines(widthMm, heightMm)}
      <path class="wave" d={layout.path} />
      {(props.marks ?? []).map((mark) => {
        const point = layout.pointAt(mark.index);
        return point === null ? null : (
          <g key={mark.label}>
            <line class="mark" x1={point.x} x2={point.x} y1={4} y2={point.y} />
            <text x={point.x} y={3.2} text-anchor="middle">
              {mark.label}
            </text>
          </g>
        );
      })}
    </svg>
  );
}

function gridLines(widthMm: number, heightMm: number): ComponentChildren {
  const lines: ComponentChildren[] = [];
  for (let x = 0; x <= widthMm; x += 1) {
    lines.push(
      <line key={`x${x}`} class={x % 5 === 0 ? 'grid-large' : 'grid-small'} x1={x} x2={x} y1={0} y2={heightMm} />,
    );
  }
  for (let y = 0; y <= heightMm; y += 1) {
    lines.push(
      <line key={`y${y}`} class={y % 5 === 0 ? 'grid-large' : 'grid-small'} x1={0} x2={widthMm} y1={y} y2={y} />,
    );
  }
  return lines;
}
