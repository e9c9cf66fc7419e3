import { bytesOf, numbersAt, type KernelMemory } from "../kernels/index.js";
import type { RowQuestions, Rows, RowStatistics, Values } from "./pipeline-types.js";

// A record, in float64: fields of the row, one number a threshold, fields of each window.
const ROW_FIELDS = 5; // lnSum, largest, participation, entropy, output norm
const WINDOW_FIELDS = 7; // mass, tail, l2, linf, kl, next, output error

/** Bytes that V's rows must be a multiple of. */
const STRIPE = 64;

/** Tells the kernel what is asked of every row, and reads its records into columns. */
export class RecordReader {
  /** Where the kernel writes a row's record. */
  readonly record: number;
  /** Whether output errors are measured. */
  readonly hasOutput: boolean;
  private readonly fields: number;
  private readonly windows: readonly number[]; // increasing, starting with 1, as the kernel wants them
  private readonly places: readonly number[]; // of the asked windows among them
  private readonly room: { windows: number; thresholds: number; ordered: number; sums: number };
  private readonly outputs: { values: number; d: number; indices: number; means: number };

  constructor(
    private readonly memory: KernelMemory,
    private readonly questions: RowQuestions,
    keys: number,
    private readonly values: Values | undefined,
  ) {
    const { arena, precision } = memory;
    this.windows = [...new Set([1, ...questions.windows])].sort((a, b) => a - b);
    this.places = questions.windows.map((k) => this.windows.indexOf(k));
    this.fields = ROW_FIELDS + questions.thresholds.length + WINDOW_FIELDS * this.windows.length;
    this.hasOutput = values !== undefined;
    this.record = arena.take(8 * this.fields);
    this.room = {
      windows: arena.take(4 * this.windows.length),
      thresholds: arena.take(8 * questions.thresholds.length),
      ordered: arena.take(bytesOf(precision) * keys),
      sums: arena.take(16 * (this.windows.length + 1)),
    };
    const unit = STRIPE / bytesOf(precision);
    const d = Math.ceil((values?.d ?? 0) / unit) * unit;
    this.outputs = {
      values: values === undefined ? 0 : arena.take(bytesOf(precision) * keys * d),
      d,
      indices: arena.take(values === undefined ? 0 : 4 * keys),
      means: arena.take(8 * d * 2 * (this.windows.length + 1)),
    };
  }

  /** Writes lists and values to the kernel's memory, once all room is taken. */
  ask(): void {
    const { kernels, precision } = this.memory;
    const { buffer } = kernels.memory;
    const { windows, thresholds, ordered, sums } = this.room;
    const eps = this.questions.thresholds;
    new Int32Array(buffer, windows, this.windows.length).set(this.windows);
    new Float64Array(buffer, thresholds, eps.length).set(eps);
    kernels.ask(windows, this.windows.length, thresholds, eps.length, ordered, sums);
    const { values, d, indices, means } = this.outputs;
    kernels.askOutputs(values, d, indices, means);
    if (this.values === undefined) return;
    const numbers = precision === "float32" ? Float32Array : Float64Array;
    const { d: width, entries } = this.values;
    for (let j = 0; j < entries.length / width; j++) {
      const row = new numbers(buffer, values + bytesOf(precision) * j * d, d).fill(0);
      row.set(entries.subarray(j * width, (j + 1) * width));
    }
  }

  /** The weights of the row that was asked last; the first k are the k largest for every asked window. */
  ordered(length: number): Rows {
    return numbersAt(this.memory, this.room.ordered, 0, length);
  }

  /** Copies the record to line `line` of the answers. */
  read(out: RowStatistics, line: number): void {
    const record = new Float64Array(this.memory.kernels.memory.buffer, this.record, this.fields);
    out.lnSum[line] = record[0]!;
    out.largest[line] = record[1]!;
    out.participation[line] = record[2]!;
    out.entropy[line] = record[3]!;
    if (out.output !== undefined) out.output.norm[line] = record[4]!;
    const thresholds = this.questions.thresholds.length;
    for (let t = 0; t < thresholds; t++) out.above[line * thresholds + t] = record[ROW_FIELDS + t]!;
    for (let w = 0; w < this.places.length; w++) {
      const from = ROW_FIELDS + thresholds + WINDOW_FIELDS * this.places[w]!;
      const to = line * this.places.length + w;
      out.mass[to] = record[from]!;
      out.tail[to] = record[from + 1]!;
      out.l1[to] = 2 * record[from + 1]!;
      out.l2[to] = record[from + 2]!;
      out.linf[to] = record[from + 3]!;
      out.kl[to] = record[from + 4]!;
      out.next[to] = record[from + 5]!;
      if (out.output !== undefined) out.output.error[to] = record[from + 6]!;
    }
  }
}
