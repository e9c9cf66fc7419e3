import { numbersAt, type KernelMemory } from "../kernels/index.js";
import type { LogitMoments } from "./pipeline-types.js";

/** Asks the kernel for moments of rows of logits, while they are still logits. */
export class MomentReader {
  private readonly out: number; // float64 (4): mean, and the mean powers about it

  constructor(
    private readonly memory: KernelMemory,
    private readonly withDiagonal: boolean,
  ) {
    this.out = memory.arena.take(32);
  }

  /**
   * Writes a row's moments to line `line`.
   *
   * @param own the key that is the row's own, from `length` on if it has none
   * @param z address of its logits, `length` of them
   */
  read(to: LogitMoments, line: number, at: { own: number; z: number; length: number }): void {
    const { kernels } = this.memory;
    const { z, length } = at;
    kernels.moments(z, length, this.out);
    const powers = new Float64Array(kernels.memory.buffer, this.out, 4);
    const own = this.withDiagonal && at.own < length ? numbersAt(this.memory, z, at.own, 1)[0]! : NaN;
    writeMoments(to, line, Number.isNaN(own) ? { count: length, powers } : without(own, length, powers));
    to.diagonal[line] = own;
  }
}

/** Mean, and mean second, third and fourth powers about it, of so many numbers. */
interface Powers {
  readonly count: number;
  readonly powers: ArrayLike<number>;
}

/** The powers of all numbers but one. */
function without(own: number, length: number, powers: ArrayLike<number>): Powers {
  const count = length - 1;
  const [mean, second, third, fourth] = [powers[0]!, powers[1]!, powers[2]!, powers[3]!];
  const x = own - mean;
  const move = -x / count; // of the mean
  const s2 = (length * second - x ** 2) / count; // about the mean of all
  const s3 = (length * third - x ** 3) / count;
  const s4 = (length * fourth - x ** 4) / count;
  return {
    count,
    powers: [
      mean + move,
      Math.max(0, s2 - move ** 2),
      s3 - 3 * move * s2 + 2 * move ** 3,
      s4 - 4 * move * s3 + 6 * move ** 2 * s2 - 3 * move ** 4,
    ],
  };
}

function writeMoments(to: LogitMoments, line: number, { count, powers }: Powers): void {
  // Of one logit alone, what is not 0 is rounding.
  const variance = count < 1 ? NaN : count === 1 ? 0 : powers[1]!;
  const sigma = Math.sqrt(variance);
  to.mean[line] = count < 1 ? NaN : powers[0]!;
  to.sigma[line] = sigma;
  to.skewness[line] = sigma === 0 ? NaN : powers[2]! / sigma ** 3;
  to.excessKurtosis[line] = sigma === 0 ? NaN : powers[3]! / variance ** 2 - 3;
}
