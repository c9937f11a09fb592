/**
 * Solves the symmetric positive definite system A·x = b by Cholesky's decomposition; `matrix` is n × n, row by row, and is
 * overwritten. Null when it is singular.
 */
export function solveSymmetric(matrix: Float64Array, right: Float64Array): Float64Array | null {
  const n = right.length;
  for (let row = 0; row < n; row++) {
    for (let column = 0; column <= row; column++) {
      let sum = matrix[row * n + column] ?? 0;
      for (let k = 0; k < column; k++) sum -= (matrix[row * n + k] ?? 0) * (matrix[column * n + k] ?? 0);
      if (row !== column) matrix[row * n + column] = sum / (matrix[column * n + column] ?? 1);
      else if (sum <= 1e-14) return null;
      else matrix[row * n + row] = Math.sqrt(sum);
    }
  }
  const x = new Float64Array(n);
  for (let row = 0; row < n; row++) {
    let sum = right[row] ?? 0;
    for (let k = 0; k < row; k++) sum -= (matrix[row * n + k] ?? 0) * (x[k] ?? 0);
    x[row] = sum / (matrix[row * n + row] ?? 1);
  }
  for (let row = n - 1; row >= 0; row--) {
    let sum = x[row] ?? 0;
    for (let k = row + 1; k < n; k++) sum -= (matrix[k * n + row] ?? 0) * (x[k] ?? 0);
    x[row] = sum / (matrix[row * n + row] ?? 1);
  }
  return x;
}

/** Least squares of weighted rows: adds `weight · row rowᵀ` and `weight · row · value`; `solve` adds `ridge` to the diagonal. */
export class NormalEquations {
  readonly #matrix: Float64Array;
  readonly #right: Float64Array;
  readonly #size: number;

  constructor(size: number) {
    this.#size = size;
    this.#matrix = new Float64Array(size * size);
    this.#right = new Float64Array(size);
  }

  add(row: Float64Array, value: number, weight = 1): void {
    const size = this.#size;
    for (let i = 0; i < size; i++) {
      const left = weight * (row[i] ?? 0);
      if (left === 0) continue;
      this.#right[i] = (this.#right[i] ?? 0) + left * value;
      for (let j = 0; j <= i; j++)
        this.#matrix[i * size + j] = (this.#matrix[i * size + j] ?? 0) + left * (row[j] ?? 0);
    }
  }

  solve(ridge = 0): Float64Array | null {
    const matrix = this.#matrix.slice();
    for (let i = 0; i < this.#size; i++) matrix[i * (this.#size + 1)] = (matrix[i * (this.#size + 1)] ?? 0) + ridge;
    return solveSymmetric(matrix, this.#right);
  }
}
