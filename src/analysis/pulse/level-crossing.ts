/** Where the wave first falls below `level` going from sample `from` by `step`, between samples; null when it never does. */
export function crossing(beat: Float64Array, from: number, step: 1 | -1, level: number): number | null {
  for (let i = from + step; i >= 0 && i < beat.length; i += step) {
    const outer = beat[i] as number;
    const inner = beat[i - step] as number;
    if (outer < level) return i - step * ((level - outer) / (inner - outer));
  }
  return null;
}
