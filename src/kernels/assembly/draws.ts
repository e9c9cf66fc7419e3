// Draws of a random stream: Philox blocks four at a time, and what a law makes of them.
import { finish, finishMany, gather, normalsOf } from "./normals";
import { fourBlocks, words } from "./philox";
import { uniformsOf } from "./uniforms";

/** Draws made at a time: four blocks of two. */
const BATCH: i32 = 8;

const batch: usize = memory.data(8 * 8, 16); // f64 (BATCH)

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
  let draw = <u64>from;
  let done = 0;
  while (done < count) {
    const first = <i32>(draw & 7);
    const end = min(BATCH, first + count - done);
    fourBlocks(k0, k1, c2, c3, (draw - <u64>first) >> 1);
    if (law == NORMAL) normalsOf(words, batch);
    else uniformsOf(words, batch);
    for (let lane = first; lane < end; lane++) {
      const place = out + 8 * <usize>done;
      store<f64>(place, scale * load<f64>(batch + 8 * <usize>lane));
      if (law == NORMAL) gather(lane, place);
      done++;
    }
    if (law == NORMAL) finishMany(scale);
    draw += <u64>(end - first);
  }
  if (law == NORMAL) finish(scale);
}
