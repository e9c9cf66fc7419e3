import { METHODS, slidingWindow } from "../../practical/methods/index.js";
import { defineClaim, type Claim, type Context, type Measurement } from "../claim.js";
import { ULP } from "../rounding.js";
import { relativeMassChart } from "./figures.js";
import { causalSample, MAP_INPUTS, recencySample, WINDOWS, type InputName } from "./samples.js";

type IdealCell = { readonly input: InputName; readonly k: number };

const CELLS: readonly IdealCell[] = MAP_INPUTS.flatMap((input) => WINDOWS.map((k) => ({ input, k })));
const CONTROL: readonly IdealCell[] = [{ input: "recency", k: 16 }];

/** Deterministic: what the ideal top-k is ideal in. */
export const idealBound: Claim = defineClaim({
  id: "PW-ideal",
  item: "Definitions 3.3 and 3.4",
  restates: null,
  title: "No choice of k keys captures more than the k largest",
  provenance: "ours",
  hypotheses: ["None: it holds in every row, for every method."],
  scope: "$1 \\le k \\le n$; equal cost means equal $k$.",
  statement:
    "In every row, the mass $m$ that any method captures with $k$ keys is at most the $m_k$ of the ideal top-$k$, and its total variation $1-m$ at least $1-m_k$.",
  bound: null,
  rule: {
    kind: "inequality",
    text: "The largest $\\ln m - \\ln m_k$ of any measured row and any method must not exceed the rounding of two sums of $k$ terms.",
  },
  expected: { outcome: "holds", reason: "$m_k$ is the largest sum of $k$ entries of the row." },
  useScale: null,
  grid: { quick: CELLS, full: CELLS },
  measure({ input, k }, context): Measurement {
    const sample = causalSample(input, context);
    const excess = sample.at(k, (of) =>
      METHODS.reduce((most, method) => Math.max(most, of(method).lnExcess), -Infinity),
    );
    // Each sum of k positive terms is within (k - 1) 2^-53 of its value; then a division and a logarithm.
    return {
      rule: "inequality",
      draws: excess.length,
      excess: excess.reduce((a, b) => Math.max(a, b)),
      roundingBound: k * ULP,
    };
  },
  figure: {
    caption:
      "Captured mass over the ideal top-$k$’s, causal rows of 128 to 256 keys (mean over 32 heads, with its interval). Each input has the structure that one method was made for; 1 is the ideal.",
    chart: (_, context: Context) => relativeMassChart(context),
  },
  control: {
    statement: "One key fewer: no method captures more with $k$ keys than the ideal top-$(k-1)$.",
    power: () => ({
      value: 1,
      how: "certain: where logits fall with distance, a sliding window of $k$ keys is the top-$k$, and holds one positive entry more",
    }),
    grid: { quick: CONTROL, full: CONTROL },
    measure({ k }, context): Measurement {
      const sample = recencySample([k - 1, k], context);
      const window = sample.at(k, (of) => of(slidingWindow).mass)[0]!;
      const best = sample.at(k - 1, (_, top) => top.mass)[0]!;
      return { rule: "inequality", draws: 1, excess: Math.log(window / best), roundingBound: k * ULP };
    },
  },
});
