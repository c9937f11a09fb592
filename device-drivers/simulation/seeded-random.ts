/** A number from 0 to below 1 that depends on its arguments alone, in any order of calls (murmur3 finaliser). */
export function hashedUnit(seed: number, stream: number, index: number): number {
  let h =
    Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^
    Math.imul(stream + 0x165667b1, 0xc2b2ae35) ^
    Math.imul(index, 0x27d4eb2f);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return ((h ^ (h >>> 16)) >>> 0) / 2 ** 32;
}

/** Mean 0, standard deviation 1, within ±3.5: the sum of four uniforms (Irwin–Hall), as good as noise needs. */
export function hashedNormal(seed: number, stream: number, index: number): number {
  let sum = -2;
  for (let part = 0; part < 4; part += 1) sum += hashedUnit(seed, stream * 4 + part, index);
  return sum * Math.sqrt(3);
}
