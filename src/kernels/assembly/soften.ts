// Rows of causal attention in float32: weights of all keys that a row sees, or of those that it keeps.
import { divide } from "./between";
import { softmaxWeights } from "./softmax";

/** Marks that are looked at together, and four that are set by 1 each. */
const MARKS: usize = 16;
const ALL: u32 = 0x01010101;

/**
 * Replaces the logits of rows that see one key more each, the first of them `seen`, by their weights, and what stands behind
 * them by 0. Writes the weights' sums. Returns how many rows were done: fewer than `rows` where the next has a logit that is
 * not finite.
 *
 * z: (rows, stride), stride a multiple of 16 and at least seen + rows - 1; sums: f64 (rows)
 */
export function softenRows(z: usize, rows: i32, stride: i32, seen: i32, sums: usize): i32 {
  for (let r = 0; r < rows; r++) {
    const sum = softmaxWeights<f32>(z, seen + r);
    if (sum == 0) return r;
    store<f64>(sums + 8 * <usize>r, sum);
    const end = z + 4 * <usize>stride;
    clear(z + 4 * <usize>(seen + r), end);
    z = end;
  }
  return rows;
}

/** Copies a row. from, to: (n up to 4) */
export function copyRow(from: usize, n: i32, to: usize): void {
  for (const end = from + 4 * <usize>n; from < end; from += 16) {
    v128.store(to, v128.load(from));
    to += 16;
  }
}

/** The softmax of n logits, rounded once. Returns 0 if some logit is not finite, else 1. logits, out: (n up to 16) */
export function exactRow(logits: usize, n: i32, out: usize): i32 {
  copyRow(logits, n, out);
  const sum = softmaxWeights<f32>(out, n);
  if (sum == 0) return 0;
  divide(out, n, sum, out);
  return 1;
}

/**
 * Replaces a row's logits by the weights of the keys that are kept, and the others and what stands behind by 0. The kept logits
 * are put side by side and softened there: no other is looked at. Writes the weights' sum. Returns how many keys are kept, -1
 * if a kept logit is not finite.
 *
 * z: (stride), stride a multiple of 16; kept: u8 (stride), not 0 where one of the first n keys is kept, else 0; sum: f64
 */
export function softenKept(z: usize, n: i32, stride: i32, kept: usize, sum: usize): i32 {
  const count = compact(z, n, kept);
  if (count == 0) return 0;
  const total = softmaxWeights<f32>(z, count);
  if (total == 0) return -1;
  store<f64>(sum, total);
  expand(z, n, kept, count);
  clear(z + 4 * <usize>n, z + 4 * <usize>stride);
  return count;
}

/** Moves the kept numbers to the row's beginning; how many they are. */
function compact(row: usize, n: i32, kept: usize): i32 {
  let numbers = row;
  let to = row;
  for (const end = kept + <usize>n; kept < end; kept += MARKS) {
    if (v128.any_true(v128.load(kept))) {
      for (let i: usize = 0; i < MARKS; i += 4) {
        const marks = load<u32>(kept + i);
        const from = numbers + 4 * i;
        if (marks == ALL) {
          v128.store(to, v128.load(from));
          to += 16;
        } else if (marks != 0) {
          for (let lane: usize = 0; lane < 4; lane++) {
            store<f32>(to, load<f32>(from + 4 * lane));
            if (load<u8>(kept + i + lane) != 0) to += 4;
          }
        }
      }
    }
    numbers += 4 * MARKS;
  }
  return <i32>((to - row) >> 2);
}

/** Moves `count` numbers from the row's beginning to the kept places, from the last one on; 0 elsewhere. */
function expand(row: usize, n: i32, kept: usize, count: i32): void {
  let next = row + 4 * <usize>count;
  const whole = (<usize>n + MARKS - 1) & -MARKS;
  let mark = kept + whole;
  for (let to = row + 4 * whole; to > row;) {
    to -= 16;
    mark -= 4;
    const marks = load<u32>(mark);
    if (marks == 0) {
      v128.store(to, i64x2.splat(0));
    } else if (marks == ALL) {
      next -= 16;
      v128.store(to, v128.load(next));
    } else {
      for (let lane: isize = 3; lane >= 0; lane--) {
        const isKept = load<u8>(mark + lane) != 0;
        if (isKept) next -= 4;
        store<f32>(to + 4 * lane, isKept ? load<f32>(next) : 0);
      }
    }
  }
}

/** Fills with 0 up to an end that whole vectors lead to from some multiple of 16 bytes. */
function clear(from: usize, end: usize): void {
  for (; (from & 15) != 0 && from < end; from += 4) store<f32>(from, 0);
  for (; from < end; from += 16) v128.store(from, i64x2.splat(0));
}
