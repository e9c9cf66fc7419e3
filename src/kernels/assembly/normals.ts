// Normal variables by the inverse cdf: bit for bit the numbers of src/kit/random/normal.ts, whose operations (integers, +,
// -, *, /, sqrt, each rounded correctly) are done here in the same order, the central ones two at a time.
import { normalQuantileCentre, normalQuantileTail } from "./normal-quantile";

const CENTRE: f64 = 0.425;

/** Writes the normals of four blocks to out: draw 2 b from words 0 and 1 of block b, draw 2 b + 1 from words 2 and 3. */
export function normalsOf(words: usize, batch: usize): void {
  for (let half: usize = 0; half < 2; half++) {
    const high = v128.load(words + 32 * half);
    const low = v128.load(words + 32 * half, 16);
    const out = batch + 8 * half;
    drawPair(high, low, out);
    drawPair(i32x4.shuffle(high, high, 2, 3, 2, 3), i32x4.shuffle(low, low, 2, 3, 2, 3), out + 32);
  }
}

/** The two normals of the lower lanes, to out and out + 16. Top bit: sign. The other 63: the tail probability. */
function drawPair(high: v128, low: v128, out: usize): void {
  const upper = f64x2.convert_low_i32x4_u(v128.and(high, i32x4.splat(0x7fffffff)));
  const lower = f64x2.add(f64x2.convert_low_i32x4_u(low), f64x2.splat(0.5));
  const sum = f64x2.add(f64x2.mul(upper, f64x2.splat(4294967296)), lower);
  const tail = f64x2.mul(sum, f64x2.splat(5.421010862427522e-20)); // 2^-64
  const centred = f64x2.sub(f64x2.splat(0.5), tail);
  const magnitude = normalQuantileCentre(centred);
  finish(f64x2.extract_lane(centred, 0), f64x2.extract_lane(magnitude, 0), f64x2.extract_lane(tail, 0), high, out);
  const next = i32x4.shuffle(high, high, 1, 1, 1, 1);
  finish(f64x2.extract_lane(centred, 1), f64x2.extract_lane(magnitude, 1), f64x2.extract_lane(tail, 1), next, out + 16);
}

function finish(centred: f64, magnitude: f64, tail: f64, high: v128, out: usize): void {
  if (centred > CENTRE) magnitude = normalQuantileTail(tail);
  const sign = (<u64>(i32x4.extract_lane(high, 0) & 0x80000000)) << 32;
  store<u64>(out, reinterpret<u64>(magnitude) ^ sign);
}
