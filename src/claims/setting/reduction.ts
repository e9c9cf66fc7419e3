import { twoSidedTail } from "../../bounds/gaussian-row.js";
import { isotropicWeights, randomWeights, type Weights } from "../../attention/weights.js";
import { forEachRow, type DrawnRow } from "../../experiments/rows.js";
import { normalTail, ratioInterval } from "ncsparse-kit/probability";
import { stream } from "ncsparse-kit/random";
import { ratioClaim, type Role } from "ncsparse-kit/claims/kinds";
import type { Claim, Context } from "ncsparse-kit/claims/claim";
import { fromFormula } from "ncsparse-kit/claims/display";
import { drawSet, type DrawPath } from "ncsparse-kit/claims/draw-set";
import { averageOverScale } from "ncsparse-kit/claims/power";
import { ratioForest } from "ncsparse-kit/claims/charts";

/** Events of one row's off-diagonal logits in units of sigma_i; the last is about pairs, i.e. about independence. */
const EVENTS = {
  "z > 0": { law: 0.5, counts: (u: Float64Array) => count(u, (x) => x > 0) },
  "|z| > 2σ": { law: twoSidedTail.evaluate({ t: 2 }), counts: (u: Float64Array) => count(u, (x) => Math.abs(x) > 2) },
  "|z| > 2.5σ": {
    law: twoSidedTail.evaluate({ t: 2.5 }),
    counts: (u: Float64Array) => count(u, (x) => Math.abs(x) > 2.5),
  },
  "two neighbours > σ": { law: normalTail(1) ** 2, counts: countPairs },
} as const;
type EventName = keyof typeof EVENTS;

type ReductionCell = { readonly event: EventName; readonly W: "I/√d" | "random"; readonly d: number };

const KEYS = 1025; // 1,024 logits a row off the diagonal, an even number for the pairs
const ROWS = 1000;
const TOLERANCE = 0.1;

const CELLS: readonly ReductionCell[] = (
  [
    ["I/√d", 64],
    ["random", 16],
  ] as const
).flatMap(([W, d]) => (Object.keys(EVENTS) as EventName[]).map((event) => ({ event, W, d })));

/** Row scales spread most in few dimensions. */
const CONTROL: ReductionCell = { event: "|z| > 2.5σ", W: "I/√d", d: 4 };

/** `ours`: given x_i, the off-diagonal logits of a Gaussian row are i.i.d. N(0, sigma_i^2). */
export const reduction: Claim = ratioClaim({
  id: "S0-reduction",
  item: "Definitions C.1, C.2 and 4.1; what the proofs rest on",
  title: "Given its query, a Gaussian row is i.i.d. normal",
  provenance: "ours",
  hypotheses: ["Entries of $X$ independent $N(0,1)$.", "$W$ fixed before $X$ is drawn."],
  scope: "Every $n$, $d$ and $W$: exact, off the diagonal.",
  statement:
    "Given $x_i$, the logits $z_{ij}$, $j \\ne i$, are independent $N(0,\\sigma_i^2)$ with $\\sigma_i = \\lVert W^\\top x_i\\rVert_2$.",
  bound: fromFormula("\\Pr[\\,|z_{ij}| > t\\,\\sigma_i\\,]", twoSidedTail),
  tolerance: TOLERANCE,
  rule: "For each event, the Clopper–Pearson interval of its share over its probability must lie within $1 \\pm 0.1$: 1,024 logits of one row of each of 1,000 matrices, all independent if the statement is true.",
  reason: "$z_{ij} = (W^\\top x_i)\\cdot x_j$ is linear in $x_j$, and the $x_j$ are independent.",
  grid: CELLS,
  measure(cell, context) {
    const { law } = EVENTS[cell.event];
    const hits = hitsIn(cell, context, "claim").get(cell.event)!;
    const trials = ROWS * (cell.event === "two neighbours > σ" ? (KEYS - 1) / 2 : KEYS - 1);
    return { draws: ROWS, ratio: ratioInterval(hits, trials, law), note: `${trials.toLocaleString("en-US")} trials` };
  },
  caption:
    "Shares of the logits of a row that fall into each event, over the normal probability. The last event is about neighbouring pairs: it would drift if the logits of a row depended on each other.",
  chart: (result) => ratioForest(result, "probability"),
  control: {
    statement:
      "Without the condition on the query, every row at the root mean square scale: $z_{ij}$ is $N(0, \\mathbb E\\sigma_i^2)$.",
    power: controlPower,
    how: "Cantelli’s inequality for the mean over 1,000 rows of $2\\bar\\Phi(2.5/\\sigma_i)$, $\\sigma_i^2 = \\chi^2_4/4$, and for the count given these",
    grid: CONTROL,
    measure(cell, context) {
      const hits = hitsIn(cell, context, "control").get(cell.event)!;
      return { draws: ROWS, ratio: ratioInterval(hits, ROWS * (KEYS - 1), EVENTS[cell.event].law) };
    },
  },
});

/** How often each event came, over all rows of a setup: in units of a row's own scale, in the control of their root mean square. */
function hitsIn({ W, d }: ReductionCell, context: Context, role: Role): Map<EventName, number> {
  return drawSet(context, ["S0-reduction", role, W, d], (path) => {
    const hits = new Map((Object.keys(EVENTS) as EventName[]).map((name) => [name, 0]));
    visitRows(path, weightsOf(W, d, context.seed), context, ({ offDiagonal, scale }) => {
      const unit = role === "claim" ? scale : 1; // E sigma_i^2 = 1 for W = I/sqrt(d)
      const units = offDiagonal.map((z) => z / unit);
      for (const [name, sum] of hits) hits.set(name, sum + EVENTS[name].counts(units));
    });
    return hits;
  });
}

function visitRows(path: DrawPath, weights: Weights, { seed, signal }: Context, visit: (row: DrawnRow) => void): void {
  const setup = { n: KEYS, input: "gaussian", inputScale: 1, weights } as const;
  forEachRow(seed, path, setup, ROWS, visit, signal);
}

/** The count may fall this far short, in standard deviations, and its interval still begins above the band. */
const SHORT = 7;

/**
 * A lower bound on the probability that the control's interval begins above 1 + tolerance: the share's standard deviation
 * is that of a mean over rows, whose logits are independent given the row's scale, and 5 % covers the interval's half-width.
 */
function controlPower(): number {
  const { law } = EVENTS[CONTROL.event];
  const given = (q: number): number => 2 * normalTail(2.5 / Math.sqrt(q));
  const mean = averageOverScale(CONTROL.d, given);
  const square = averageOverScale(CONTROL.d, (q) => given(q) ** 2);
  const deviation = Math.sqrt((square - mean * mean + mean / (KEYS - 1)) / ROWS);
  const enough = 0.95 * (mean - SHORT * deviation) > (1 + TOLERANCE) * law;
  return enough ? 1 - 1 / (1 + SHORT ** 2) : 0;
}

function weightsOf(W: ReductionCell["W"], d: number, seed: number): Weights {
  return W === "random" ? randomWeights(stream(seed, "S0-reduction", "random weights"), d) : isotropicWeights(d);
}

function count(units: Float64Array, holds: (u: number) => boolean): number {
  let hits = 0;
  for (const u of units) if (holds(u)) hits++;
  return hits;
}

/** Disjoint pairs of neighbours that both exceed 1. */
function countPairs(units: Float64Array): number {
  let hits = 0;
  for (let j = 0; j + 1 < units.length; j += 2) if (units[j]! > 1 && units[j + 1]! > 1) hits++;
  return hits;
}
