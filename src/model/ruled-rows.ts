import { MAX_QUERIES, ViewsByLength, wholePanels, type KernelMemory, type ModelKernels } from "../kernels/index.js";
import { logitsNotFinite, nothingKept, type AttentionRow, type HeadPlace, type KeepKeys } from "./rule.js";

/** Rows of a head that are multiplied together, and the rule for them. */
export interface RuledBlock {
  readonly place: HeadPlace;
  readonly keep: KeepKeys;
  /** The first row, a multiple of MAX_QUERIES. */
  readonly first: number;
  readonly rows: number;
  /** Address of logits and then weights, (rows, stride). */
  readonly z: number;
  readonly stride: number;
}

/**
 * Rows of attention of which a rule keeps some keys. First the rule marks the keys of all rows of a block; the block's logits are
 * written when it first reads some. What it marks without reading any, by position alone, needs no other logits than those that
 * it keeps.
 */
export class RuledRows {
  /** Address of the marks of a block, bytes (MAX_QUERIES, stride). */
  readonly marks: number;
  private readonly kernels: ModelKernels;
  private readonly logitsAt: number;
  private readonly attentionAt: number;
  private readonly logits: ViewsByLength<Float32Array>;
  private readonly attention: ViewsByLength<Float32Array>;
  private readonly kept: ViewsByLength<Uint8Array>;
  private readonly block: ViewsByLength<Uint8Array>;

  /** @param most keys in a row */
  constructor({ kernels, arena }: KernelMemory, most: number) {
    const { memory, model } = kernels;
    this.kernels = model;
    const marks = (this.marks = arena.take(MAX_QUERIES * wholePanels(most)));
    const logits = (this.logitsAt = arena.take(4 * wholePanels(most)));
    const attention = (this.attentionAt = arena.take(4 * wholePanels(most)));
    this.logits = new ViewsByLength(Float32Array, memory, () => logits);
    this.attention = new ViewsByLength(Float32Array, memory, () => attention);
    this.kept = new ViewsByLength(Uint8Array, memory, (seen) => marks + ((seen - 1) % MAX_QUERIES) * wholePanels(seen));
    this.block = new ViewsByLength(Uint8Array, memory, () => marks);
  }

  /**
   * Asks the rule for a block's marks.
   *
   * @param write writes the block's logits
   * @returns whether they have been written
   * @throws RangeError if the rule asks for a row's attention and a logit is not finite
   */
  ask(block: RuledBlock, write: () => void): boolean {
    let written = false;
    const logitsOf = (seen: number): number => {
      if (!written) write();
      written = true;
      return block.z + 4 * ((seen - 1) % MAX_QUERIES) * block.stride;
    };
    this.block.of(MAX_QUERIES * block.stride).fill(0);
    for (let r = 0; r < block.rows; r++) {
      const seen = block.first + r + 1;
      block.keep(new AskedRow(this, block.place, seen, logitsOf), this.kept.of(seen));
    }
    return written;
  }

  /**
   * Replaces the logits of kept keys by their weights, all else by 0. Whatever was dropped, a row's largest kept key has weight 1,
   * and a row that keeps all is exact attention's.
   *
   * @param sums address of the weights' sums, float64 (rows)
   * @returns how many keys are kept
   * @throws RangeError if a row keeps nothing, or a kept logit is not finite
   */
  soften({ place, first, rows, z, stride }: RuledBlock, sums: number): number {
    let kept = 0;
    for (let r = 0; r < rows; r++) {
      const marks = this.marks + r * stride;
      const count = this.kernels.softenKept(z + 4 * r * stride, first + r + 1, stride, marks, sums + 8 * r);
      if (count === 0) throw nothingKept(place, first + r);
      if (count < 0) throw logitsNotFinite(place, first + r);
      kept += count;
    }
    return kept;
  }

  /** A view of a row's logits, copied from an address. */
  shown(from: number, seen: number): Float32Array {
    this.kernels.copyRow(from, seen, this.logitsAt);
    return this.logits.of(seen);
  }

  /** A view of the softmax of the logits at an address. */
  exact(place: HeadPlace, from: number, seen: number): Float32Array {
    const finite = this.kernels.exactRow(from, seen, this.attentionAt);
    if (finite === 0) throw logitsNotFinite(place, seen - 1);
    return this.attention.of(seen);
  }
}

/** A row as a rule sees it. */
class AskedRow implements AttentionRow {
  readonly position: number;
  readonly attention: () => Float32Array;
  private shown: Float32Array | undefined;

  constructor(
    private readonly all: RuledRows,
    place: HeadPlace,
    private readonly seen: number,
    private readonly logitsOf: (seen: number) => number,
  ) {
    this.position = seen - 1;
    this.attention = () => all.exact(place, logitsOf(seen), seen);
  }

  get logits(): Float32Array {
    return (this.shown ??= this.all.shown(this.logitsOf(this.seen), this.seen));
  }
}
