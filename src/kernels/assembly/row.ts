// One row of logits to its statistics. theory.md, section 0: with the weights w = e^(z - top) in decreasing order and
// head and tail the sums over the k largest and the others, every error of every window follows from
// head, tail, their squares, and the next weight.
import { countFrom, orderWeights, sortEdges } from "./buckets";
import { answerOutputs } from "./outputs";
import {
  ordered,
  ROW_FIELDS,
  sums,
  thresholdCount,
  thresholds,
  values,
  WINDOW_FIELDS,
  windowCount,
  windows,
} from "./questions";
import { findTop, heat, top, weigh } from "./weights";

/**
 * Writes the record of a row of n logits; the logits are overwritten by the weights.
 *
 * z: T (n), with room up to the next whole vector. record: f64 (fields). Returns false, and writes nothing, if some
 * logit is not finite.
 */
export function statistics<T>(z: usize, n: i32, record: usize): bool {
  if (!findTop<T>(z, n)) return false;
  weigh<T>(z, n);
  orderWeights<T>(z, n, ordered);
  sortEdges<T, T>(ordered, n, windows, windowCount, z);
  sumSegments<T>(n);
  const sum = 1 + summarise(record);
  const windowRecord = record + 8 * <usize>(ROW_FIELDS + thresholdCount);
  countThresholds<T>(sum, record + 8 * ROW_FIELDS);
  answerWindows<T>(n, sum, windowRecord);
  if (values != 0) answerOutputs<T>(z, n, sum, record + 32, windowRecord);
  return true;
}

/** 7. Sums and sums of squares from 0 to the first window, from window to window, and from the last one to n. */
function sumSegments<T>(n: i32): void {
  let from = 0;
  for (let w = 0; w <= windowCount; w++) {
    const to = w < windowCount ? min(load<i32>(windows + 4 * <usize>w), n) : n;
    sumSegment<T>(from, to, sums + 16 * <usize>w);
    from = to;
  }
}

function sumSegment<T>(from: i32, to: i32, out: usize): void {
  const step = 32 / <i32>sizeof<T>();
  let sum0 = f64x2.splat(0); // two of each: a chain of dependent additions waits for each to end
  let sum1 = sum0;
  let squares0 = sum0;
  let squares1 = sum0;
  let j = from;
  for (; j + step <= to; j += step) {
    const at = ordered + sizeof<T>() * <usize>j;
    if (sizeof<T>() == 8) {
      const x0 = v128.load(at);
      const x1 = v128.load(at, 16);
      sum0 = f64x2.add(sum0, x0);
      sum1 = f64x2.add(sum1, x1);
      squares0 = f64x2.add(squares0, f64x2.mul(x0, x0));
      squares1 = f64x2.add(squares1, f64x2.mul(x1, x1));
    } else {
      const x0 = f64x2.promote_low_f32x4(v128.load64_zero(at));
      const x1 = f64x2.promote_low_f32x4(v128.load64_zero(at, 8));
      const x2 = f64x2.promote_low_f32x4(v128.load64_zero(at, 16));
      const x3 = f64x2.promote_low_f32x4(v128.load64_zero(at, 24));
      sum0 = f64x2.add(sum0, f64x2.add(x0, x1));
      sum1 = f64x2.add(sum1, f64x2.add(x2, x3));
      squares0 = f64x2.add(squares0, f64x2.add(f64x2.mul(x0, x0), f64x2.mul(x1, x1)));
      squares1 = f64x2.add(squares1, f64x2.add(f64x2.mul(x2, x2), f64x2.mul(x3, x3)));
    }
  }
  const sum = f64x2.add(sum0, sum1);
  const squares = f64x2.add(squares0, squares1);
  let s = f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
  let q = f64x2.extract_lane(squares, 0) + f64x2.extract_lane(squares, 1);
  for (; j < to; j++) {
    const w = <f64>load<T>(ordered + sizeof<T>() * <usize>j);
    s += w;
    q += w * w;
  }
  store<f64>(out, s);
  store<f64>(out, q, 8);
}

/** 8. Figures of the whole row. Returns the sum of all weights but the largest, which is 1. */
function summarise(record: usize): f64 {
  let rest: f64 = 0;
  let squares: f64 = 0;
  for (let w = windowCount; w > 0; w--) {
    rest += load<f64>(sums + 16 * <usize>w);
    squares += load<f64>(sums + 16 * <usize>w, 8);
  }
  const sum = 1 + rest;
  const lnRest = NativeMath.log1p(rest);
  store<f64>(record, top + lnRest);
  store<f64>(record, 1 / sum, 8);
  store<f64>(record, (sum * sum) / (1 + squares), 16);
  store<f64>(record, lnRest + heat / sum, 24); // -sum p ln p with ln p = z - top - ln sum: no cancellation
  return rest;
}

/** 9. For each threshold the number of entries p_j = w_j / sum above it. */
function countThresholds<T>(sum: f64, out: usize): void {
  for (let t = 0; t < thresholdCount; t++) {
    const least = leastAbove<T>(load<f64>(thresholds + 8 * <usize>t), sum);
    store<f64>(out + 8 * <usize>t, <f64>countFrom<T>(ordered, least));
  }
}

/** The smallest weight w > 0 whose w / sum, computed in float64, exceeds eps; 2 where even 1 / sum does not. */
function leastAbove<T>(eps: f64, sum: f64): T {
  if (!(1 / sum > eps)) return 2;
  let w = eps * sum;
  while (w > 0 && w / sum > eps) w = below(w);
  while (!(w / sum > eps)) w = above(w);
  if (sizeof<T>() == 8) return <T>w;
  const rounded = <f32>w;
  return <T>(<f64>rounded < w ? reinterpret<f32>(reinterpret<u32>(rounded) + 1) : rounded);
}

function below(w: f64): f64 {
  return reinterpret<f64>(reinterpret<u64>(w) - 1);
}

function above(w: f64): f64 {
  return reinterpret<f64>(reinterpret<u64>(w) + 1);
}

/** 10. The errors of each window, by the identities. Tails are added up from the lightest segment on. */
function answerWindows<T>(n: i32, sum: f64, record: usize): void {
  let tail: f64 = 0;
  let tailSquares: f64 = 0;
  for (let w = windowCount - 1; w >= 0; w--) {
    tail += load<f64>(sums + 16 * <usize>(w + 1));
    tailSquares += load<f64>(sums + 16 * <usize>(w + 1), 8);
    const at = record + 8 * <usize>(WINDOW_FIELDS * w);
    store<f64>(at, tail, 8);
    store<f64>(at, tailSquares, 16);
  }
  let head: f64 = 0;
  let headSquares: f64 = 0;
  for (let w = 0; w < windowCount; w++) {
    head += load<f64>(sums + 16 * <usize>w);
    headSquares += load<f64>(sums + 16 * <usize>w, 8);
    const k = load<i32>(windows + 4 * <usize>w);
    const next = k < n ? <f64>load<T>(ordered + sizeof<T>() * <usize>k) : 0;
    answerWindow(head, headSquares, next, sum, record + 8 * <usize>(WINDOW_FIELDS * w));
  }
}

/** The record of one window, in which its tail and the tail's squares stand already. */
function answerWindow(head: f64, headSquares: f64, next: f64, sum: f64, at: usize): void {
  const tail = load<f64>(at, 8);
  const odds = tail / head; // 1/m - 1 without cancellation
  store<f64>(at, head / sum);
  store<f64>(at, tail / sum, 8);
  store<f64>(at, Math.sqrt(odds * odds * headSquares + load<f64>(at, 16)) / sum, 16);
  store<f64>(at, max(odds, next) / sum, 24);
  store<f64>(at, divergence(head / sum, tail / sum), 32);
  store<f64>(at, next / sum, 40);
}

/** -ln m, from whichever of m and 1 - m is the smaller. */
function divergence(mass: f64, tail: f64): f64 {
  return tail < 0.5 ? -NativeMath.log1p(-tail) : -NativeMath.log(mass);
}
