import { useEffect, useRef } from 'preact/hooks';
import { PULSE_POSITIONS } from '../../src/domain/waveform.ts';
import type { TraceBuffer } from './trace-buffer.ts';

/** Weight of one frame in the gain: about half a second to follow a change of strength at 60 frames/s. */
const GAIN_EASING = 0.04;
/** A channel without a pulse stays a calm line instead of magnified noise, Pa. */
const LEAST_SPAN_PA = 40;

/** Three channels of a live pulse, 寸 关 尺 from top to bottom, on one common scale. Reads `buffer` every frame. */
export function LiveTrace(props: { readonly buffer: TraceBuffer; readonly description: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const surface = canvas.current?.getContext('2d');
    if (surface === null || surface === undefined) return;
    let frame = 0;
    let previousMs = performance.now();
    let spanPa = LEAST_SPAN_PA;
    const draw = (nowMs: number) => {
      props.buffer.advance(nowMs - previousMs);
      previousMs = nowMs;
      const windows = PULSE_POSITIONS.map((position) => props.buffer.window(position));
      const wanted = windows.reduce((most, samples) => Math.max(most, spanOf(samples)), LEAST_SPAN_PA);
      spanPa += (wanted - spanPa) * GAIN_EASING;
      paint(surface, windows, props.buffer.capacity, spanPa);
      frame = requestAnimationFrame(draw);
    };
    frame = requestAnimationFrame(draw);
    return () => cancelAnimationFrame(frame);
  }, [props.buffer]);
  return <canvas ref={canvas} class="live-trace" role="img" aria-label={props.description} />;
}

function spanOf(samples: readonly number[]): number {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of samples) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return high > low ? high - low : 0;
}

function paint(
  surface: CanvasRenderingContext2D,
  windows: readonly (readonly number[])[],
  capacity: number,
  spanPa: number,
): void {
  const { canvas } = surface;
  const scale = window.devicePixelRatio;
  const width = Math.round(canvas.clientWidth * scale);
  const height = Math.round(canvas.clientHeight * scale);
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
  }
  surface.clearRect(0, 0, width, height);
  const rowHeight = height / windows.length;
  windows.forEach((samples, row) => {
    paintRow(surface, samples, { top: row * rowHeight, height: rowHeight, width, capacity, spanPa, scale });
  });
}

interface Row {
  readonly top: number;
  readonly height: number;
  readonly width: number;
  readonly capacity: number;
  readonly spanPa: number;
  readonly scale: number;
}

function paintRow(surface: CanvasRenderingContext2D, samples: readonly number[], row: Row): void {
  const base = row.top + row.height * 0.86;
  surface.lineWidth = row.scale;
  surface.strokeStyle = '#d9d6ca';
  surface.beginPath();
  surface.moveTo(0, base);
  surface.lineTo(row.width, base);
  surface.stroke();
  if (samples.length < 2) return;
  const low = samples.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
  const stepX = row.width / row.capacity;
  surface.lineWidth = 2.5 * row.scale;
  surface.lineJoin = 'round';
  surface.strokeStyle = '#1b6b4a';
  surface.beginPath();
  samples.forEach((value, index) => {
    surface.lineTo(index * stepX, base - ((value - low) / row.spanPa) * row.height * 0.72);
  });
  surface.stroke();
  const last = samples.at(-1) ?? low;
  surface.fillStyle = '#1b6b4a';
  surface.beginPath();
  surface.arc(
    (samples.length - 1) * stepX,
    base - ((last - low) / row.spanPa) * row.height * 0.72,
    4.5 * row.scale,
    0,
    7,
  );
  surface.fill();
}
