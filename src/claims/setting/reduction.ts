import { twoSidedTail } from "../../bounds/gaussian-row.js";
import { isotropicWeights, randomWeights, type Weights } from "../../attention/weights.js";
import { forEachRow } from "../../experiments/rows.js";
import { normalTail, ratioInterval } from "../../probability/index.js";
import { stream } from "../../random/index.js";
import { defineClaim, type Claim, type Context } from "../claim.js";
import { fromFormula } from "../display.js";
import { ratioPower } from "../power.js";
import { ratioForest } from "../charts.js";

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

const CONTROL: readonly ReductionCell[] = [{ event: "z > 0", W: "I/√d", d: 64 }];

/** `ours`: given x_i, the off-diagonal logits of a Gaussian row are i.i.d. N(0, sigma_i^2). */
export const reduction: Claim = defineClaim({
  id: "S0-reduction",
  item: "Definitions C.1, C.2 and 4.1; what the proofs rest on",
  restates: null,
  title: "Given its query, a Gaussian row is i.i.d. normal",
  provenance: "ours",
  hypotheses: ["Entries of $X$ independent $N(0,1)$.", "$W$ fixed before $X$ is drawn."],
  scope: "Every $n$, $d$ and $W$: exact, off the diagonal.",
  statement:
    "Given $x_i$, the logits $z_{ij}$, $j \\ne i$, are independent $N(0,\\sigma_i^2)$ with $\\sigma_i = \\lVert W^\\top x_i\\rVert_2$.",
  bound: fromFormula("\\Pr[\\,|z_{ij}| > t\\,\\sigma_i\\,]", twoSidedTail),
  rule: {
    kind: "ratio",
    tolerance: TOLERANCE,
    text: "For each event, the Clopper–Pearson interval of its share over its probability must lie within $1 \\pm 0.1$: 1,024 logits of one row of each of 1,000 matrices, all independent if the statement is true.",
  },
  expected: {
    outcome: "holds",
    reason: "$z_{ij} = (W^\\top x_i)\\cdot x_j$ is linear in $x_j$, and the $x_j$ are independent.",
  },
  useScale: null,
  grid: { quick: CELLS, full: CELLS },
  measure(cell, context) {
    const { law } = EVENTS[cell.event];
    const hits = sample(cell, context).get(cell.event)!;
    const trials = ROWS * (cell.event === "two neighbours > σ" ? (KEYS - 1) / 2 : KEYS - 1);
    return {
      rule: "ratio",
      draws: ROWS,
      ratio: ratioInterval(hits, trials, law),
      note: `${trials.toLocaleString("en-US")} trials`,
    };
  },
  figure: {
    caption:
      "Shares of the logits of a row that fall into each event, over the normal probability. The last event is about neighbouring pairs: it would drift if the logits of a row depended on each other.",
    chart: (result) => ratioForest(result, "probability"),
  },
  control: {
    statement: "The diagonal too: $z_{ii}$ is $N(0,\\sigma_i^2)$, hence positive with probability $1/2$.",
    power: () => ({
      value: ratioPower({ draws: ROWS, truth: 1, law: 0.5, tolerance: TOLERANCE }),
      how: "exact: $z_{ii} = \\lVert x_i\\rVert^2/\\sqrt d$ is never negative when $W = I/\\sqrt d$",
    }),
    grid: { quick: CONTROL, full: CONTROL },
    measure(cell, context) {
      let positive = 0;
      visitRows(cell, context, "control", 2, (_, self) => {
        if (self > 0) positive++;
      });
      return { rule: "ratio", draws: ROWS, ratio: ratioInterval(positive, ROWS, 0.5) };
    },
  },
});

/** How often each event came, over all rows of a setup. */
function sample(cell: ReductionCell, context: Context): Map<EventName, number> {
  return context.memo(`S0-reduction ${cell.W} ${cell.d}`, () => {
    const hits = new Map((Object.keys(EVENTS) as EventName[]).map((name) => [name, 0]));
    visitRows(cell, context, "claim", KEYS, (units) => {
      for (const [name, sum] of hits) hits.set(name, sum + EVENTS[name].counts(units));
    });
    return hits;
  });
}

function visitRows(
  { W, d }: ReductionCell,
  context: Context,
  role: string,
  n: number,
  visit: (units: Float64Array, self: number) => void,
): void {
  const setup = { n, input: "gaussian", inputScale: 1, weights: weightsOf(W, d, context.seed) } as const;
  forEachRow(
    context.seed,
    ["S0-reduction", role, W, d],
    setup,
    ROWS,
    ({ offDiagonal, self, scale }) => {
      visit(
        offDiagonal.map((z) => z / scale),
        self,
      );
    },
    context.signal,
  );
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
