// Passes 1 and 2 over a row of logits: its extremes, then its weights e^(z - top).
import { CUTOFF_F32, CUTOFF_F64, expF32, expF64 } from "./exponential";

/** What the passes leave: one row at a time, one thread an instance. */
export let top: f64 = 0; // the largest logit
export let heat: f64 = 0; // sum of w (top - z)
export let lightest: f64 = 0; // the smallest weight

/** Entries whose heat is added up in the row's own precision before it goes on in float64: 32 additions a lane. */
const HEAT_CHUNK: i32 = 128;

/** 1. Finds `top`. Returns false if some logit is NaN or infinite. */
export function findTop<T>(z: usize, n: i32): bool {
  const lanes = 16 / <i32>sizeof<T>();
  const whole = n - (n % lanes);
  let largest: T = load<T>(z);
  let nonFinite = i64x2.splat(0);
  if (whole > 0) {
    let most = v128.load(z);
    for (let j = 0; j < whole; j += lanes) {
      const x = v128.load(z + sizeof<T>() * <usize>j);
      most = v128.pmax<T>(most, x);
      nonFinite = v128.or(nonFinite, v128.sub<T>(x, x)); // 0 if finite, else NaN
    }
    for (let lane = 0; lane < lanes; lane++) {
      v128.store(scratch, most);
      const x = load<T>(scratch + sizeof<T>() * <usize>lane);
      if (x > largest) largest = x;
    }
  }
  let finite = !v128.any_true(nonFinite);
  for (let j = whole; j < n; j++) {
    const x = load<T>(z + sizeof<T>() * <usize>j);
    if (x - x != 0) finite = false;
    if (x > largest) largest = x;
  }
  top = <f64>largest;
  return finite;
}

/** 2. Replaces the logits by their weights; sets `heat` and `lightest`. Overwrites z up to the next whole vector. */
export function weigh<T>(z: usize, n: i32): void {
  const lanes = 16 / <i32>sizeof<T>();
  for (let j = n; j % lanes != 0; j++) store<T>(z + sizeof<T>() * <usize>j, <T>top); // weight 1: never the smallest
  const peak = v128.splat<T>(<T>top);
  const floor = v128.splat<T>(sizeof<T>() == 4 ? <T>(2 * CUTOFF_F32) : <T>(2 * CUTOFF_F64)); // keeps 0 * x finite
  let heats = f64x2.splat(0);
  let least = v128.splat<T>(1);
  for (let j = 0; j < n; j += HEAT_CHUNK) {
    const end = min(j + HEAT_CHUNK, n);
    let part = v128.splat<T>(0);
    for (let i = j; i < end; i += lanes) {
      const at = z + sizeof<T>() * <usize>i;
      const x = v128.pmax<T>(v128.sub<T>(v128.load(at), peak), floor);
      const w = sizeof<T>() == 4 ? expF32(x) : expF64(x);
      v128.store(at, w);
      least = v128.pmin<T>(least, w);
      part = v128.add<T>(part, v128.mul<T>(w, x));
    }
    heats = f64x2.add(heats, doubles<T>(part));
  }
  heat = -(f64x2.extract_lane(heats, 0) + f64x2.extract_lane(heats, 1));
  v128.store(scratch, least);
  let smallest: T = load<T>(scratch);
  for (let lane = 1; lane < lanes; lane++) {
    const w = load<T>(scratch + sizeof<T>() * <usize>lane);
    if (w < smallest) smallest = w;
  }
  lightest = <f64>smallest;
}

/** The sum of the lanes of x, spread over two float64 lanes. */
function doubles<T>(x: v128): v128 {
  if (sizeof<T>() == 8) return x;
  return f64x2.add(f64x2.promote_low_f32x4(x), f64x2.promote_low_f32x4(i32x4.shuffle(x, x, 2, 3, 2, 3)));
}

const scratch: usize = memory.data(16);
