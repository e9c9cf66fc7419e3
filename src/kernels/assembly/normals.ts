// Normal variables by the inverse cdf: bit for bit the numbers of src/kit/random/normal.ts, whose operations (integers, +,
// -, *, /, sqrt, each rounded correctly) are done here in the same order, two at a time. Three in twenty lie in the tails,
// where a branch would be guessed wrongly as often: those are gathered, and made two at a time when there are enough.
import { normalQuantileCentre, normalQuantileTail } from "./normal-quantile";

const CENTRE: f64 = 0.425;

/** Gathered tails at most, and how many a batch can add. */
const ROOM: i32 = 64;
const BATCH: i32 = 8;

/** Of each: its probability, where its normal goes, and its sign's bit. */
const tails: usize = memory.data(8 * 73, 16); // f64 (ROOM + BATCH + 1): one more, that they are even
const places: usize = memory.data(4 * 73, 16); // u32
const signs: usize = memory.data(4 * 73, 16); // u32
/** Where the odd one out goes. */
const nowhere: usize = memory.data(8, 16);

let gathered: i32 = 0;

/** The tail probabilities of a batch, and its signs, by draw. */
const batchTails: usize = memory.data(8 * 8, 16);
const batchSigns: usize = memory.data(4 * 8, 16);

/**
 * Writes the normals of four blocks to the batch: draw 2 b from words 0 and 1 of block b, draw 2 b + 1 from words 2 and 3.
 * Those of the tails are wrong until they are gathered and finished.
 */
export function normalsOf(words: usize, batch: usize): void {
  for (let half: usize = 0; half < 2; half++) {
    const high = v128.load(words + 32 * half);
    const low = v128.load(words + 32 * half, 16);
    drawPair(high, low, batch, half);
    drawPair(i32x4.shuffle(high, high, 2, 3, 2, 3), i32x4.shuffle(low, low, 2, 3, 2, 3), batch, half + 4);
  }
}

/** The two normals of the lower lanes, as draws `draw` and `draw + 2`. Top bit: sign. The other 63: the tail probability. */
function drawPair(high: v128, low: v128, batch: usize, draw: usize): void {
  const upper = f64x2.convert_low_i32x4_u(v128.and(high, i32x4.splat(0x7fffffff)));
  const lower = f64x2.add(f64x2.convert_low_i32x4_u(low), f64x2.splat(0.5));
  const sum = f64x2.add(f64x2.mul(upper, f64x2.splat(4294967296)), lower);
  const tail = f64x2.mul(sum, f64x2.splat(5.421010862427522e-20)); // 2^-64
  const sign = v128.and(high, i32x4.splat(0x80000000));
  const magnitude = normalQuantileCentre(f64x2.sub(f64x2.splat(0.5), tail));
  const zero = i32x4.splat(0);
  const signed = v128.xor(magnitude, i32x4.shuffle(zero, sign, 0, 4, 0, 5)); // to the upper words
  v128.store64_lane(batch + 8 * draw, signed, 0);
  v128.store64_lane(batch + 8 * draw, signed, 1, 16);
  v128.store64_lane(batchTails + 8 * draw, tail, 0);
  v128.store64_lane(batchTails + 8 * draw, tail, 1, 16);
  v128.store32_lane(batchSigns + 4 * draw, sign, 0);
  v128.store32_lane(batchSigns + 4 * draw, sign, 1, 8);
}

/** Notes a draw of the batch whose normal went to `place`, if it is one of the tails. */
export function gather(draw: i32, place: usize): void {
  const tail = load<f64>(batchTails + 8 * <usize>draw);
  store<f64>(tails + 8 * <usize>gathered, tail);
  store<u32>(places + 4 * <usize>gathered, <u32>place);
  store<u32>(signs + 4 * <usize>gathered, load<u32>(batchSigns + 4 * <usize>draw));
  gathered += i32(0.5 - tail > CENTRE);
}

/** Makes room for the next batch. */
export function finishMany(scale: f64): void {
  if (gathered > ROOM - BATCH) finish(scale);
}

/** Writes the normals of the gathered draws, times scale, to their places. */
export function finish(scale: f64): void {
  store<f64>(tails + 8 * <usize>gathered, 0.01);
  store<u32>(places + 4 * <usize>gathered, <u32>nowhere);
  for (let i: usize = 0; i < <usize>gathered; i += 2) {
    const magnitudes = normalQuantileTail(v128.load(tails + 8 * i));
    place(f64x2.extract_lane(magnitudes, 0), i, scale);
    place(f64x2.extract_lane(magnitudes, 1), i + 1, scale);
  }
  gathered = 0;
}

function place(magnitude: f64, i: usize, scale: f64): void {
  const sign = (<u64>load<u32>(signs + 4 * i)) << 32;
  store<f64>(<usize>load<u32>(places + 4 * i), scale * reinterpret<f64>(reinterpret<u64>(magnitude) ^ sign));
}
