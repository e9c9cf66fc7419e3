// Draws of a random stream: Philox blocks eight at a time, and what a law makes of them.
import { finish, normalsOf } from "./normals";
import { eightBlocks, FOUR_BLOCKS, takeKey, words } from "./philox";
import { uniformsOf } from "./uniforms";

/** Draws made at a time: eight blocks of two. */
const BATCH: i32 = 16;
const HALF_BYTES: usize = 64;

/** Where a batch is made of which not all is asked for. */
const batch: usize = memory.data(8 * 16, 16); // f64 (BATCH)

/** The laws: uniform on (0, 1), standard normal. */
export const UNIFORM: i32 = 0;
export const NORMAL: i32 = 1;

/**
 * Writes draws `from` .. `from + count - 1` of a stream, times scale, to out. f64 (count).
 *
 * Key (k0, k1) and upper counter words (c2, c3) name the stream; a draw takes half a Philox block.
 */
export function draws(
  law: i32,
  k0: u32,
  k1: u32,
  c2: u32,
  c3: u32,
  from: f64,
  count: i32,
  scale: f64,
  out: usize,
): void {
  takeKey(k0, k1);
  let draw = <u64>from;
  let gathered = 0;
  for (const end = draw + <u64>count; draw < end;) {
    const first = <i32>(draw % BATCH);
    const taken = <i32>min<u64>(BATCH - first, end - draw);
    const to = taken == BATCH ? out : batch;
    eightBlocks(c2, c3, (draw - <u64>first) >> 1);
    if (law == NORMAL) {
      gathered = normalsOf(words, to, scale, gathered);
      gathered = normalsOf(words + FOUR_BLOCKS, to + HALF_BYTES, scale, gathered);
    } else {
      uniformsOf(words, to, scale);
      uniformsOf(words + FOUR_BLOCKS, to + HALF_BYTES, scale);
    }
    if (taken < BATCH) {
      if (law == NORMAL) finish(scale, gathered);
      gathered = 0;
      memory.copy(out, batch + 8 * <usize>first, 8 * <usize>taken);
    }
    draw += taken;
    out += 8 * <usize>taken;
  }
  if (law == NORMAL) finish(scale, gathered);
}
