/** Narrower than any difference of colour that is seen; Lab of sRGB lies within ±128. */
const LOWEST = -128;
const BINS_PER_UNIT = 16;
const BINS = 256 * BINS_PER_UNIT;

/**
 * How a list of values is spread, by a histogram of 1/16 of a unit over −128…128 (values beyond are counted at the ends): order
 * statistics without sorting. All is 0 for an empty list.
 */
export class Distribution {
  readonly count: number;
  readonly mean: number;
  /** Of the population. */
  readonly deviation: number;
  readonly #values: Float32Array;
  readonly #bins = new Uint32Array(BINS);

  /** Keeps `values`; they are not to be changed afterwards. */
  constructor(values: Float32Array) {
    let sum = 0;
    let squares = 0;
    for (let at = 0; at < values.length; at++) {
      const value = values[at] ?? 0;
      const bin = binOf(value);
      this.#bins[bin] = (this.#bins[bin] ?? 0) + 1;
      sum += value;
      squares += value * value;
    }
    this.#values = values;
    this.count = values.length;
    this.mean = sum / Math.max(1, this.count);
    this.deviation = Math.sqrt(Math.max(0, squares / Math.max(1, this.count) - this.mean * this.mean));
  }

  /** The value below which `share` of the list lies, right to 1/16. */
  percentile(share: number): number {
    if (this.count === 0) return 0;
    const place = share * (this.count - 1);
    let passed = 0;
    for (let bin = 0; bin < BINS; bin++) {
      const own = this.#bins[bin] ?? 0;
      if (passed + own > place) return LOWEST + (bin + (place - passed + 0.5) / own) / BINS_PER_UNIT;
      passed += own;
    }
    return -LOWEST;
  }

  /** Mean and deviation of what is left after cutting `share` of the values from each end. */
  trimmed(share: number): { readonly mean: number; readonly deviation: number } {
    const cut = Math.floor(this.count * share);
    const from = this.#endBin(cut, 0, 1);
    const to = this.#endBin(cut, BINS - 1, -1);
    let count = 0;
    let sum = 0;
    let squares = 0;
    for (let at = 0; at < this.count; at++) {
      const value = this.#values[at] ?? 0;
      const place = (value - LOWEST) * BINS_PER_UNIT;
      if (place < from || place >= to + 1) continue;
      count++;
      sum += value;
      squares += value * value;
    }
    const mean = sum / Math.max(1, count);
    return { mean, deviation: Math.sqrt(Math.max(0, squares / Math.max(1, count) - mean * mean)) };
  }

  /** The bin at which more than `cut` values have been passed, walking in one direction. */
  #endBin(cut: number, start: number, step: 1 | -1): number {
    let passed = 0;
    for (let bin = start; bin >= 0 && bin < BINS; bin += step) {
      passed += this.#bins[bin] ?? 0;
      if (passed > cut) return bin;
    }
    return start;
  }
}

function binOf(value: number): number {
  const bin = (value - LOWEST) * BINS_PER_UNIT;
  return bin <= 0 ? 0 : bin >= BINS ? BINS - 1 : bin | 0;
}

/** The values of `plane` where `chosen` is non-zero, in reading order. */
export function valuesWhere(plane: Float32Array, chosen: Uint8Array): Float32Array {
  return valuesAt(plane, pixelsWhere(chosen));
}

/** The pixels where `chosen` is non-zero, in reading order. */
export function pixelsWhere(chosen: Uint8Array): Int32Array {
  let count = 0;
  for (let pixel = 0; pixel < chosen.length; pixel++) if (chosen[pixel]) count++;
  const pixels = new Int32Array(count);
  let at = 0;
  for (let pixel = 0; at < count; pixel++) if (chosen[pixel]) pixels[at++] = pixel;
  return pixels;
}

/** The values of `plane` at the given pixels. */
export function valuesAt(plane: Float32Array, pixels: Int32Array): Float32Array {
  const values = new Float32Array(pixels.length);
  for (let at = 0; at < pixels.length; at++) values[at] = plane[pixels[at] ?? 0] ?? 0;
  return values;
}
