// The gates of a language model's feed-forward block, in float32.
import { weighRun } from "./exponential";
import { high, low, singles } from "./lanes";

/**
 * silu(gate) up, silu(x) = x / (1 + e^-x), of each row. The exponential is float32's, of -|gate|, so that it cannot overflow;
 * the rest is float64, rounded once. A gate that is not finite spoils no other.
 *
 * gateAndUp: (rows, stride), a row's gate and then its up, `inner` entries each; out: (rows, inner), with room up to the next
 * whole vector
 */
export function swiGlu(gateAndUp: usize, rows: i32, stride: i32, inner: i32, out: usize): void {
  const bytes: usize = 4 * <usize>inner;
  for (let r = 0; r < rows; r++) {
    const padded = (bytes + 15) & ~15;
    for (let at: usize = 0; at < padded; at += 16) {
      v128.store(out + at, f32x4.neg(f32x4.abs(v128.load(gateAndUp + at))));
    }
    weighRun<f32>(out, out + padded, f32x4.splat(0), true);
    passGates(gateAndUp, gateAndUp + bytes, inner, out);
    gateAndUp += 4 * <usize>stride;
    out += bytes;
  }
}

/** out: e^-|gate|, and then silu(gate) up */
function passGates(gate: usize, up: usize, inner: i32, out: usize): void {
  const end = out + 4 * <usize>inner;
  for (const whole = out + 4 * <usize>(inner & ~3); out < whole; out += 16) {
    const g = v128.load(gate);
    const u = v128.load(up);
    const small = v128.load(out);
    const above = v128.bitselect(small, f32x4.splat(1), f32x4.lt(g, f32x4.splat(0)));
    const first = passed(low(g), low(u), low(small), low(above));
    const second = passed(high(g), high(u), high(small), high(above));
    v128.store(out, singles(first, second));
    gate += 16;
    up += 16;
  }
  for (; out < end; out += 4) {
    const g = <f64>load<f32>(gate);
    const small = <f64>load<f32>(out);
    const factor = (g < 0 ? small : 1) / (1 + small);
    store<f32>(out, <f32>(g * factor * <f64>load<f32>(up)));
    gate += 4;
    up += 4;
  }
}

function passed(gate: v128, up: v128, small: v128, above: v128): v128 {
  const factor = f64x2.div(above, f64x2.add(f64x2.splat(1), small));
  return f64x2.mul(f64x2.mul(gate, factor), up);
}
