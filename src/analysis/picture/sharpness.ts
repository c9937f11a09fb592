/**
 * Mean absolute Laplacian of a lightness plane (L*, per pixel) where `inside` is non-zero: near 0 when out of focus.
 * It depends on the scale, so compare only pictures brought to the same long side. Null without a usable pixel.
 */
export function sharpness(plane: Float32Array, widthPx: number, heightPx: number, inside: Uint8Array): number | null {
  let sum = 0;
  let count = 0;
  for (let y = 1; y < heightPx - 1; y++) {
    for (let x = 1; x < widthPx - 1; x++) {
      const at = y * widthPx + x;
      if (!inside[at]) continue;
      const around =
        (plane[at - 1] ?? 0) + (plane[at + 1] ?? 0) + (plane[at - widthPx] ?? 0) + (plane[at + widthPx] ?? 0);
      sum += Math.abs(around - 4 * (plane[at] ?? 0));
      count++;
    }
  }
  return count === 0 ? null : sum / count;
}
