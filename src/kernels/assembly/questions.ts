// What is asked of every row, and the room to answer it in. One instance serves one thread, so plain globals do.

export let windows: usize = 0; // i32 (windowCount): increasing, the first is 1
export let windowCount: i32 = 0;
export let thresholds: usize = 0; // f64 (thresholdCount)
export let thresholdCount: i32 = 0;
export let ordered: usize = 0; // T (n): the row's weights, ordered
export let sums: usize = 0; // f64 (windowCount + 1, 2): sum and sum of squares between successive windows

export let values: usize = 0; // T (n, dimension); 0 where no output error is asked
export let dimension: i32 = 0; // a multiple of STRIPE bytes; V is filled up with zeros
export let indices: usize = 0; // i32 (n): the row's places, ordered by weight
export let means: usize = 0; // f64 (2 windowCount + 2, dimension): weighted sums of V over tails and kept sets

/** Fields of a record: lnSum, largest, participation, entropy, output norm; one a threshold; then for each window ... */
export const ROW_FIELDS: i32 = 5;
/** ... mass, tail, l2, linf, kl, next, output. */
export const WINDOW_FIELDS: i32 = 7;

export function ask(
  windowList: usize,
  windowLength: i32,
  thresholdList: usize,
  thresholdLength: i32,
  orderedRoom: usize,
  sumsRoom: usize,
): void {
  windows = windowList;
  windowCount = windowLength;
  thresholds = thresholdList;
  thresholdCount = thresholdLength;
  ordered = orderedRoom;
  sums = sumsRoom;
}

export function askOutputs(valueList: usize, valueDimension: i32, indexRoom: usize, meanRoom: usize): void {
  values = valueList;
  dimension = valueDimension;
  indices = indexRoom;
  means = meanRoom;
}
