import { Arena } from "./arena.js";
import { instantiate, type Kernels } from "./instance.js";
import { ViewsByLength } from "./views-by-length.js";

/** Numbers that are looked at together. */
const WHOLE = 16;

/** Chooses numbers of a row. Its answers are marks: 1 for what is kept, else 0. */
export class RowChoice {
  private readonly kernels: Kernels = instantiate().float32;
  private room = 0;
  private rowAt = 0;
  private keptAt = 0;
  private rows!: ViewsByLength<Float32Array>;
  private marks!: ViewsByLength<Uint8Array>;

  constructor() {
    this.take(1024);
  }

  /**
   * Marks the largest numbers, of equal ones the first. All are marked if one is NaN.
   *
   * @param count integer in [1, row.length]
   * @param kept (row.length)
   */
  keepLargest(row: Float32Array, count: number, kept: Uint8Array): void {
    this.open(row);
    this.kernels.model.keepLargest(this.rowAt, row.length, count, this.keptAt);
    kept.set(this.marks.of(row.length));
  }

  /**
   * Marks the fewest numbers whose sum is at least a share, of equal ones the first; all where rounding leaves the sum below it.
   *
   * @param row finite, not negative
   * @param kept (row.length)
   */
  keepShare(row: Float32Array, share: number, kept: Uint8Array): void {
    this.open(row);
    this.kernels.model.keepShare(this.rowAt, row.length, share, this.keptAt);
    kept.set(this.marks.of(row.length));
  }

  private open(row: Float32Array): void {
    if (row.length > this.room) this.take(2 * row.length);
    this.rows.of(row.length).set(row);
  }

  private take(room: number): void {
    const { memory, heapBase } = this.kernels;
    this.room = WHOLE * Math.ceil(room / WHOLE);
    const arena = new Arena(memory, heapBase, 2 ** 30);
    const row = (this.rowAt = arena.take(4 * this.room));
    const kept = (this.keptAt = arena.take(this.room));
    this.rows = new ViewsByLength(Float32Array, memory, () => row);
    this.marks = new ViewsByLength(Uint8Array, memory, () => kept);
  }
}
