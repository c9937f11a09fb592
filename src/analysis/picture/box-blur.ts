/** Mean over a (2r+1)² window, cut at the picture's border; running sums, so the cost does not depend on `radiusPx`. */
export function boxBlur(plane: Float32Array, widthPx: number, heightPx: number, radiusPx: number): Float32Array {
  return blurColumns(blurRows(plane, heightPx, widthPx, radiusPx), heightPx, widthPx, radiusPx);
}

function blurRows(plane: Float32Array, lines: number, length: number, radius: number): Float32Array {
  const out = new Float32Array(plane.length);
  for (let line = 0; line < lines; line++) {
    const start = line * length;
    let sum = 0;
    let count = 0;
    for (let ahead = 0; ahead < Math.min(radius, length); ahead++) {
      sum += plane[start + ahead] ?? 0;
      count++;
    }
    for (let at = 0; at < length; at++) {
      if (at + radius < length) {
        sum += plane[start + at + radius] ?? 0;
        count++;
      }
      if (at - radius - 1 >= 0) {
        sum -= plane[start + at - radius - 1] ?? 0;
        count--;
      }
      out[start + at] = sum / count;
    }
  }
  return out;
}

/** All columns side by side, row after row: memory is then read in its own order. */
function blurColumns(plane: Float32Array, lines: number, length: number, radius: number): Float32Array {
  const out = new Float32Array(plane.length);
  const sums = new Float64Array(length);
  const add = (line: number, sign: 1 | -1) => {
    const start = line * length;
    for (let at = 0; at < length; at++) sums[at] = (sums[at] ?? 0) + sign * (plane[start + at] ?? 0);
  };
  let count = 0;
  for (; count < Math.min(radius, lines); count++) add(count, 1);
  for (let line = 0; line < lines; line++) {
    if (line + radius < lines) {
      add(line + radius, 1);
      count++;
    }
    if (line - radius - 1 >= 0) {
      add(line - radius - 1, -1);
      count--;
    }
    for (let at = 0; at < length; at++) out[line * length + at] = (sums[at] ?? 0) / count;
  }
  return out;
}
