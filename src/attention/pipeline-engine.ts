/**
 * The row pipeline on the WASM kernels, a block of rows at a time:
 *
 * 1. logits of the block, (block, keys), by `pipeline-logits.ts`;
 * 2. each row's record of statistics, by the kernel;
 * 3. records into columns, by `pipeline-records.ts`.
 *
 * A row's numbers do not depend on the block that it is computed in, nor on the rows beside it.
 */
import {
  Arena,
  bytesOf,
  instantiate,
  numbersAt,
  wholePanels,
  type KernelMemory,
  type Kernels,
  type Precision,
} from "../kernels/index.js";
import { hasQueries, notFinite, pastOf, requireQuestions, seenKeys, shapeOf } from "./pipeline-check.js";
import { logitMaker, type LogitMaker } from "./pipeline-logits.js";
import { MomentReader } from "./pipeline-moments.js";
import { RecordReader } from "./pipeline-records.js";
import { rowStatistics, type RowQuestions, type Rows, type RowSource, type RowStatistics } from "./pipeline-types.js";

/** Rows in a block: as many as make the logits fit a cache of 2 MiB with what else is in it, whole groups of four. */
const MAX_BLOCK_ROWS = 16;
const MIN_BLOCK_ROWS = 4;
const BLOCK_BYTES = 2 ** 20;

/** The memory that an engine may use by default, in bytes. */
const DEFAULT_CEILING = 2 ** 30;

/** The kernels of one thread with their memory, which is kept between sources. */
export class RowEngine {
  private readonly kernels: Record<Precision, Kernels> = instantiate();
  private readonly arena: Arena;
  private opened: OpenRows | undefined;

  /** @param ceiling bytes that the kernels' memory may grow to, at most 4 GiB */
  constructor(ceiling: number = DEFAULT_CEILING) {
    this.arena = new Arena(this.kernels.float64.memory, this.kernels.float64.heapBase, ceiling);
  }

  /**
   * Makes a source ready to be measured; what was opened before is closed.
   *
   * @throws RangeError if arrays, windows or thresholds do not fit, or the memory would exceed the ceiling
   */
  open(source: RowSource, questions: RowQuestions, precision: Precision): OpenRows {
    this.opened?.close();
    this.arena.reset();
    const memory = { kernels: this.kernels[precision], arena: this.arena, precision };
    this.opened = new OpenRows(memory, source, questions, this.kernels.float64);
    return this.opened;
  }
}

/** Looks at a row while its weights are there. */
export type SeeRow = (line: number, weights: Rows, statistics: RowStatistics, ordered: Rows) => void;

/** A source whose keys are packed and whose rows can be measured, in any order and number. */
export class OpenRows {
  /** Rows of the source. */
  readonly count: number;
  private readonly keys: number;
  private readonly stride: number;
  private readonly z: number; // (blockRows, stride)
  private readonly blockRows: number;
  private readonly logits: LogitMaker;
  private readonly records: RecordReader;
  private readonly moments: MomentReader | undefined;
  private open = true;

  constructor(
    private readonly memory: KernelMemory,
    private readonly source: RowSource,
    private readonly questions: RowQuestions,
    doubles: Kernels,
  ) {
    const shape = shapeOf("measureRows", source);
    requireQuestions("measureRows", questions, shape.keys);
    this.count = shape.rows;
    this.keys = shape.keys;
    this.stride = wholePanels(shape.keys);
    const values = source.kind === "law" ? undefined : source.values;
    this.records = new RecordReader(memory, questions, shape.keys, values);
    this.moments = questions.moments && new MomentReader(memory, questions.moments.diagonal);
    this.logits = logitMaker(memory, doubles, source, shape);
    this.blockRows = blockRows(this.stride * bytesOf(memory.precision));
    this.z = memory.arena.take(this.blockRows * this.stride * bytesOf(memory.precision));
    this.records.ask();
  }

  /** After this, `measure` refuses: the memory serves another source. */
  close(): void {
    this.open = false;
  }

  /**
   * Measures some rows.
   *
   * @param rows which, integers in [0, count); all by default
   * @param scale factor on all logits, finite and >= 0: the keys stay packed
   * @param see called with each line's number and its weights e^(z - max z), in the order of the keys; `largest` times a
   *   weight is the entry's probability. Then the same weights so ordered that the first k are the k largest, for every
   *   asked window. The arrays are the kernels' own: they hold them during the call only
   * @returns one line for each, in the given order
   */
  measure(
    rows: ArrayLike<number> = Int32Array.from({ length: this.count }, (_, i) => i),
    scale = 1,
    see?: SeeRow,
  ): RowStatistics {
    if (!(scale >= 0 && scale < Infinity)) {
      throw new RangeError(`OpenRows.measure: scale must be finite and >= 0, got ${scale}`);
    }
    if (!this.open) throw new Error("OpenRows.measure: the engine has opened another source since");
    const out = rowStatistics(rows.length, this.questions, {
      withQueries: hasQueries(this.source),
      withOutput: this.records.hasOutput,
    });
    for (let start = 0; start < rows.length; start += this.blockRows) {
      const block = Array.from({ length: Math.min(this.blockRows, rows.length - start) }, (_, b) => rows[start + b]!);
      this.requireRows(block);
      this.measureBlock(block, out, start, scale, see);
    }
    return out;
  }

  private measureBlock(
    block: readonly number[],
    out: RowStatistics,
    start: number,
    scale: number,
    see: SeeRow | undefined,
  ): void {
    const { kernels, precision } = this.memory;
    this.logits.write(block, seenKeys(this.source, Math.max(...block), this.keys), this.z, this.stride, scale);
    out.queryNorm?.set(this.logits.queryNorms!.subarray(0, block.length), start);
    for (let b = 0; b < block.length; b++) {
      const row = block[b]!;
      const z = this.z + b * this.stride * bytesOf(precision);
      const length = seenKeys(this.source, row, this.keys);
      this.moments?.read(out.logits!, start + b, { own: pastOf(this.source) + row, z, length });
      if (kernels.statistics(z, length, this.records.record) === 0) throw this.findFault(z, length, row);
      this.records.read(out, start + b);
      see?.(start + b, numbersAt(this.memory, z, 0, length), out, this.records.ordered(length));
    }
  }

  private findFault(z: number, length: number, row: number): RangeError {
    const logits = numbersAt(this.memory, z, 0, length);
    const key = logits.findIndex((logit) => !Number.isFinite(logit));
    return notFinite("measureRows", logits[key]!, row, key);
  }

  private requireRows(block: readonly number[]): void {
    for (const row of block) {
      if (!Number.isInteger(row) || row < 0 || row >= this.count) {
        throw new RangeError(`OpenRows.measure: a row must be an integer in [0, ${this.count}), got ${row}`);
      }
    }
  }
}

/** How many rows of this many bytes make a block. */
function blockRows(rowBytes: number): number {
  const fitting = 4 * Math.floor(BLOCK_BYTES / (4 * rowBytes));
  return Math.min(MAX_BLOCK_ROWS, Math.max(MIN_BLOCK_ROWS, fitting));
}
