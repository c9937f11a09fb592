export interface PulseFigureRequest {
  readonly samplesPa: readonly number[];
  readonly sampleRateHz: number;
  readonly maxSeconds: number;
  readonly heightMm: number;
}

export interface PulseFigureLayout {
  readonly widthMm: number;
  readonly heightMm: number;
  /** SVG path in millimetres. */
  readonly path: string;
  /** Where a sample lies, or null outside the figure. */
  pointAt(index: number): { readonly x: number; readonly y: number } | null;
}

/** Paper speed of pulse and ECG charts. */
const MM_PER_SECOND = 25;
/** Room above for the letters of the marks, and below so that the line does not touch the edge. */
const TOP_MM = 5;
const BOTTOM_MM = 2;

/** Places samples on chart paper: time at 25 mm/s, height scaled to the figure. */
export function pulseFigureLayout(request: PulseFigureRequest): PulseFigureLayout {
  const { sampleRateHz, heightMm } = request;
  const samples = request.samplesPa.slice(0, Math.ceil(request.maxSeconds * sampleRateHz));
  const widthMm = Math.max(10, Math.ceil((samples.length / sampleRateHz) * MM_PER_SECOND));
  const low = samples.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
  const high = samples.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  const spanPa = high > low ? high - low : 1;
  const pointAt = (index: number) => {
    const value = samples[index];
    if (value === undefined) return null;
    const y = heightMm - BOTTOM_MM - ((value - low) / spanPa) * (heightMm - TOP_MM - BOTTOM_MM);
    return { x: round((index / sampleRateHz) * MM_PER_SECOND), y: round(y) };
  };
  const points = samples.map((_, index) => pointAt(index)).filter((point) => point !== null);
  const path = points.map((point, index) => `${index === 0 ? 'M' : 'L'}${point.x} ${point.y}`).join('');
  return { widthMm, heightMm, path, pointAt };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
