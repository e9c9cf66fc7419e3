import { normalTailQuantileFromLog } from "../../src/kit/probability/index.js";

/** What is measured on a row, as natural logarithms. */
export interface RowLogs {
  partition: number;
  largest: number;
  squares: number;
  captured: number;
  tail: number;
  maxError: number;
  rowError: number;
  /** of n independent such rows, whose largest logits differ */
  frobeniusError: number;
}

/**
 * The typical row of n i.i.d. N(0, sigma^2) logits, rank by rank: z_(j) = sigma Phi^{-1}(1 - j / n), the ranks in cells of
 * equal width in ln j. Sums are taken over the cells, in logs: no integral is done in closed form, and no branch of the
 * limit law is known here. A cell is exact to within the weights of its two ends, so ln(sum) is off by at most
 * (1 + 2 c) times the cell's width.
 */
export class TypicalRow {
  /** ln j at the cells' middles, from the largest logit down, and Phi^{-1}(1 - j / n) there. */
  private readonly logRanks: Float64Array;
  private readonly points: Float64Array;
  private readonly width: number;

  constructor(
    private readonly lnN: number,
    cells: number,
  ) {
    this.width = lnN / cells;
    this.logRanks = Float64Array.from({ length: cells }, (_, i) => (i + 0.5) * this.width);
    this.points = this.logRanks.map((logRank) => normalTailQuantileFromLog(logRank - lnN));
  }

  /** The row at sigma = c sqrt(2 ln n), cut after its n^window largest entries. */
  measure(c: number, window: number): RowLogs {
    const sigma = c * Math.sqrt(2 * this.lnN);
    const cut = window * this.lnN;
    const head = this.points.filter((_, i) => this.logRanks[i]! < cut).length;
    const weight = (power: number, from: number, to: number): number => {
      const terms = this.points.subarray(from, to).map((x, i) => power * sigma * x + this.logRanks[from + i]!);
      return logSum(terms) + Math.log(this.width);
    };
    const cells = this.points.length;
    const partition = weight(1, 0, cells);
    const captured = weight(1, 0, head) - partition;
    const tail = weight(1, head, cells) - partition;
    const largest = sigma * this.points[0]! - partition;
    const excess = tail - captured; // ln(1 / m - 1)
    const headSquares = weight(2, 0, head) - 2 * partition;
    const tailSquares = weight(2, head, cells) - 2 * partition;
    return {
      partition,
      largest,
      squares: weight(2, 0, cells) - 2 * partition,
      captured,
      tail,
      maxError: Math.max(largest + excess, sigma * this.points[head]! - partition),
      rowError: 0.5 * logSum(Float64Array.of(2 * excess + headSquares, tailSquares)),
      frobeniusError: this.frobenius(sigma, { captured, tail, partition, headSquares, tailSquares }),
    };
  }

  /**
   * The n rows by their largest logit: it exceeds Phi^{-1}(1 - g / n) with probability about g, so the n rows have one
   * for each g from 1 down to 1 / n. The rest of each row is the typical one.
   */
  private frobenius(
    sigma: number,
    row: Record<"captured" | "tail" | "partition" | "headSquares" | "tailSquares", number>,
  ): number {
    const terms = this.logRanks.map((lnInverse) => {
      const top = sigma * normalTailQuantileFromLog(-lnInverse - this.lnN) - row.partition;
      const captured = logSum(Float64Array.of(row.captured, top));
      const total = logSum(Float64Array.of(captured, row.tail));
      const head = 2 * (row.tail - captured) + logSum(Float64Array.of(row.headSquares, 2 * top));
      const rows = this.lnN - lnInverse + Math.log(this.width);
      return rows + logSum(Float64Array.of(head, row.tailSquares)) - 2 * total;
    });
    return 0.5 * logSum(terms);
  }
}

function logSum(terms: Float64Array): number {
  const top = terms.reduce((a, b) => Math.max(a, b));
  return top + Math.log(terms.reduce((sum, term) => sum + Math.exp(term - top), 0));
}
