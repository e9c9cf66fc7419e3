// Logits z = y x^T, one block of queries against all keys. Keys are packed once into panels, so that the inner loop
// reads memory in order.
//
// Panel: 2 vectors of keys (8 keys in f32, 4 in f64), all features: panel[f] = feature f of those keys.
// Group: 4 queries, interleaved likewise, so that one pointer serves all four.
// Tile: group x panel: 8 sums, 2 keys and 1 query in the 16 registers.
//
// Every logit is the plain sum over f = 0, 1, ... with one rounding for the product and one for the addition (WASM
// has no fused multiply-add without flags): the same number in every tile, row split and block, and in float64 the number
// that the TypeScript reference computes.
import { panelKeys } from "./pack";

/**
 * z[i, j] = y_i . x_j for the queries of `groups` groups of four and, panel by panel, the keys j < n.
 *
 * Panels have room for `room` features of a key, of which the first d are read. z: (4 groups, stride), stride a multiple of the
 * panel and at least n. What lies between n and the end of the last panel is overwritten with zeros.
 *
 * marks: 0, or in f32 the address of u8 (4 groups, stride): tiles in which no key is marked for any query are left as they were.
 */
export function product<T>(
  y: usize,
  groups: i32,
  panels: usize,
  n: i32,
  d: i32,
  room: i32,
  z: usize,
  stride: i32,
  marks: usize,
): void {
  const zBytes = sizeof<T>() * <usize>stride;
  const groupBytes = 4 * sizeof<T>() * <usize>d;
  for (let j = 0; j < n; j += panelKeys<T>()) {
    for (let g = 0; g < groups; g++) {
      const group = y + groupBytes * <usize>g;
      if (marks != 0 && !anyMarked(marks + <usize>(j + 4 * g * stride), stride)) continue;
      tile<T, void>(group, groupBytes, panels, 0, z + 4 * zBytes * <usize>g, zBytes);
    }
    panels += 32 * <usize>room;
    z += 32;
  }
}

/** Whether a byte of eight is set in any of four rows. */
function anyMarked(marks: usize, stride: usize): bool {
  const two = load<u64>(marks) | load<u64>(marks + stride);
  return (two | load<u64>(marks + 2 * stride) | load<u64>(marks + 3 * stride)) != 0;
}

/** As product, in float32, for all n keys and groups that packNonzero has packed: what it left out is not read. */
export function productNonzero(
  y: usize,
  lists: usize,
  groups: i32,
  panels: usize,
  n: i32,
  width: i32,
  room: i32,
  z: usize,
  stride: i32,
): void {
  const zBytes: usize = 4 * <usize>stride;
  for (let j = 0; j < n; j += panelKeys<f32>()) {
    for (let g = 0; g < groups; g++) {
      const list = lists + 4 * <usize>(g * (width + 1));
      const group = y + 16 * <usize>(g * width);
      tile<f32, bool>(group, 16 * <usize>load<i32>(list), panels, list + 4, z + 4 * zBytes * <usize>g, zBytes);
    }
    panels += 32 * <usize>room;
    z += 32;
  }
}

/**
 * 4 queries against one panel: all its features in order, or, where Listed is bool and not void, those whose places are listed.
 * Each of the two has one caller, in which the compiler puts it in line: called, it is 6 % slower.
 *
 * V8 moves all loads of a step before its arithmetic: 4 + 2 loads, 8 sums and a product just fit its 15 registers. Larger
 * tiles (5 x 2, 3 x 3, 4 x 3) and steps of two or four features spill: 10 to 30 % slower. As it is, it runs as fast as
 * multiplications and additions that never leave their registers.
 */
function tile<T, Listed>(y: usize, groupBytes: usize, panel: usize, list: usize, z: usize, zBytes: usize): void {
  const single = sizeof<T>() == 4;
  let s00 = f64x2.splat(0);
  let s01 = s00;
  let s10 = s00;
  let s11 = s00;
  let s20 = s00;
  let s21 = s00;
  let s30 = s00;
  let s31 = s00;
  for (const end = y + groupBytes; y < end; y += 4 * sizeof<T>()) {
    const keys = isBoolean<Listed>() ? panel + <usize>load<i32>(list) : panel;
    const x0 = v128.load(keys);
    const x1 = v128.load(keys, 16);
    const q0 = single ? v128.load32_splat(y) : v128.load64_splat(y);
    s00 = v128.add<T>(s00, v128.mul<T>(q0, x0));
    s01 = v128.add<T>(s01, v128.mul<T>(q0, x1));
    const q1 = single ? v128.load32_splat(y, 4) : v128.load64_splat(y, 8);
    s10 = v128.add<T>(s10, v128.mul<T>(q1, x0));
    s11 = v128.add<T>(s11, v128.mul<T>(q1, x1));
    const q2 = single ? v128.load32_splat(y, 8) : v128.load64_splat(y, 16);
    s20 = v128.add<T>(s20, v128.mul<T>(q2, x0));
    s21 = v128.add<T>(s21, v128.mul<T>(q2, x1));
    const q3 = single ? v128.load32_splat(y, 12) : v128.load64_splat(y, 24);
    s30 = v128.add<T>(s30, v128.mul<T>(q3, x0));
    s31 = v128.add<T>(s31, v128.mul<T>(q3, x1));
    if (isBoolean<Listed>()) list += 4;
    else panel += 32;
  }
  v128.store(z, s00);
  v128.store(z, s01, 16);
  v128.store(z + zBytes, s10);
  v128.store(z + zBytes, s11, 16);
  v128.store(z + 2 * zBytes, s20);
  v128.store(z + 2 * zBytes, s21, 16);
  v128.store(z + 3 * zBytes, s30);
  v128.store(z + 3 * zBytes, s31, 16);
}
