import { effectiveEntries } from "../../attention/sparsity.js";
import { softmax } from "../../attention/softmax.js";
import { effectiveEntriesLimit } from "../../bounds/theorem-5.1.js";
import { boundChart, type ChartSpec } from "ncsparse-kit/figures";
import { stream } from "ncsparse-kit/random";
import { drawInputs } from "../../kernels/index.js";
import { certain, inequalityClaim } from "ncsparse-kit/claims/kinds";
import type { Claim, Context } from "ncsparse-kit/claims/claim";
import { fromFormula } from "ncsparse-kit/claims/display";
import { exactly } from "ncsparse-kit/claims/intervals";
import { ULP } from "ncsparse-kit/claims/rounding";
import type { ClaimResult } from "ncsparse-kit/claims/result";

type CountCell = { readonly eps: number; readonly n: number; readonly sigma: number };

const ROWS = 50;

/** At sigma = 0 and n = 1/eps - 1 every entry is just above eps: as many as there can be. */
const TIGHT: readonly CountCell[] = [
  { eps: 1e-2, n: 99, sigma: 0 },
  { eps: 1e-4, n: 9999, sigma: 0 },
];
const CELLS: readonly CountCell[] = [
  ...TIGHT,
  { eps: 1e-2, n: 128, sigma: 0.25 },
  { eps: 1e-2, n: 512, sigma: 2 },
  { eps: 1e-3, n: 2048, sigma: 1 },
  { eps: 1e-3, n: 2048, sigma: 8 },
  { eps: 1e-4, n: 16_384, sigma: 0.5 },
];

/** Part 2 without its hypothesis: a count that no row can exceed. */
export const countClaim: Claim = inequalityClaim({
  id: "T5.1-count",
  item: "Theorem 5.1, Part 2 (= D.2)",
  restates: { label: "Theorem 5.1", relation: "sharpened" },
  title: "A constant number of entries, for any row",
  provenance: "ours",
  hypotheses: ["No assumption: true of every row of probabilities, whatever $n$, $R$ and the input."],
  scope: "$0 < \\varepsilon < 1$.",
  statement:
    "$N_\\varepsilon < 1/\\varepsilon$ in every row. So Part 2, $N_\\varepsilon = O(1)$ at fixed $\\varepsilon$, needs no hypothesis on $R$; and $N_\\varepsilon/n < 1/(\\varepsilon n)$ vanishes for any attention at all.",
  bound: fromFormula("N_\\varepsilon < N_{\\max},\\quad N_{\\max}", effectiveEntriesLimit),
  rule: "$\\ln N_\\varepsilon - \\ln\\frac1\\varepsilon$ must not exceed the rounding error of the row's sum; in two cells every entry lies just above $\\varepsilon$.",
  reason: "The entries above $\\varepsilon$ sum to more than $\\varepsilon N_\\varepsilon$ and to at most 1.",
  useScale: "count to count, at the largest of 50 rows",
  grid: CELLS,
  law: () => 0,
  measure: measureAt,
  caption:
    "The largest $N_\\varepsilon$ of 50 rows times $\\varepsilon$, which never reaches 1, against the row's number of keys in units of $1/\\varepsilon$.",
  chart: countChart,
  control: {
    statement: "Two fewer: $N_\\varepsilon < 1/\\varepsilon - 1$.",
    power: certain("$1/\\varepsilon - 1$ equal entries all exceed $\\varepsilon$"),
    grid: TIGHT,
    // Counts are integers: fewer than 1/eps - 1 is at most 1/eps - 2.
    law: () => 2,
  },
});

function measureAt({ eps, n, sigma }: CountCell, context: Context, role: string, fewer: number) {
  const source = stream(context.seed, "T5.1-count", role, eps, n, sigma);
  const row = new Float64Array(n);
  let most = 0;
  for (let draw = 0; draw < ROWS; draw++) {
    drawInputs(source, "gaussian", row, sigma);
    most = Math.max(most, effectiveEntries(softmax(row), eps));
  }
  const limit = effectiveEntriesLimit.evaluate({ eps }) - fewer;
  return {
    draws: ROWS,
    excess: Math.log(most) - Math.log(limit),
    // A sum of n positive terms, n exponentials and a division: n + 4 roundings.
    roundingBound: (n + 4) * ULP,
    comparison: { measured: exactly(most), bound: limit, trivial: null },
  } as const;
}

function countChart({ cells }: ClaimResult): ChartSpec {
  const shares = cells.map((cell) => {
    const [eps, n] = [Number(cell.parameters.eps), Number(cell.parameters.n)];
    return { x: n * eps, y: cell.measured!.value * eps };
  });
  const ends = [Math.min(...shares.map(({ x }) => x)), Math.max(...shares.map(({ x }) => x))];
  return boundChart({
    series: [
      { kind: "bound", label: "limit", points: ends.map((x) => ({ x, y: 1 })) },
      { kind: "measured", label: "largest of 50", points: shares },
    ],
    x: { title: "$\\eps n$", scale: "log" },
    y: { title: "$\\eps$ × number above $\\eps$", scale: "log" },
    description: `eps N_eps of ${cells.length} settings: between ${Math.min(...shares.map(({ y }) => y)).toPrecision(2)} and ${Math.max(...shares.map(({ y }) => y)).toPrecision(4)}, below 1 in all of them.`,
  });
}
