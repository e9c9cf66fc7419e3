import { effectiveEntriesLaw } from "../../bounds/theorem-5.1.js";
import { entryLawApplies } from "../../bounds/theorem-4.3.js";
import { meanInterval, normalTail } from "ncsparse-kit/probability";
import { ratioClaim } from "ncsparse-kit/claims/kinds";
import { ratioForest } from "ncsparse-kit/claims/charts";
import type { Claim, Context } from "ncsparse-kit/claims/claim";
import { fromFormula } from "ncsparse-kit/claims/display";
import { over } from "ncsparse-kit/claims/intervals";
import { sampleCounts } from "./samples.js";

type LawCell = { readonly n: number; readonly sigma: number; readonly eps: number };

/** At 4,000 rows the mean's interval is narrower than 0.05 of it wherever a row has some tens of entries above eps. */
const DRAWS = 4000;
const TOLERANCE = 0.1;

const CELLS: readonly LawCell[] = [
  { n: 1024, sigma: 0.5, eps: 1e-3 },
  { n: 4096, sigma: 1, eps: 5e-4 },
  { n: 1e6, sigma: 1, eps: 2e-6 },
  { n: 1e6, sigma: 2, eps: 1e-5 },
  { n: 1e12, sigma: 4, eps: 1e-7 },
  { n: 64, sigma: 2, eps: 1e-2 },
];
const CONTROL: LawCell = { n: 2048, sigma: 1, eps: 1.6e-3 };

/** `ours`: how many entries of a row exceed eps. */
export const countLaw: Claim = ratioClaim({
  id: "T5.1-law",
  item: "the law behind Theorem 5.1",
  title: "How many entries exceed ε",
  provenance: "ours",
  hypotheses: ["A row of i.i.d. $N(0,\\sigma^2)$ logits: one Gaussian row off its diagonal."],
  scope: "$\\sigma$ fixed and $n \\ge 100\\,e^{\\sigma^2}$, so that the normaliser is near its mean.",
  inScope: (cell) => entryLawApplies(cell.n, cell.sigma),
  statement:
    "$\\mathbb E N_\\varepsilon = n\\,\\bar\\Phi\\bigl((\\ln(\\varepsilon n) + \\sigma^2/2)/\\sigma\\bigr)$, up to a relative error that vanishes as $n$ grows at fixed $\\varepsilon n$.",
  bound: fromFormula("\\mathbb E N_\\varepsilon", effectiveEntriesLaw),
  tolerance: TOLERANCE,
  rule: "Student’s interval of the mean of $N_\\varepsilon$ over 4,000 independent rows, divided by the law, must lie within $1 \\pm 0.1$.",
  reason:
    "An entry exceeds $\\varepsilon$ iff its logit exceeds $\\ln(\\varepsilon D)$, and $D$ concentrates at $n e^{\\sigma^2/2}$.",
  grid: CELLS,
  law: (cell) => effectiveEntriesLaw.evaluate(cell),
  measure: measureAt,
  caption:
    "The mean number of entries above $\\varepsilon$ over the law, to $n = 10^{12}$. At $n = 64$, $\\sigma = 2$ the normaliser does not concentrate, and the law is out of its range.",
  chart: (result) => ratioForest(result, "number above $\\eps$"),
  control: {
    statement: "Without $\\sigma^2/2$, as if the normaliser were $n$.",
    power: () => controlPower(CONTROL),
    how: "Hoeffding’s inequality for the mean of 4,000 shares $N_\\varepsilon/n$ in $[0, 1]$, whose deviation is at most that of a coin",
    grid: CONTROL,
    law: lawWithoutSquare,
  },
});

function lawWithoutSquare({ n, sigma, eps }: LawCell): number {
  return n * normalTail(Math.log(eps * n) / sigma);
}

function measureAt({ n, sigma, eps }: LawCell, context: Context, role: string, law: number) {
  const [counts] = sampleCounts(context, ["T5.1-law", role], { n, scale: { sigma } }, [eps], DRAWS);
  return { draws: DRAWS, ratio: over(meanInterval(counts!), law) } as const;
}

/** How far the mean share may stray before the interval reaches the false law's band: half of the way. */
function controlPower(cell: LawCell): number {
  const share = effectiveEntriesLaw.evaluate(cell) / cell.n;
  const wrong = ((1 - TOLERANCE) * lawWithoutSquare(cell)) / cell.n;
  const stray = (wrong - share) / 2;
  const deviation = Math.sqrt((share + stray) * (1 - share - stray)); // of any share in [0, 1] with that mean
  const room = wrong - share - stray - (STUDENT * deviation) / Math.sqrt(DRAWS);
  return room > 0 ? 1 - Math.exp(-2 * DRAWS * stray * stray) : 0;
}

/** Above the quantile of Student's law at the rules' level, for 4,000 draws: 4.27. */
const STUDENT = 4.3;
