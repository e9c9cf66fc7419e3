// Which keys of a row to keep, in float32: the largest, so many of them or as many as hold a share of the row.
//
// The level from which numbers are kept lies between two of the row's own. Each turn counts, or adds up, what is larger than
// the middle of the two, and takes the row's next number on the side where the level is: a handful of passes over the row.
import { high, low } from "./lanes";
import { bottom, findTop, top } from "./weights";

/** What a pass finds: the smallest number above a middle, and the largest of the others. */
let least: f32 = 0;
let most: f32 = 0;

const scratch: usize = memory.data(32, 16);

/**
 * Marks the `count` largest of n numbers, of equal ones the first; all of them if some number is NaN.
 *
 * x: (n), with room up to the next multiple of 16; count: in [1, n]; kept: u8 (n), with the same room
 */
export function keepLargest(x: usize, n: i32, count: i32, kept: usize): void {
  if (!bounds(x, n) && hasNaN(x, n)) {
    memory.fill(kept, 1, <usize>n);
    return;
  }
  const level = largest(x, n, count);
  let left = count - markAbove(x, n, level, kept);
  for (let j: usize = 0; left > 0; j++) {
    if (load<f32>(x + 4 * j) == level) {
      store<u8>(kept + j, 1);
      left--;
    }
  }
}

/**
 * Marks the fewest of n numbers whose sum is at least a share, of equal ones the first: all where rounding leaves the sum of
 * all below it.
 *
 * x: finite and not negative, (n), with room as above; kept: likewise
 */
export function keepShare(x: usize, n: i32, share: f64, kept: usize): void {
  bounds(x, n);
  const level = levelForShare(x, n, share);
  markAbove(x, n, level, kept);
  let mass: f64 = 0;
  for (let j: usize = 0; j < <usize>n; j++) {
    if (load<u8>(kept + j) != 0) mass += <f64>load<f32>(x + 4 * j);
  }
  for (let j: usize = 0; j < <usize>n && mass < share; j++) {
    if (load<f32>(x + 4 * j) != level) continue;
    store<u8>(kept + j, 1);
    mass += <f64>level;
  }
}

/** Finds the extremes, and fills the room behind x with -Infinity, which no level is. Returns whether all is finite. */
function bounds(x: usize, n: i32): bool {
  const finite = findTop<f32>(x, n);
  for (let j = n; j % 16 != 0; j++) store<f32>(x + 4 * <usize>j, -Infinity);
  return finite;
}

function hasNaN(x: usize, n: i32): bool {
  for (const end = x + 4 * <usize>n; x < end; x += 4) if (isNaN(load<f32>(x))) return true;
  return false;
}

function largest(x: usize, n: i32, count: i32): f32 {
  let from = <f32>bottom;
  let to = <f32>top;
  // Ends: the middle is below `to`, and each turn moves one of them past it.
  while (from < to) {
    const above = countAbove(x, n, middle(from, to));
    if (above == count) return least;
    if (above > count) from = least;
    else to = most;
  }
  return from;
}

function levelForShare(x: usize, n: i32, share: f64): f32 {
  let from = <f32>bottom;
  let to = <f32>top;
  // Ends: likewise.
  while (from < to) {
    if (sumAbove(x, n, middle(from, to)) >= share) from = least;
    else to = most;
  }
  return from;
}

/** A number in [from, to). */
function middle(from: f32, to: f32): f32 {
  const half: f32 = <f32>0.5 * from + <f32>0.5 * to;
  return half < to && half > from ? half : from;
}

/** How many numbers are larger; sets `least` and `most`. */
function countAbove(x: usize, n: i32, level: f32): i32 {
  const levels = f32x4.splat(level);
  let above = f32x4.splat(Infinity);
  let below = f32x4.splat(-Infinity);
  let counts = i32x4.splat(0);
  for (const end = x + 4 * <usize>n; x < end; x += 16) {
    const numbers = v128.load(x);
    const larger = f32x4.gt(numbers, levels);
    counts = i32x4.sub(counts, larger);
    above = f32x4.pmin(above, v128.bitselect(numbers, above, larger));
    below = f32x4.pmax(below, v128.bitselect(below, numbers, larger));
  }
  extremes(above, below);
  v128.store(scratch, counts);
  return load<i32>(scratch) + load<i32>(scratch, 4) + load<i32>(scratch, 8) + load<i32>(scratch, 12);
}

/** The sum of the numbers that are larger; sets `least` and `most`. */
function sumAbove(x: usize, n: i32, level: f32): f64 {
  const levels = f32x4.splat(level);
  let above = f32x4.splat(Infinity);
  let below = f32x4.splat(-Infinity);
  let sum0 = f64x2.splat(0);
  let sum1 = sum0;
  for (const end = x + 4 * <usize>n; x < end; x += 16) {
    const numbers = v128.load(x);
    const larger = f32x4.gt(numbers, levels);
    const taken = v128.and(numbers, larger);
    sum0 = f64x2.add(sum0, low(taken));
    sum1 = f64x2.add(sum1, high(taken));
    above = f32x4.pmin(above, v128.bitselect(numbers, above, larger));
    below = f32x4.pmax(below, v128.bitselect(below, numbers, larger));
  }
  extremes(above, below);
  const sums = f64x2.add(sum0, sum1);
  return f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1);
}

function extremes(above: v128, below: v128): void {
  v128.store(scratch, above);
  v128.store(scratch, below, 16);
  least = min(min(load<f32>(scratch), load<f32>(scratch, 4)), min(load<f32>(scratch, 8), load<f32>(scratch, 12)));
  most = max(max(load<f32>(scratch, 16), load<f32>(scratch, 20)), max(load<f32>(scratch, 24), load<f32>(scratch, 28)));
}

/** Marks what is larger by 1, the rest by 0; how many are larger. */
function markAbove(x: usize, n: i32, level: f32, kept: usize): i32 {
  const levels = f32x4.splat(level);
  let count = 0;
  for (const end = kept + <usize>n; kept < end; kept += 16) {
    const first = i16x8.narrow_i32x4_s(larger(x, levels), larger(x + 16, levels));
    const second = i16x8.narrow_i32x4_s(larger(x + 32, levels), larger(x + 48, levels));
    const above = i8x16.narrow_i16x8_s(first, second); // -1 or 0
    v128.store(kept, i8x16.neg(above));
    count += popcnt(i8x16.bitmask(above));
    x += 64;
  }
  return count;
}

function larger(x: usize, levels: v128): v128 {
  return f32x4.gt(v128.load(x), levels);
}
