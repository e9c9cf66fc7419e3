// Passes 3 to 6 over a row of weights: they are brought into decreasing order as far as windows and thresholds need it.
//
// A weight's bucket is read off its bits, which as an integer grow with the weight: exactly monotone, and nearly linear
// in the logit. Only buckets that hold the edge of a window are sorted inside.
import { lightest } from "./weights";

const MIN_BUCKETS: i32 = 16;
const MAX_BUCKETS: i32 = 2048;
/** Entries per bucket if they were spread evenly. */
const ENTRIES_PER_BUCKET: i32 = 2;
/** More than the exponential, within 2 ulp, can put a weight below one of a lesser logit. */
const DEPTH_SLACK: u32 = 8;

/** Room for one counter a bucket. */
const ends: usize = memory.data(4 * 2048, 16); // (buckets): where the bucket ends in the ordered row
let buckets: i32 = 0;
let shift: i32 = 0;

/** The 32 bits that order weights, counted downwards from weight 1: 0 for the top. */
function depth<T>(w: T): u32 {
  if (sizeof<T>() == 4) return 0x3f800000 - reinterpret<u32>(<f32>w);
  return 0x3ff00000 - <u32>(reinterpret<u64>(<f64>w) >> 32);
}

/** The depths of four successive weights. */
function depths<T>(at: usize): v128 {
  if (sizeof<T>() == 4) return i32x4.sub(i32x4.splat(0x3f800000), v128.load(at));
  return i32x4.sub(i32x4.splat(0x3ff00000), i32x4.shuffle(v128.load(at), v128.load(at, 16), 1, 3, 5, 7));
}

function bucketOf<T>(w: T): i32 {
  return depth<T>(w) >> shift;
}

/** 3.-5. Writes the weights to `ordered`, bucket after bucket, the heaviest first. */
export function orderWeights<T>(weights: usize, n: i32, ordered: usize): void {
  choose<T>(n);
  count<T>(weights, n);
  accumulate();
  scatter<T>(weights, n, ordered);
}

/** The same with the weights' places in the row; the last call of `orderWeights` was for the same row. */
export function orderIndices<T>(weights: usize, n: i32, indices: usize): void {
  count<T>(weights, n);
  accumulate();
  for (let j = 0; j < n; j++) {
    place<i32>(bucketOf<T>(load<T>(weights + sizeof<T>() * <usize>j)) << 2, j, indices);
  }
}

/** As many buckets as the row's length suggests, and the shift that spreads them over its weights. */
function choose<T>(n: i32): void {
  buckets = MIN_BUCKETS;
  while (buckets < MAX_BUCKETS && buckets * ENTRIES_PER_BUCKET < n) buckets *= 2;
  const deepest = depth<T>(<T>lightest) + DEPTH_SLACK;
  shift = 0;
  while (<i32>(deepest >> shift) >= buckets) shift++;
}

/** 3. How many weights fall into each bucket. */
function count<T>(weights: usize, n: i32): void {
  memory.fill(ends, 0, 4 * <usize>buckets);
  const whole = n - (n % 4);
  for (let j = 0; j < whole; j += 4) {
    const b = i32x4.shl(i32x4.shr_u(depths<T>(weights + sizeof<T>() * <usize>j), shift), 2);
    increment(i32x4.extract_lane(b, 0));
    increment(i32x4.extract_lane(b, 1));
    increment(i32x4.extract_lane(b, 2));
    increment(i32x4.extract_lane(b, 3));
  }
  for (let j = whole; j < n; j++) increment(bucketOf<T>(load<T>(weights + sizeof<T>() * <usize>j)) << 2);
}

function increment(offset: i32): void {
  const at = ends + <usize>offset;
  store<i32>(at, load<i32>(at) + 1);
}

/** 4. From counts to where each bucket starts; pass 5 moves the starts on to the ends. */
function accumulate(): void {
  let start = 0;
  for (let at = ends, end = ends + 4 * <usize>buckets; at < end; at += 4) {
    const size = load<i32>(at);
    store<i32>(at, start);
    start += size;
  }
}

/** 5. Every weight to the next place of its bucket. */
function scatter<T>(weights: usize, n: i32, ordered: usize): void {
  const whole = n - (n % 4);
  for (let j = 0; j < whole; j += 4) {
    const at = weights + sizeof<T>() * <usize>j;
    const b = i32x4.shl(i32x4.shr_u(depths<T>(at), shift), 2);
    place<T>(i32x4.extract_lane(b, 0), load<T>(at), ordered);
    place<T>(i32x4.extract_lane(b, 1), load<T>(at, sizeof<T>()), ordered);
    place<T>(i32x4.extract_lane(b, 2), load<T>(at, 2 * sizeof<T>()), ordered);
    place<T>(i32x4.extract_lane(b, 3), load<T>(at, 3 * sizeof<T>()), ordered);
  }
  for (let j = whole; j < n; j++) {
    const w = load<T>(weights + sizeof<T>() * <usize>j);
    place<T>(bucketOf<T>(w) << 2, w, ordered);
  }
}

function place<E>(offset: i32, entry: E, ordered: usize): void {
  const at = ends + <usize>offset;
  const position = load<i32>(at);
  store<i32>(at, position + 1);
  store<E>(ordered + sizeof<E>() * <usize>position, entry);
}

function endOf(bucket: i32): i32 {
  return load<i32>(ends + 4 * <usize>bucket);
}

function startOf(bucket: i32): i32 {
  return bucket == 0 ? 0 : endOf(bucket - 1);
}

/**
 * 6. Sorts the buckets that the edge of a window cuts: entry k, from 0, is then the (k+1)-th largest, and the k largest
 * stand before it. `entries` are the weights themselves (E = T) or their places in the row (E = i32), of which the lower
 * one comes first where weights are equal.
 *
 * windows: increasing
 */
export function sortEdges<T, E>(entries: usize, n: i32, windows: usize, windowCount: i32, weights: usize): void {
  let bucket = 0;
  let sorted = -1;
  for (let w = 0; w < windowCount; w++) {
    const k = load<i32>(windows + 4 * <usize>w);
    if (k >= n) return; // the window is the whole row
    while (endOf(bucket) <= k) bucket++; // measured, faster than halving: a search's branches cannot be predicted
    if (bucket == sorted) continue;
    const start = startOf(bucket);
    sort<T, E>(entries + sizeof<E>() * <usize>start, endOf(bucket) - start, weights);
    sorted = bucket;
  }
}

/** Shell's sort with Knuth's gaps: short for the few entries of a bucket, and no worse than n^1.5 where all share one. */
function sort<T, E>(entries: usize, n: i32, weights: usize): void {
  let gap = 1;
  while (gap * 9 < n) gap = 3 * gap + 1;
  for (; gap > 0; gap /= 3) {
    const gapBytes = sizeof<E>() * <usize>gap;
    for (let i = gap; i < n; i++) {
      let at = entries + sizeof<E>() * <usize>i;
      const entry = load<E>(at);
      while (at >= entries + gapBytes && precedes<T, E>(entry, load<E>(at - gapBytes), weights)) {
        store<E>(at, load<E>(at - gapBytes));
        at -= gapBytes;
      }
      store<E>(at, entry);
    }
  }
}

function precedes<T, E>(a: E, b: E, weights: usize): bool {
  if (isFloat<E>()) return a > b;
  const x = load<T>(weights + sizeof<T>() * <usize>a);
  const y = load<T>(weights + sizeof<T>() * <usize>b);
  return x > y || (x == y && a < b);
}

/** How many weights are at least `least`, a positive number. */
export function countFrom<T>(ordered: usize, least: T): i32 {
  if (least > 1) return 0;
  const bucket = bucketOf<T>(least);
  if (bucket >= buckets) return endOf(buckets - 1);
  let total = startOf(bucket);
  for (let j = total, end = endOf(bucket); j < end; j++) {
    total += <i32>(load<T>(ordered + sizeof<T>() * <usize>j) >= least);
  }
  return total;
}
