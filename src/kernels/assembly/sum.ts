// The sum of a row's weights at a scale of its logits, which stay as they are.
import { weighRun } from "./exponential";

/** Logits taken at a time. */
const ROOM: i32 = 256;

const scratch: usize = memory.data(8 * 256, 16); // f64 (ROOM)

/** The sum of e^(scale z - peak) over n logits, peak the largest scale z; weights below e^-708 are 0. */
export function sumWeights(z: usize, n: i32, scale: f64, peak: f64): f64 {
  let sums = f64x2.splat(0);
  for (let start = 0; start < n; start += ROOM) {
    const count = min(ROOM, n - start);
    const from = z + 8 * <usize>start;
    const end = <usize>((count + 1) & ~1);
    store<f64>(scratch + 8 * (end - 1), -Infinity); // the odd one's neighbour
    for (let i: usize = 0; i < <usize>count; i++) store<f64>(scratch + 8 * i, scale * load<f64>(from + 8 * i));
    weighRun<f64>(scratch, scratch + 8 * end, f64x2.splat(peak), true);
    for (let i: usize = 0; i < end; i += 2) sums = f64x2.add(sums, v128.load(scratch + 8 * i));
  }
  return f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1);
}
