/** Mean over a (2r+1)² window, cut at the picture's border; running sums, so the cost does not depend on `radiusPx`. */
export function boxBlur(plane: Float32Array, widthPx: number, heightPx: number, radiusPx: number): Float32Array {
  const out = new Float32Array(plane.length);
  boxBlurInto(out, plane, widthPx, heightPx, radiusPx, new Float32Array(plane.length));
  return out;
}

/** The same into `out`, which may be the plane itself; `scratch` is of the same length and overwritten. */
export function boxBlurInto(
  out: Float32Array,
  plane: Float32Array,
  widthPx: number,
  heightPx: number,
  radiusPx: number,
  scratch: Float32Array,
): void {
  blurRows(scratch, plane, heightPx, widthPx, radiusPx);
  blurColumns(out, scratch, heightPx, widthPx, radiusPx);
}

function blurRows(out: Float32Array, plane: Float32Array, lines: number, length: number, radius: number): void {
  const whole = 1 / (2 * radius + 1);
  for (let line = 0; line < lines; line++) {
    const start = line * length;
    let sum = 0;
    for (let ahead = 0; ahead <= Math.min(radius, length - 1); ahead++) sum += plane[start + ahead] ?? 0;
    let at = 0;
    // Three stretches: the window cut on the left or on both sides, whole, cut on the right.
    for (; at < length && (at < radius || at + radius >= length); at++) {
      out[start + at] = sum / (Math.min(length - 1, at + radius) - Math.max(0, at - radius) + 1);
      if (at + radius + 1 < length) sum += plane[start + at + radius + 1] ?? 0;
      if (at - radius >= 0) sum -= plane[start + at - radius] ?? 0;
    }
    for (; at < length - radius - 1; at++) {
      out[start + at] = sum * whole;
      sum += (plane[start + at + radius + 1] ?? 0) - (plane[start + at - radius] ?? 0);
    }
    for (; at < length; at++) {
      out[start + at] = sum / (length - Math.max(0, at - radius) - Math.max(0, length - 1 - at - radius));
      if (at - radius >= 0) sum -= plane[start + at - radius] ?? 0;
    }
  }
}

/** All columns side by side, row after row: memory is then read in its own order. */
function blurColumns(out: Float32Array, plane: Float32Array, lines: number, length: number, radius: number): void {
  const sums = new Float64Array(length);
  for (let line = 0; line <= Math.min(radius, lines - 1); line++) addRow(sums, plane, line * length, 1);
  for (let line = 0; line < lines; line++) {
    const start = line * length;
    const share = 1 / (Math.min(lines - 1, line + radius) - Math.max(0, line - radius) + 1);
    for (let at = 0; at < length; at++) out[start + at] = (sums[at] ?? 0) * share;
    if (line + radius + 1 < lines) addRow(sums, plane, (line + radius + 1) * length, 1);
    if (line - radius >= 0) addRow(sums, plane, (line - radius) * length, -1);
  }
}

function addRow(sums: Float64Array, plane: Float32Array, start: number, sign: 1 | -1): void {
  for (let at = 0; at < sums.length; at++) sums[at] = (sums[at] ?? 0) + sign * (plane[start + at] ?? 0);
}
