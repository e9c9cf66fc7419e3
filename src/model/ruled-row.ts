import { ViewsByLength, type KernelMemory, type ModelKernels } from "../kernels/index.js";
import { logitsNotFinite, nothingKept, type HeadPlace, type KeepKeys } from "./rule.js";

/** Marks that the kernels look at together. */
const WHOLE = 16;

/** A row, and the rule that chooses its keys. */
interface RuledKeys {
  readonly place: HeadPlace;
  readonly position: number;
  readonly keep: KeepKeys;
}

/** Rows of attention of which a rule keeps some keys, one at a time. */
export class RuledRow {
  private readonly kernels: ModelKernels;
  private readonly logits: ViewsByLength<Float32Array>;
  private readonly attention: ViewsByLength<Float32Array>;
  private readonly kept: ViewsByLength<Uint8Array>;

  /** @param most keys in a row */
  constructor({ kernels, arena }: KernelMemory, most: number) {
    const { memory, model } = kernels;
    const room = WHOLE * Math.ceil(most / WHOLE);
    this.kernels = model;
    this.logits = new ViewsByLength(Float32Array, memory, arena.take(4 * room));
    this.attention = new ViewsByLength(Float32Array, memory, arena.take(4 * room));
    this.kept = new ViewsByLength(Uint8Array, memory, arena.take(room));
  }

  /**
   * Replaces a row's logits by the weights of the keys that are kept, 0 for the others and behind them. The kept logits are put
   * side by side and softened there: whatever was dropped, their largest has weight 1, and a row that keeps all is exact
   * attention's.
   *
   * @param z address, (stride), stride a multiple of 16 and at least position + 1
   * @param sum address of the weights' sum, float64
   * @returns how many keys are kept
   * @throws RangeError if nothing is kept, or a kept logit is not finite
   */
  soften({ place, position, keep }: RuledKeys, z: number, stride: number, sum: number): number {
    const seen = position + 1;
    const [logits, marks] = [this.logits.address, this.kept.address];
    this.kernels.openRow(z, seen, logits, marks);
    const attention = (): Float32Array => this.exact(place, seen);
    keep({ position, logits: this.logits.of(seen), attention }, this.kept.of(seen));
    const count = this.kernels.softenKept(logits, seen, marks, z, stride, sum);
    if (count === 0) throw nothingKept(place, position);
    if (count < 0) throw logitsNotFinite(place, position);
    return count;
  }

  private exact(place: HeadPlace, seen: number): Float32Array {
    const finite = this.kernels.exactRow(this.logits.address, seen, this.attention.address);
    if (finite === 0) throw logitsNotFinite(place, seen - 1);
    return this.attention.of(seen);
  }
}
