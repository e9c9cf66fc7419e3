import { numbersAt, type KernelMemory } from "../kernels/index.js";

/** SwiGLU on blocks of rows, its exponentials by the kernels. */
export class SwiGlu {
  private readonly z: number; // (most + 1): distances below 0, and a 0

  /** @param most gates in a block */
  constructor(
    private readonly memory: KernelMemory,
    private readonly most: number,
  ) {
    this.z = memory.arena.take(4 * (most + 4)); // with room up to the next whole vector
  }

  /**
   * silu(gate) up, silu(x) = x / (1 + e^-x).
   *
   * @param gateAndUp (rows, stride), a row's gate and then its up, `inner` entries each
   * @param out (rows, inner), at most `most` entries
   */
  apply(gateAndUp: Float32Array, stride: number, inner: number, out: Float32Array): void {
    if (out.length > this.most) {
      throw new RangeError(`SwiGlu.apply: out must hold at most ${this.most} numbers, got ${out.length}`);
    }
    const e = numbersAt(this.memory, this.z, 0, out.length + 1);
    for (let from = 0, to = 0; to < out.length; from += stride, to += inner) {
      for (let f = 0; f < inner; f++) e[to + f] = -Math.abs(gateAndUp[from + f]!);
    }
    // The kernel takes e to the distance from the largest, which is this 0: e^-|gate| cannot overflow.
    e[out.length] = 0;
    const known = this.memory.kernels.softmaxWeights(this.z, out.length + 1) !== 0;
    for (let from = 0, to = 0; to < out.length; from += stride, to += inner) {
      for (let f = 0; f < inner; f++) {
        const gate = gateAndUp[from + f]!;
        // Gates that are not finite leave the row as it was; what becomes of them is told where logits are not finite.
        const small = known ? e[to + f]! : Math.exp(-Math.abs(gate));
        const factor = (gate < 0 ? small : 1) / (1 + small);
        out[to + f] = gate * factor * gateAndUp[from + inner + f]!;
      }
    }
  }
}
