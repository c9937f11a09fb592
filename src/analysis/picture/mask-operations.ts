/** Operations on masks of one byte per pixel, zero or not; `widthPx × heightPx`, row by row. */
export interface MaskSize {
  readonly widthPx: number;
  readonly heightPx: number;
}

/**
 * Labels of the 4-connected parts where `mask` is non-zero, from 1 in reading order of their first pixels; and each part's pixel count
 * (index 0 unused). Runs of pixels are joined row by row (He, Chao, Suzuki 2008), so that the cost is nearly that of reading.
 */
export function components(mask: Uint8Array, size: MaskSize): { labels: Int32Array; areas: number[] } {
  const runs = runsOf(mask, size);
  const labels = new Int32Array(mask.length);
  const areas = [0];
  const labelOfRoot = new Map<number, number>();
  for (let run = 0; run < runs.count; run++) {
    const root = rootOf(runs.parent, run);
    const label = labelOfRoot.get(root) ?? areas.length;
    if (label === areas.length) {
      labelOfRoot.set(root, label);
      areas.push(0);
    }
    const from = runs.from[run] ?? 0;
    const to = runs.to[run] ?? 0;
    labels.fill(label, from, to);
    areas[label] = (areas[label] ?? 0) + to - from;
  }
  return { labels, areas };
}

/** Runs of pixels in reading order; `parent` leads to the first run of the same part. */
interface Runs {
  readonly from: readonly number[];
  readonly to: readonly number[];
  readonly parent: number[];
  readonly count: number;
}

function runsOf(mask: Uint8Array, { widthPx, heightPx }: MaskSize): Runs {
  const from: number[] = [];
  const to: number[] = [];
  const parent: number[] = [];
  let count = 0;
  let above = 0;
  for (let y = 0; y < heightPx; y++) {
    const first = count;
    const end = (y + 1) * widthPx;
    for (let at = y * widthPx; at < end; ) {
      while (at < end && !mask[at]) at++;
      if (at === end) break;
      from[count] = at;
      while (at < end && mask[at]) at++;
      to[count] = at;
      parent[count] = count;
      // Runs of the row above that end before this one begins cannot touch a later one either.
      while (above < first && (to[above] ?? 0) + widthPx <= (from[count] ?? 0)) above++;
      for (let over = above; over < first && (from[over] ?? 0) + widthPx < at; over++) join(parent, over, count);
      count++;
    }
    above = first;
  }
  return { from, to, parent, count };
}

function rootOf(parent: number[], run: number): number {
  let root = run;
  while (parent[root] !== root) root = parent[root] ?? root;
  parent[run] = root;
  return root;
}

function join(parent: number[], first: number, second: number): void {
  const p = rootOf(parent, first);
  const q = rootOf(parent, second);
  parent[Math.max(p, q)] = Math.min(p, q);
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
  relaxAll(grid, padded, heightPx, 3, 4);
  const distance = new Float32Array(mask.length);
  for (let y = 0; y < heightPx; y++) {
    for (let x = 0; x < widthPx; x++) distance[y * widthPx + x] = (grid[(y + 1) * padded + x + 1] ?? 0) / 3;
  }
  return distance;
}

/** Two passes over a grid with a border of one: each value becomes the least of its neighbours' plus a step. */
function relaxAll(grid: Float32Array, padded: number, heightPx: number, straight: number, slanted: number): void {
  const inner = padded - 2;
  for (let y = 1; y <= heightPx; y++) {
    for (let at = y * padded + 1; at <= y * padded + inner; at++) {
      const value = grid[at] ?? 0;
      if (value === 0) continue;
      const beside = Math.min(grid[at - 1] ?? 0, grid[at - padded] ?? 0) + straight;
      const across = Math.min(grid[at - padded - 1] ?? 0, grid[at - padded + 1] ?? 0) + slanted;
      grid[at] = Math.min(value, beside, across);
    }
  }
  for (let y = heightPx; y >= 1; y--) {
    for (let at = y * padded + inner; at > y * padded; at--) {
      const value = grid[at] ?? 0;
      if (value === 0) continue;
      const beside = Math.min(grid[at + 1] ?? 0, grid[at + padded] ?? 0) + straight;
      const across = Math.min(grid[at + padded + 1] ?? 0, grid[at + padded - 1] ?? 0) + slanted;
      grid[at] = Math.min(value, beside, across);
    }
  }
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
  relaxAll(grid, padded, heightPx, 1, 4 / 3);
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
