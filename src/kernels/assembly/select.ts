// Which keys of a row to keep, in float32: the largest, so many of them or as many as hold a share of the row.
//
// The level from which numbers are kept lies between the smallest and the largest of the row. Each turn counts, or adds up, what
// is larger than a middle, and halves the range: some eight passes over the row, until the numbers in it are told apart. What
// are so near each other, or equal, that halving does not part them in time is parted by steps to the row's own numbers.
import { high, low } from "./lanes";
import { bottom, findTop, top } from "./weights";

/** Turns that halve the range. */
const HALVINGS = 20;

/** What a pass finds: the smallest number above a middle, the largest of the others, and how many are above it. */
let least: f32 = 0;
let most: f32 = 0;
let larger = 0;

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
  for (let turn = 0; turn < HALVINGS && from < to; turn++) {
    const half = middle(from, to);
    const above = countAbove(x, n, half);
    if (above == count) {
      findNext(x, n, half);
      return least;
    }
    if (above > count) from = half;
    else to = half;
  }
  // Ends: the middle is below `to`, and each turn moves one of them past it, to a number of the row.
  while (from < to) {
    const half = middle(from, to);
    findNext(x, n, half);
    if (countAbove(x, n, half) >= count) from = least;
    else to = most;
  }
  return to;
}

function levelForShare(x: usize, n: i32, share: f64): f32 {
  let from = <f32>bottom;
  let to = <f32>top;
  let aboveFrom = n;
  let aboveTo = 0;
  for (let turn = 0; turn < HALVINGS && aboveFrom - aboveTo > 1 && from < to; turn++) {
    const half = middle(from, to);
    if (sumAbove(x, n, half) >= share) {
      from = half;
      aboveFrom = larger;
    } else {
      to = half;
      aboveTo = larger;
    }
  }
  if (aboveFrom - aboveTo == 1) {
    findNext(x, n, to);
    return most;
  }
  // Ends: likewise.
  while (from < to) {
    const half = middle(from, to);
    findNext(x, n, half);
    if (sumAbove(x, n, half) >= share) from = least;
    else to = most;
  }
  return to;
}

/** A number in [from, to). */
function middle(from: f32, to: f32): f32 {
  const half: f32 = <f32>0.5 * from + <f32>0.5 * to;
  return half < to && half > from ? half : from;
}

/** How many numbers are larger. */
function countAbove(x: usize, n: i32, level: f32): i32 {
  const levels = f32x4.splat(level);
  let counts0 = i32x4.splat(0);
  let counts1 = counts0;
  for (const end = x + 4 * <usize>n; x < end; x += 64) {
    counts0 = i32x4.add(counts0, f32x4.gt(v128.load(x), levels));
    counts1 = i32x4.add(counts1, f32x4.gt(v128.load(x, 16), levels));
    counts0 = i32x4.add(counts0, f32x4.gt(v128.load(x, 32), levels));
    counts1 = i32x4.add(counts1, f32x4.gt(v128.load(x, 48), levels));
  }
  return -total(i32x4.add(counts0, counts1));
}

/** The sum of the numbers that are larger; sets `larger`. */
function sumAbove(x: usize, n: i32, level: f32): f64 {
  const levels = f32x4.splat(level);
  let counts = i32x4.splat(0);
  let sum0 = f64x2.splat(0);
  let sum1 = sum0;
  for (const end = x + 4 * <usize>n; x < end; x += 16) {
    const numbers = v128.load(x);
    const above = f32x4.gt(numbers, levels);
    const taken = v128.and(numbers, above);
    counts = i32x4.add(counts, above);
    sum0 = f64x2.add(sum0, low(taken));
    sum1 = f64x2.add(sum1, high(taken));
  }
  larger = -total(counts);
  const sums = f64x2.add(sum0, sum1);
  return f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1);
}

function total(x: v128): i32 {
  return i32x4.extract_lane(x, 0) + i32x4.extract_lane(x, 1) + i32x4.extract_lane(x, 2) + i32x4.extract_lane(x, 3);
}

/** Sets `least` and `most`. */
function findNext(x: usize, n: i32, level: f32): void {
  const levels = f32x4.splat(level);
  let above = f32x4.splat(Infinity);
  let below = f32x4.splat(-Infinity);
  for (const end = x + 4 * <usize>n; x < end; x += 16) {
    const numbers = v128.load(x);
    const mask = f32x4.gt(numbers, levels);
    above = f32x4.pmin(above, v128.bitselect(numbers, f32x4.splat(Infinity), mask));
    below = f32x4.pmax(below, v128.bitselect(f32x4.splat(-Infinity), numbers, mask));
  }
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
    const first = i16x8.narrow_i32x4_s(f32x4.gt(v128.load(x), levels), f32x4.gt(v128.load(x, 16), levels));
    const second = i16x8.narrow_i32x4_s(f32x4.gt(v128.load(x, 32), levels), f32x4.gt(v128.load(x, 48), levels));
    const above = i8x16.narrow_i16x8_s(first, second); // -1 or 0
    v128.store(kept, i8x16.neg(above));
    count += popcnt(i8x16.bitmask(above));
    x += 64;
  }
  return count;
}
