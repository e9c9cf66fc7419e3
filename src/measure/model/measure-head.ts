/**
 * One head of a trained model, row by row on the kernels, beside the law of Gaussian logits.
 *
 * 1. Rows are chosen, evenly over the queries and evenly over the logarithm of their length.
 * 2. One pass of the row pipeline over these answers everything but the needed keys, which a look at the row's weights
 *    adds while they are there.
 * 3. The same is asked of rows whose logits are drawn.
 */
import { RowEngine, type KeySource, type LogitSource, type RowStatistics } from "../../attention/index.js";
import { quartiles, type Quartiles } from "../quartiles.js";
import { windowsUpTo } from "../windows-up-to.js";
import { keyExponent, type KeyExponent } from "./exponent.js";
import { gaussianTwin } from "./gaussian-twin.js";
import { THRESHOLDS, type HeadFigures, type HeadWindow, type MeasureHeadSettings } from "./head-figures.js";
import { headSource, type HeadArrays, type SourcedHead } from "./head-source.js";
import { NeededKeys } from "./needed-keys.js";
import { positionGroups } from "./positions.js";
import { keyPrefixes } from "./prefix.js";
import { certifiedKeys, freezing, outputKeys } from "./row-needs.js";
import { chooseRows, type ChosenRows } from "./rows.js";

let engine: RowEngine | undefined;

/**
 * Measures a head.
 *
 * @throws RangeError if the arrays do not fit together or hold a number that is not finite
 */
export function measureHead(arrays: HeadArrays, settings: MeasureHeadSettings): HeadFigures {
  const head = headSource(arrays, settings);
  const past = settings.causal ? (head.source.past ?? 0) : undefined;
  const chosen = chooseRows(head.queries, past, settings.rows);
  const lengths = chosen.rows.map((row) => (past === undefined ? head.keys : past + row + 1));
  const lines = measureLines(head.source, settings, { rows: chosen.rows, diagonal: head.self });
  return new Measured(head, settings, chosen, lengths, lines).figures();
}

/** Lines of the pipeline, and the keys that each needs. */
interface Lines {
  readonly statistics: RowStatistics;
  readonly needed: Float64Array;
}

/** @param rows all by default */
function measureLines(
  source: KeySource | LogitSource,
  { tv, precision }: MeasureHeadSettings,
  { rows, diagonal = false }: { rows?: readonly number[]; diagonal?: boolean } = {},
): Lines {
  engine ??= new RowEngine();
  const keys = source.kind === "keys" ? source.keys.length / source.d : source.keys;
  const needs = new NeededKeys(keys, tv);
  const needed: number[] = [];
  const questions = { windows: windowsUpTo(keys), thresholds: THRESHOLDS, moments: { diagonal } };
  const statistics = engine.open(source, questions, precision).measure(rows, 1, (line, _weights, so, ordered) => {
    needed[line] = needs.find(so, line, ordered);
  });
  return { statistics, needed: Float64Array.from(needed) };
}

/** A head's measured lines, and what they say. */
class Measured {
  private readonly windows: readonly number[];

  constructor(
    private readonly head: SourcedHead,
    private readonly settings: MeasureHeadSettings,
    private readonly chosen: ChosenRows,
    private readonly lengths: readonly number[],
    private readonly lines: Lines,
  ) {
    this.windows = lines.statistics.windows;
  }

  figures(): HeadFigures {
    const { statistics, needed } = this.lines;
    const logits = statistics.logits!;
    const twin = this.twin();
    const outputs = this.outputs();
    return {
      queries: this.head.queries,
      keys: this.head.keys,
      rows: this.chosen.even.length,
      sigma: this.spread((line) => logits.sigma[line]!),
      c: this.spread((line) => logits.sigma[line]! / Math.sqrt(2 * Math.log(this.lengths[line]!))),
      skewness: this.spread((line) => logits.skewness[line]!),
      excessKurtosis: this.spread((line) => logits.excessKurtosis[line]!),
      freezing: this.spread((line) => freezing(statistics, line, this.lengths[line]!)),
      entropy: this.spread((line) => statistics.entropy[line]!),
      participation: this.spread((line) => statistics.participation[line]!),
      above: THRESHOLDS.map((eps, t) => ({
        eps,
        count: this.spread((line) => statistics.above[line * THRESHOLDS.length + t]!).median,
      })),
      windows: this.windowMeans(twin),
      needed: {
        tv: this.spread((line) => needed[line]!),
        tvPredicted: quartiles([...(twin?.needed ?? [])]),
        tvCertified: this.spread((line) =>
          certifiedKeys(statistics, line, { length: this.lengths[line]!, tv: this.settings.tv }),
        ),
        output: outputs === undefined ? null : this.spread((line) => outputs[line]!),
      },
      exponent: this.exponent(),
      outputExponent: outputs === undefined ? null : this.growth(outputs),
      positions: this.positions(),
    };
  }

  /** Over the rows that are spread evenly. */
  private spread(of: (line: number) => number): Quartiles {
    return quartiles(this.chosen.even.map(of));
  }

  private mean(of: (line: number) => number): number {
    return this.chosen.even.reduce((sum, line) => sum + of(line), 0) / this.chosen.even.length;
  }

  private twin(): Lines | undefined {
    const { even } = this.chosen;
    const { logits } = this.lines.statistics;
    const some = (column: Float64Array): Float64Array => Float64Array.from(even, (line) => column[line]!);
    const moments = { sigma: some(logits!.sigma), mean: some(logits!.mean), diagonal: some(logits!.diagonal) };
    const lengths = even.map((line) => this.lengths[line]!);
    const source = gaussianTwin(moments, lengths, { keys: this.head.keys, seed: this.settings.seed });
    return source === null ? undefined : measureLines(source, this.settings);
  }

  private windowMeans(twin: Lines | undefined): HeadWindow[] {
    const { mass, output } = this.lines.statistics;
    const count = this.windows.length;
    const whole = output === undefined ? NaN : this.mean((line) => output.norm[line]! ** 2);
    return this.windows.map((k, w) => {
      const drawn = twin?.statistics.mass.filter((_, at) => at % count === w);
      return {
        k,
        mass: this.mean((line) => mass[line * count + w]!),
        massPredicted: drawn === undefined ? NaN : drawn.reduce((sum, m) => sum + m, 0) / drawn.length,
        output:
          output === undefined ? NaN : Math.sqrt(this.mean((line) => output.error[line * count + w]! ** 2) / whole),
      };
    });
  }

  /** Keys that each line needs for the budget of output error; undefined without values. */
  private outputs(): Float64Array | undefined {
    const { statistics } = this.lines;
    if (statistics.output === undefined) return undefined;
    const budget = this.settings.output;
    return Float64Array.from(this.lengths, (length, line) => outputKeys(statistics, line, { length, budget }));
  }

  /** Of the rows' own lengths, or where these are all one, of the first keys' number. */
  private exponent(): KeyExponent | null {
    if (this.settings.causal) return this.growth(this.lines.needed);
    const lengths: number[] = [];
    const needed: number[] = [];
    for (const { keys, source } of keyPrefixes(this.head.source, this.head.queries, this.head.keys)) {
      const lines = measureLines(source, this.settings);
      lines.needed.forEach((k) => {
        lengths.push(keys);
        needed.push(k);
      });
    }
    return keyExponent(lengths, needed);
  }

  private growth(needed: Float64Array): KeyExponent | null {
    const { growing } = this.chosen;
    return keyExponent(
      growing.map((line) => this.lengths[line]!),
      growing.map((line) => needed[line]!),
    );
  }

  private positions(): HeadFigures["positions"] {
    const { even, rows } = this.chosen;
    const { logits } = this.lines.statistics;
    return positionGroups({
      rows: even.map((line) => rows[line]!),
      lengths: even.map((line) => this.lengths[line]!),
      sigma: even.map((line) => logits!.sigma[line]!),
      needed: even.map((line) => this.lines.needed[line]!),
    });
  }
}
