/** Gaussian smoothing of a line of numbers; the ends repeat. `sigma` in samples. */
export function smoothLine(line: Float64Array, sigma: number): Float64Array {
  const reach = Math.ceil(3 * sigma);
  const weights = gaussian(reach, sigma);
  const padded = new Float64Array(line.length + 2 * reach);
  padded.fill(line[0] ?? 0, 0, reach);
  padded.set(line, reach);
  padded.fill(line.at(-1) ?? 0, reach + line.length);
  const out = new Float64Array(line.length);
  for (let at = 0; at < out.length; at++) {
    let sum = 0;
    for (let step = 0; step < weights.length; step++) sum += (weights[step] ?? 0) * (padded[at + step] ?? 0);
    out[at] = sum;
  }
  return out;
}

/** Weights of sum 1. */
function gaussian(reach: number, sigma: number): Float64Array {
  const weights = Float64Array.from({ length: 2 * reach + 1 }, (_, at) =>
    Math.exp(-((at - reach) ** 2) / (2 * sigma ** 2)),
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}
