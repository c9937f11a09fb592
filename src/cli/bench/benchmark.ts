/** One figure. `ratio` is against the baseline of the same run where there is one; the aim is stated, never enforced here. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly baseline: { readonly name: string; readonly value: number } | null;
  readonly ratio: number | null;
  readonly aim: string;
  readonly met: boolean;
}

export interface Benchmark {
  readonly name: string;
  /** All figures at the end, or each as it is known. */
  run(): Promise<readonly Figure[]> | AsyncIterable<Figure>;
}

export async function* figuresOf(benchmark: Benchmark): AsyncGenerator<Figure> {
  const figures = benchmark.run();
  yield* Symbol.asyncIterator in figures ? figures : await figures;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
