import { normalTailQuantileFromLog } from "ncsparse-kit/probability";
import { logAdd } from "./sampler/log-sum.js";
import { LN_LN_TWO, typicalSums } from "./typical-row.js";

/**
 * The largest entry of |P_k - P| over n independent rows at a finite n.
 *
 * An entry of weight w = e^z that is kept among others of kept and left sums K and T is wrong by
 * w T / ((K + w)(K + T + w)). That is largest at w* = sqrt(K (K + T)), where it is (1 - sqrt m) / (1 + sqrt m), m = K / (K + T) the mass that
 * the window captures without it. A typical row's largest weight is below w*; among the n^2 logits of the matrix there are
 * larger ones. The others' sums stand at the typical row's.
 */
export class MatrixMaxLaw {
  /** ln of the largest error, the largest logit of the matrix at its median. */
  readonly lnMax: number;
  private readonly lnBest: number;

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
    if (!(sigma > 0)) throw new RangeError(`MatrixMaxLaw: sigma must be > 0, got ${sigma}`);
    const { edge, head, tail } = typicalSums(lnN, sigma, lnK);
    const all = logAdd(head, tail);
    this.lnBest = 0.5 * (head + all);
    const z = this.place(LN_LN_TWO);
    const kept = z + tail - logAdd(head, z) - logAdd(all, z);
    this.lnMax = Math.max(kept, sigma * edge - all); // or the first entry left out
  }

  /**
   * The logit, among the n^2 of the matrix, whose entry is most wrong: the largest, or w* if the largest is beyond it
   * (then many are, and one stands as near to w* as matters).
   *
   * @param lnArrival ln of the largest logit's arrival time, n^2 Phic(x): standard exponential
   */
  place(lnArrival: number): number {
    return Math.min(this.sigma * normalTailQuantileFromLog(lnArrival - 2 * this.lnN), this.lnBest);
  }
}
