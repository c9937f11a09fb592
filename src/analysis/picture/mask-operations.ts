/** Operations on masks of one byte per pixel, zero or not; `widthPx × heightPx`, row by row. */
export interface MaskSize {
  readonly widthPx: number;
  readonly heightPx: number;
}

/** Labels of the 4-connected parts where `mask` is non-zero, from 1; and each part's pixel count (index 0 unused). */
export function components(mask: Uint8Array, size: MaskSize): { labels: Int32Array; areas: number[] } {
  const { widthPx, heightPx } = size;
  const labels = new Int32Array(mask.length);
  const stack = new Int32Array(mask.length);
  const areas = [0];
  for (let start = 0; start < mask.length; start++) {
    if (!mask[start] || labels[start]) continue;
    const label = areas.length;
    let depth = 0;
    let area = 0;
    stack[depth++] = start;
    labels[start] = label;
    while (depth > 0) {
      const pixel = stack[--depth] ?? 0;
      area++;
      const x = pixel % widthPx;
      const y = (pixel / widthPx) | 0;
      const visit = (next: number) => {
        if (mask[next] && !labels[next]) {
          labels[next] = label;
          stack[depth++] = next;
        }
      };
      if (x > 0) visit(pixel - 1);
      if (x < widthPx - 1) visit(pixel + 1);
      if (y > 0) visit(pixel - widthPx);
      if (y < heightPx - 1) visit(pixel + widthPx);
    }
    areas.push(area);
  }
  return { labels, areas };
}

/** Fills every hole that does not touch the picture's border. */
export function fillHoles(mask: Uint8Array, size: MaskSize): Uint8Array {
  const { labels, areas } = components(
    mask.map((value) => (value ? 0 : 1)),
    size,
  );
  const open = new Set<number>();
  const { widthPx, heightPx } = size;
  for (let x = 0; x < widthPx; x++) open.add(labels[x] ?? 0).add(labels[(heightPx - 1) * widthPx + x] ?? 0);
  for (let y = 0; y < heightPx; y++) open.add(labels[y * widthPx] ?? 0).add(labels[y * widthPx + widthPx - 1] ?? 0);
  const isOpen = Uint8Array.from({ length: areas.length }, (_, label) => (label > 0 && open.has(label) ? 1 : 0));
  return Uint8Array.from(labels, (label) => (isOpen[label] ? 0 : 255));
}

/**
 * Distance of every pixel inside `mask` to the nearest pixel outside, in pixels (chamfer 3-4, Borgefors 1986, error
 * below 8 %); 0 outside. Beyond the picture's border counts as outside.
 */
export function distanceInside(mask: Uint8Array, size: MaskSize): Float32Array {
  const { widthPx, heightPx } = size;
  const far = 1e6;
  const padded = widthPx + 2;
  const grid = new Float32Array(padded * (heightPx + 2));
  for (let y = 0; y < heightPx; y++) {
    for (let x = 0; x < widthPx; x++) grid[(y + 1) * padded + x + 1] = mask[y * widthPx + x] ? far : 0;
  }
  const relax = (at: number, step: number) => {
    const value = grid[at] ?? 0;
    if (value === 0) return;
    const straight = Math.min(grid[at + step] ?? 0, grid[at + step * padded] ?? 0) + 3;
    const slanted = Math.min(grid[at + step * (padded + 1)] ?? 0, grid[at + step * (padded - 1)] ?? 0) + 4;
    grid[at] = Math.min(value, straight, slanted);
  };
  for (let y = 1; y <= heightPx; y++) for (let x = 1; x <= widthPx; x++) relax(y * padded + x, -1);
  for (let y = heightPx; y >= 1; y--) for (let x = widthPx; x >= 1; x--) relax(y * padded + x, 1);
  const distance = new Float32Array(mask.length);
  for (let y = 0; y < heightPx; y++) {
    for (let x = 0; x < widthPx; x++) distance[y * widthPx + x] = (grid[(y + 1) * padded + x + 1] ?? 0) / 3;
  }
  return distance;
}

/** Shrinks the mask by about `radiusPx`. */
export function erode(mask: Uint8Array, size: MaskSize, radiusPx: number): Uint8Array {
  return deeperThan(distanceInside(mask, size), radiusPx);
}

/** 255 where the distance is greater than `radiusPx`: `erode` for several radii of one mask. */
export function deeperThan(distance: Float32Array, radiusPx: number): Uint8Array {
  const out = new Uint8Array(distance.length);
  for (let pixel = 0; pixel < out.length; pixel++) if ((distance[pixel] ?? 0) > radiusPx) out[pixel] = 255;
  return out;
}

/** Grows the mask by about `radiusPx`; the picture's border is no obstacle. */
export function dilate(mask: Uint8Array, size: MaskSize, radiusPx: number): Uint8Array {
  return within(distanceToMask(mask, size), radiusPx);
}

/** 255 where the distance is at most `radiusPx`: `dilate` for several radii of one mask. */
export function within(distance: Float32Array, radiusPx: number): Uint8Array {
  const out = new Uint8Array(distance.length);
  for (let pixel = 0; pixel < out.length; pixel++) if ((distance[pixel] ?? 0) <= radiusPx) out[pixel] = 255;
  return out;
}

/** Distance of every pixel outside `mask` to the nearest pixel inside, in pixels; 0 inside. */
export function distanceToMask(mask: Uint8Array, size: MaskSize): Float32Array {
  const { widthPx, heightPx } = size;
  const padded = widthPx + 2;
  // A border of far pixels on all sides spares the inner loop every question about the picture's end.
  const grid = new Float32Array(padded * (heightPx + 2)).fill(1e6);
  for (let y = 0; y < heightPx; y++) {
    for (let x = 0; x < widthPx; x++) if (mask[y * widthPx + x]) grid[(y + 1) * padded + x + 1] = 0;
  }
  const relax = (at: number, step: number) => {
    const value = grid[at] ?? 0;
    if (value === 0) return;
    const straight = Math.min(grid[at + step] ?? 0, grid[at + step * padded] ?? 0) + 1;
    const slanted = Math.min(grid[at + step * (padded + 1)] ?? 0, grid[at + step * (padded - 1)] ?? 0) + 4 / 3;
    grid[at] = Math.min(value, straight, slanted);
  };
  for (let y = 1; y <= heightPx; y++) for (let x = 1; x <= widthPx; x++) relax(y * padded + x, -1);
  for (let y = heightPx; y >= 1; y--) for (let x = widthPx; x >= 1; x--) relax(y * padded + x, 1);
  const distance = new Float32Array(mask.length);
  for (let y = 0; y < heightPx; y++) {
    distance.set(grid.subarray((y + 1) * padded + 1, (y + 1) * padded + 1 + widthPx), y * widthPx);
  }
  return distance;
}

/** Number of non-zero bytes. */
export function countInside(mask: Uint8Array): number {
  let count = 0;
  for (let pixel = 0; pixel < mask.length; pixel++) if (mask[pixel]) count++;
  return count;
}
