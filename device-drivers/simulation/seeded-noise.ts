/** Random numbers 0–1, the same for a seed (mulberry32, Tommy Ettinger 2017, public domain). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let value = Math.imul(state ^ (state >>> 15), state | 1);
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61);
    return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Smooth noise of the plane, −1…1, features about 1 unit wide; deterministic in seed and place (value noise). */
export function smoothNoise(seed: number, x: number, y: number): number {
  const left = Math.floor(x);
  const top = Math.floor(y);
  const u = ease(x - left);
  const v = ease(y - top);
  const upper = lattice(seed, left, top) * (1 - u) + lattice(seed, left + 1, top) * u;
  const lower = lattice(seed, left, top + 1) * (1 - u) + lattice(seed, left + 1, top + 1) * u;
  return upper * (1 - v) + lower * v;
}

function ease(t: number): number {
  return t * t * (3 - 2 * t);
}

function lattice(seed: number, x: number, y: number): number {
  let value = Math.imul(x, 374761393) ^ Math.imul(y, 668265263) ^ Math.imul(seed, 2147483647);
  value = Math.imul(value ^ (value >>> 13), 1274126177);
  return ((value ^ (value >>> 16)) >>> 0) / 2 ** 31 - 1;
}
