/** A matrix as a reader brings it. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly data: Float64Array; // (rows, columns), row-major
}

/** Row i, not copied. */
export function rowOf({ columns, data }: Matrix, i: number): Float64Array {
  return data.subarray(i * columns, (i + 1) * columns);
}

/** Mean squared distance of the rows from their mean. */
export function rowVariance(matrix: Matrix): number {
  const { rows, columns, data } = matrix;
  let total = 0;
  for (let b = 0; b < columns; b++) {
    let sum = 0;
    let squares = 0;
    for (let i = 0; i < rows; i++) sum += data[i * columns + b]!;
    for (let i = 0; i < rows; i++) squares += (data[i * columns + b]! - sum / rows) ** 2;
    total += squares;
  }
  return total / rows;
}
