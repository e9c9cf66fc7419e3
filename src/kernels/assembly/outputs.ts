// Passes 11 to 13, where values V are given: the output error || (p_k - p) V || = (1 - m) || mu_tail - mu_head || of
// each window, mu being the p-weighted mean of V over the tail and over the kept set.
import { orderIndices, sortEdges } from "./buckets";
import { dimension, indices, means, sums, values, WINDOW_FIELDS, windowCount, windows } from "./questions";

/** Bytes of V that are added up together: four sums in registers. */
const STRIPE: usize = 64;
/** Entries that are added up in the row's own precision before the sum goes on in float64. */
const CHUNK: i32 = 64;

/** Writes the output norm || p V || of a row of weights to `norm`, the errors into the records of its windows. */
export function answerOutputs<T>(weights: usize, n: i32, sum: f64, norm: usize, record: usize): void {
  orderIndices<T>(weights, n, indices);
  sortEdges<T, i32>(indices, n, windows, windowCount, weights);
  sumValues<T>(weights, n);
  accumulateMeans();
  compareMeans(sum, norm, record);
}

/** 11. Weighted sums of V from 0 to the first window, from window to window, and from the last one to n. */
function sumValues<T>(weights: usize, n: i32): void {
  const row = 8 * <usize>dimension;
  memory.fill(means, 0, row * <usize>(windowCount + 1));
  let from = 0;
  for (let w = 0; w <= windowCount; w++) {
    const to = w < windowCount ? min(load<i32>(windows + 4 * <usize>w), n) : n;
    const stripes = (sizeof<T>() * <usize>dimension) / STRIPE;
    for (let s: usize = 0; s < stripes; s++) {
      const out = means + row * <usize>w + s * ((8 * STRIPE) / sizeof<T>());
      for (let j = from; j < to; j += CHUNK) sumStripe<T>(weights, j, min(j + CHUNK, to), s * STRIPE, out);
    }
    from = to;
  }
}

function sumStripe<T>(weights: usize, from: i32, to: i32, stripe: usize, out: usize): void {
  let s0 = v128.splat<T>(0);
  let s1 = s0;
  let s2 = s0;
  let s3 = s0;
  const row = sizeof<T>() * <usize>dimension;
  for (let j = from; j < to; j++) {
    const index = <usize>load<i32>(indices + 4 * <usize>j);
    const w = v128.splat<T>(load<T>(weights + sizeof<T>() * index));
    const v = values + row * index + stripe;
    s0 = v128.add<T>(s0, v128.mul<T>(w, v128.load(v)));
    s1 = v128.add<T>(s1, v128.mul<T>(w, v128.load(v, 16)));
    s2 = v128.add<T>(s2, v128.mul<T>(w, v128.load(v, 32)));
    s3 = v128.add<T>(s3, v128.mul<T>(w, v128.load(v, 48)));
  }
  const quarter = 128 / sizeof<T>(); // bytes of float64 that a vector becomes
  addTo<T>(out, s0);
  addTo<T>(out + quarter, s1);
  addTo<T>(out + 2 * quarter, s2);
  addTo<T>(out + 3 * quarter, s3);
}

function addTo<T>(out: usize, x: v128): void {
  if (sizeof<T>() == 8) {
    v128.store(out, f64x2.add(v128.load(out), x));
  } else {
    v128.store(out, f64x2.add(v128.load(out), f64x2.promote_low_f32x4(x)));
    const high = f64x2.promote_low_f32x4(i32x4.shuffle(x, x, 2, 3, 2, 3));
    v128.store(out, f64x2.add(v128.load(out, 16), high), 16);
  }
}

/** 12. Turns the sums between windows into those over the tails, and writes those over the kept sets behind them. */
function accumulateMeans(): void {
  const row = 8 * <usize>dimension;
  const heads = means + row * <usize>(windowCount + 1);
  memory.copy(heads, means, row);
  for (let w = 1; w <= windowCount; w++) {
    const head = heads + row * <usize>w;
    addRows(head, head - row, means + row * <usize>w);
  }
  for (let w = windowCount - 1; w > 0; w--) {
    const tail = means + row * <usize>w;
    addRows(tail, tail, tail + row);
  }
}

/** 13. The distance of the tail's mean from the kept set's, times the tail; and the norm of the whole output. */
function compareMeans(sum: f64, norm: usize, record: usize): void {
  const row = 8 * <usize>dimension;
  const heads = means + row * <usize>(windowCount + 1);
  const whole = heads + row * <usize>windowCount;
  store<f64>(norm, distance(whole, 1 / sum, whole, 0));
  let head: f64 = 0;
  for (let w = 0; w < windowCount; w++) {
    head += load<f64>(sums + 16 * <usize>w);
    let tail: f64 = 0;
    for (let v = windowCount; v > w; v--) tail += load<f64>(sums + 16 * <usize>v);
    const tailRow = means + row * <usize>(w + 1);
    const error = tail > 0 ? (distance(tailRow, 1 / tail, heads + row * <usize>w, 1 / head) * tail) / sum : 0;
    store<f64>(record + 8 * <usize>(WINDOW_FIELDS * w + 6), error);
  }
}

function addRows(to: usize, a: usize, b: usize): void {
  for (let f: usize = 0; f < 8 * <usize>dimension; f += 16) {
    v128.store(to + f, f64x2.add(v128.load(a + f), v128.load(b + f)));
  }
}

/** || a x - b y || */
function distance(x: usize, a: f64, y: usize, b: f64): f64 {
  let squares = f64x2.splat(0);
  for (let f: usize = 0; f < 8 * <usize>dimension; f += 16) {
    const left = f64x2.mul(v128.load(x + f), f64x2.splat(a));
    const difference = f64x2.sub(left, f64x2.mul(v128.load(y + f), f64x2.splat(b)));
    squares = f64x2.add(squares, f64x2.mul(difference, difference));
  }
  return Math.sqrt(f64x2.extract_lane(squares, 0) + f64x2.extract_lane(squares, 1));
}
