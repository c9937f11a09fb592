import { useEffect, useRef } from 'preact/hooks';
import type { WaveBuffer } from './wave-buffer.ts';

/** Part of the height that the wave fills, so that a peak never touches the edge. */
const FILLED = 0.8;
/** Weight of one frame in a narrowing scale: about half a second at 60 frames/s to follow a weaker signal. */
const EASING = 0.05;
const GREEN = '#1b6b4a';
const GREY = '#858e88';

/** A device's channels on one canvas, each in its own row and scale; grey when nothing new comes. */
export function DeviceWave(props: { readonly buffer: WaveBuffer; readonly description: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const surface = canvas.current?.getContext('2d');
    if (surface === null || surface === undefined) return;
    const ranges: Range[] = [];
    let previousMs = performance.now();
    let frame = 0;
    const draw = (nowMs: number) => {
      props.buffer.advance(nowMs - previousMs);
      previousMs = nowMs;
      paint(surface, props.buffer, ranges);
      frame = requestAnimationFrame(draw);
    };
    frame = requestAnimationFrame(draw);
    return () => cancelAnimationFrame(frame);
  }, [props.buffer]);
  return <canvas ref={canvas} class="device-wave" role="img" aria-label={props.description} />;
}

interface Range {
  low: number;
  high: number;
}

function paint(surface: CanvasRenderingContext2D, buffer: WaveBuffer, ranges: Range[]): void {
  const { canvas } = surface;
  const scale = window.devicePixelRatio;
  const [width, height] = [Math.round(canvas.clientWidth * scale), Math.round(canvas.clientHeight * scale)];
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
  }
  surface.clearRect(0, 0, width, height);
  const windows = buffer.windows();
  const rowHeight = height / Math.max(1, windows.length);
  surface.lineWidth = 2 * scale;
  surface.lineJoin = 'round';
  surface.strokeStyle = buffer.stale ? GREY : GREEN;
  windows.forEach((samples, row) => {
    const range = eased(ranges, row, samples);
    const stepX = width / (buffer.capacity - 1);
    surface.beginPath();
    samples.forEach((value, index) => {
      const share = (value - range.low) / (range.high - range.low);
      surface.lineTo(index * stepX, (row + 0.5) * rowHeight - (share - 0.5) * rowHeight * FILLED);
    });
    surface.stroke();
  });
}

function eased(ranges: Range[], row: number, samples: readonly number[]): Range {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of samples) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (low > high) return { low: 0, high: 1 };
  if (high - low < 1) [low, high] = [low - 0.5, high + 0.5];
  const range = ranges[row] ?? { low, high };
  // Wider at once, so that no line leaves its row; narrower gently, so that the scale does not jump.
  range.low = low < range.low ? low : range.low + (low - range.low) * EASING;
  range.high = high > range.high ? high : range.high + (high - range.high) * EASING;
  ranges[row] = range;
  return range;
}
