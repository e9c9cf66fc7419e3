// Normal variables by the inverse cdf: bit for bit the numbers of src/kit/random/normal.ts, whose operations (integers, +,
// -, *, /, sqrt, each rounded correctly) are done here in the same order, two at a time. Three in twenty lie in the tails,
// where a branch would be guessed wrongly as often: those are gathered, and made two at a time when there are enough.
import { normalQuantileCentres, normalQuantileTail } from "./normal-quantile";
import { firstWords, laterFirstWords, laterSecondWords, secondWords, upperLanes } from "./philox";

const CENTRE: f64 = 0.425;

/** Gathered tails at most, and how many a batch can add. */
const ROOM: i32 = 64;
const BATCH: i32 = 8;

/** Of each: its probability with the sign of its normal, and where that goes. */
const tails: usize = memory.data(8 * 73, 16); // f64 (ROOM + BATCH + 1): one more, that they are even
const places: usize = memory.data(4 * 73, 16); // u32
/** Where the odd one out goes. */
const nowhere: usize = memory.data(8, 16);

/** The distances from 1/2 of a batch's tail probabilities, then the sizes of its normals; the signs, a lane each. */
const sizes: usize = memory.data(8 * 8, 16); // f64 (BATCH)
const signs: usize = memory.data(8 * 8, 16); // i64 (BATCH)

const SIGN: u64 = 0x8000000000000000;

/**
 * Writes the normals of four blocks, times scale, to `to`, f64 (BATCH): those of the tails are wrong until they are finished.
 *
 * gathered: how many tails wait. Returns how many wait then, at most ROOM.
 */
export function normalsOf(four: usize, to: usize, scale: f64, gathered: i32): i32 {
  gathered = readFour(firstWords(four), secondWords(four), 0, to, gathered);
  gathered = readFour(laterFirstWords(four), laterSecondWords(four), 32, to + 32, gathered);
  normalQuantileCentres(sizes);
  for (let at: usize = 0; at < 8 * <usize>BATCH; at += 16) {
    const signed = v128.xor(v128.load(sizes + at), v128.load(signs + at));
    v128.store(to + at, f64x2.mul(f64x2.splat(scale), signed));
  }
  if (gathered <= ROOM - BATCH) return gathered;
  finish(scale, gathered);
  return 0;
}

function readFour(high: v128, low: v128, at: usize, to: usize, gathered: i32): i32 {
  gathered = readPair(high, low, at, to, gathered);
  return readPair(upperLanes(high), upperLanes(low), at + 16, to + 16, gathered);
}

/** Those of the lower lanes. Top bit: sign. The other 63: the tail probability. */
function readPair(high: v128, low: v128, at: usize, to: usize, gathered: i32): i32 {
  const upper = f64x2.convert_low_i32x4_u(v128.and(high, i32x4.splat(0x7fffffff)));
  const lower = f64x2.add(f64x2.convert_low_i32x4_u(low), f64x2.splat(0.5));
  const sum = f64x2.add(f64x2.mul(upper, f64x2.splat(4294967296)), lower);
  const tail = f64x2.mul(sum, f64x2.splat(5.421010862427522e-20)); // 2^-64
  const zero = i32x4.splat(0);
  const sign = v128.and(i32x4.shuffle(zero, high, 0, 4, 0, 5), i64x2.splat(SIGN)); // to the upper words
  const centred = f64x2.sub(f64x2.splat(0.5), tail);
  v128.store(sizes + at, centred);
  v128.store(signs + at, sign);
  // Every draw is noted where the next one of the tails belongs, which keeps its place if it is one.
  const isTail = i64x2.bitmask(f64x2.gt(centred, f64x2.splat(CENTRE)));
  const signed = v128.or(tail, sign);
  v128.store64_lane(tails + 8 * <usize>gathered, signed, 0);
  store<u32>(places + 4 * <usize>gathered, <u32>to);
  gathered += isTail & 1;
  v128.store64_lane(tails + 8 * <usize>gathered, signed, 1);
  store<u32>(places + 4 * <usize>gathered, <u32>to + 8);
  return gathered + (isTail >> 1);
}

/** Writes the normals of the gathered draws, times scale, to their places. */
export function finish(scale: f64, gathered: i32): void {
  store<f64>(tails + 8 * <usize>gathered, 0.01);
  store<u32>(places + 4 * <usize>gathered, <u32>nowhere);
  for (let i: usize = 0; i < <usize>gathered; i += 2) {
    const tail = v128.load(tails + 8 * i);
    const sign = v128.and(tail, i64x2.splat(SIGN));
    const signed = v128.xor(normalQuantileTail(v128.xor(tail, sign)), sign);
    const normal = f64x2.mul(f64x2.splat(scale), signed);
    v128.store64_lane(<usize>load<u32>(places + 4 * i), normal, 0);
    v128.store64_lane(<usize>load<u32>(places + 4 * i, 4), normal, 1);
  }
}
