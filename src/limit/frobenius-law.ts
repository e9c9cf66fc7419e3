import { logNormalPdf } from "ncsparse-kit/probability";
import { logAdd } from "./sampler/log-sum.js";
import { typicalSums } from "./typical-row.js";

/** Below the largest integrand by more than this, in ln, nothing counts: e^-50. */
const NEGLIGIBLE = 50;
/** Cells of the midpoint rule on either side of the window's edge: about 20 a factor e of the integrand. */
const CELLS = 1000;
/** Steps of bisections and golden sections; a step leaves at most .62 of the interval. */
const STEPS = 120;
const GOLDEN = 0.6180339887498949;

/** Squared errors by the logit of the entry that makes them: cells of a midpoint rule. */
interface Piece {
  readonly from: number;
  readonly width: number;
  /** ln of the integrand at the cells' middles. */
  readonly lnDensity: Float64Array;
}

/**
 * The root mean square of ||P_k - P||_F over n independent rows at a finite n.
 *
 * Entries are exchangeable, so that exactly E ||P_k - P||_F^2 = n^2 E e(x)^2: x a standard normal logit and e(x) the error
 * of the entry that has it, among n - 1 others. Their kept and left sums K and T stand at the typical row's: e(x) is
 * w T / ((K + w)(K + T + w)), w = e^(sigma x), inside the window and w / (K + T + w) outside. Since x may lie beyond
 * the typical row's largest logit, exceptional rows are counted with their weight. The integrand is log-concave on
 * either side of the window's edge.
 */
export class FrobeniusLaw {
  /** ln of the root mean square of the Frobenius error. */
  readonly lnFrobenius: number;
  private readonly pieces: readonly Piece[];
  private readonly lnSum: number;
  private readonly shares: readonly Float64Array[]; // of the whole integral, cell by cell of each piece

  /**
   * @param lnN ln n, finite and > 0
   * @param sigma row scale, finite and > 0
   * @param lnK ln k, in [0, ln n)
   */
  constructor(
    private readonly lnN: number,
    private readonly sigma: number,
    lnK: number,
  ) {
    if (!(sigma > 0)) throw new RangeError(`FrobeniusLaw: sigma must be > 0, got ${sigma}`);
    const { edge, head, tail } = typicalSums(lnN, sigma, lnK);
    const all = logAdd(head, tail);
    const kept = (x: number): number =>
      logNormalPdf(x) + 2 * (sigma * x + tail - logAdd(head, sigma * x) - logAdd(all, sigma * x));
    const left = (x: number): number => logNormalPdf(x) + 2 * (sigma * x - logAdd(all, sigma * x));
    const reach = Math.abs(edge) + 2 * sigma + 2 * Math.sqrt(2 * lnN) + 20; // both integrands fall from 2 sigma on
    this.pieces = [pieceOf(left, edge - reach, edge), pieceOf(kept, edge, edge + reach)];
    this.lnSum = this.pieces.reduce((sum, piece) => logAdd(sum, lnIntegral(piece)), -Infinity);
    this.lnFrobenius = lnN + 0.5 * this.lnSum;
    this.shares = this.pieces.map(({ width, lnDensity }) =>
      lnDensity.map((ln) => Math.exp(ln + Math.log(width) - this.lnSum)),
    );
  }

  /**
   * A logit at which the squared error is worth measuring: drawn with density proportional to the law's integrand, so
   * that E[measured e(x)^2 / e(x)^2] over such draws is the measured mean square over the law's.
   *
   * @param u uniform in (0, 1), for the cell
   * @param v uniform in (0, 1), for the place in it
   * @returns the logit z = sigma x, and ln of n^2 over its density: measured e(x)^2 times that is an unbiased estimate
   */
  place(u: number, v: number): { logit: number; lnWeight: number } {
    let left = u;
    for (const [p, { from, width, lnDensity }] of this.pieces.entries()) {
      const shares = this.shares[p]!;
      for (let i = 0; i < lnDensity.length; i++) {
        left -= shares[i]!;
        if (left > 0) continue;
        const x = from + (i + v) * width;
        return { logit: this.sigma * x, lnWeight: 2 * this.lnN + logNormalPdf(x) + this.lnSum - lnDensity[i]! };
      }
    }
    return this.place(0.5 * u, v); // rounding left less than an ulp of the cells' sum: half of u ends inside it
  }
}

/** Cells over the part of [low, high] where a log-concave integrand is not negligible. */
function pieceOf(ln: (x: number) => number, low: number, high: number): Piece {
  const peak = maximise(ln, low, high);
  const floor = ln(peak) - NEGLIGIBLE;
  const from = ln(low) > floor ? low : crossing(ln, floor, low, peak);
  const to = ln(high) > floor ? high : crossing(ln, floor, high, peak);
  const width = (to - from) / CELLS;
  return { from, width, lnDensity: Float64Array.from({ length: CELLS }, (_, i) => ln(from + (i + 0.5) * width)) };
}

function lnIntegral({ width, lnDensity }: Piece): number {
  return lnDensity.reduce((sum, ln) => logAdd(sum, ln), -Infinity) + Math.log(width);
}

/** Where a unimodal function is largest: golden section. */
function maximise(f: (x: number) => number, low: number, high: number): number {
  let [a, b] = [low, high];
  for (let step = 0; step < STEPS; step++) {
    const span = GOLDEN * (b - a);
    if (f(b - span) < f(a + span)) a = b - span;
    else b = a + span;
  }
  return 0.5 * (a + b);
}

/** Between a point below a level and one above it, where the level is crossed. */
function crossing(f: (x: number) => number, level: number, below: number, above: number): number {
  let [low, high] = [below, above];
  for (let step = 0; step < STEPS; step++) {
    const middle = 0.5 * (low + high);
    if (f(middle) < level) low = middle;
    else high = middle;
  }
  return low;
}
