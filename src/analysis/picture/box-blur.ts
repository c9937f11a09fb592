/** Mean over a (2r+1)² window, cut at the picture's border; running sums, so the cost does not depend on `radiusPx`. */
export function boxBlur(plane: Float32Array, widthPx: number, heightPx: number, radiusPx: number): Float32Array {
  const rows = blurLines(plane, heightPx, widthPx, widthPx, 1, radiusPx);
  return blurLines(rows, widthPx, heightPx, 1, widthPx, radiusPx);
}

function blurLines(
  plane: Float32Array,
  lines: number,
  length: number,
  lineStride: number,
  stride: number,
  radius: number,
): Float32Array {
  const out = new Float32Array(plane.length);
  for (let line = 0; line < lines; line++) {
    const start = line * lineStride;
    let sum = 0;
    let count = 0;
    for (let ahead = 0; ahead < Math.min(radius, length); ahead++) {
      sum += plane[start + ahead * stride] ?? 0;
      count++;
    }
    for (let at = 0; at < length; at++) {
      if (at + radius < length) {
        sum += plane[start + (at + radius) * stride] ?? 0;
        count++;
      }
      if (at - radius - 1 >= 0) {
        sum -= plane[start + (at - radius - 1) * stride] ?? 0;
        count--;
      }
      out[start + at * stride] = sum / count;
    }
  }
  return out;
}
