/** Five numbers of a quantity over the rows. */
export interface Quartiles {
  readonly least: number;
  readonly lower: number;
  readonly median: number;
  readonly upper: number;
  readonly most: number;
}

/** Over the rows where the quantity exists; NaN where none does. */
export function quartiles(values: readonly number[]): Quartiles {
  const sorted = Float64Array.from(values.filter((x) => !Number.isNaN(x))).sort();
  const at = (q: number): number => sorted[Math.round(q * (sorted.length - 1))] ?? NaN;
  return { least: at(0), lower: at(0.25), median: at(0.5), upper: at(0.75), most: at(1) };
}
