// Passes 1 and 2 over a row of logits: its extremes, then its weights e^(z - top).
import { CUTOFF_F32, CUTOFF_F64, weighRun } from "./exponential";

/** What the passes leave: one row at a time, one thread an instance. */
export let top: f64 = 0; // the largest logit
export let heat: f64 = 0; // sum of w (top - z)
export let lightest: f64 = 0; // the smallest weight, but for the rounding of the exponential
export let bottom: f64 = 0; // the smallest logit

/** Entries whose heat is added up in the row's own precision before it goes on in float64: 32 additions a lane. */
const HEAT_CHUNK: i32 = 128;

/** 1. Finds `top` and `bottom`. Returns false if some logit is NaN or infinite. */
export function findTop<T>(z: usize, n: i32): bool {
  const lanes = 16 / <i32>sizeof<T>();
  const pairs = n - (n % (2 * lanes));
  const first = load<T>(z);
  let most0 = v128.splat<T>(first); // two of each: a chain of dependent maxima waits for each to end
  let most1 = most0;
  let least0 = most0;
  let least1 = most0;
  let nonFinite = i64x2.splat(0);
  for (let at = z, end = z + sizeof<T>() * <usize>pairs; at < end; at += 32) {
    const x0 = v128.load(at);
    const x1 = v128.load(at, 16);
    most0 = v128.pmax<T>(most0, x0);
    most1 = v128.pmax<T>(most1, x1);
    least0 = v128.pmin<T>(least0, x0);
    least1 = v128.pmin<T>(least1, x1);
    nonFinite = v128.or(nonFinite, v128.or(v128.sub<T>(x0, x0), v128.sub<T>(x1, x1))); // 0 if finite, else NaN
  }
  v128.store(scratch, v128.pmax<T>(most0, most1));
  v128.store(scratch, v128.pmin<T>(least0, least1), 16);
  let largest = first;
  let smallest = first;
  for (let lane = 0; lane < lanes; lane++) {
    const at = scratch + sizeof<T>() * <usize>lane;
    if (load<T>(at) > largest) largest = load<T>(at);
    if (load<T>(at, 16) < smallest) smallest = load<T>(at, 16);
  }
  let finite = !v128.any_true(nonFinite);
  for (let j = pairs; j < n; j++) {
    const x = load<T>(z + sizeof<T>() * <usize>j);
    if (x - x != 0) finite = false;
    if (x > largest) largest = x;
    if (x < smallest) smallest = x;
  }
  top = <f64>largest;
  bottom = <f64>smallest;
  return finite;
}

/** 2. Replaces the logits by their weights; sets `heat` and `lightest`. Overwrites z up to the next whole vector. */
export function weigh<T>(z: usize, n: i32): void {
  const lanes = 16 / <i32>sizeof<T>();
  pad<T>(z, n);
  const peak = v128.splat<T>(<T>top);
  const deep = !within<T>();
  let heats = f64x2.splat(0);
  for (let j = 0; j < n; j += HEAT_CHUNK) {
    const end = (min(j + HEAT_CHUNK, n) + lanes - 1) & -lanes;
    const start = z + sizeof<T>() * <usize>j;
    heats = f64x2.add(heats, doubles<T>(weighRun<T>(start, z + sizeof<T>() * <usize>end, peak, deep)));
  }
  heat = -(f64x2.extract_lane(heats, 0) + f64x2.extract_lane(heats, 1));
  v128.store(scratch, v128.splat<T>(<T>bottom));
  weighRun<T>(scratch, scratch + 16, peak, deep);
  lightest = <f64>load<T>(scratch);
}

/** Fills z up to the next whole vector with the largest logit, which is of no heat. */
export function pad<T>(z: usize, n: i32): void {
  const lanes = 16 / <i32>sizeof<T>();
  for (let j = n; j % lanes != 0; j++) store<T>(z + sizeof<T>() * <usize>j, <T>top);
}

/** Whether no logit lies below the cut-off. */
export function within<T>(): bool {
  return bottom - top >= (sizeof<T>() == 4 ? <f64>CUTOFF_F32 : CUTOFF_F64);
}

/** The sum of the lanes of x, spread over two float64 lanes. */
function doubles<T>(x: v128): v128 {
  if (sizeof<T>() == 8) return x;
  return f64x2.add(f64x2.promote_low_f32x4(x), f64x2.promote_low_f32x4(i32x4.shuffle(x, x, 2, 3, 2, 3)));
}

const scratch: usize = memory.data(32, 16);
