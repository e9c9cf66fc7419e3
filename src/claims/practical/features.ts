import { nystromformer, performer, valueMean, type Estimator } from "../../practical/estimators/index.js";
import type { Claim } from "ncsparse-kit/claims/claim";
import { lnErrorRatio } from "./estimate-trend.js";
import { structureClaim } from "./structure.js";

type FeatureCell = { readonly method: string; readonly s: number; readonly k: number; readonly n: number };

const SCALES: readonly number[] = [0.25, 0.5, 1, 2];
const CELLS: readonly FeatureCell[] = SCALES.map((s) => ({ method: performer.name, s, k: 64, n: 128 }));
const FULL: readonly FeatureCell[] = [...CELLS, { method: performer.name, s: 0.5, k: 256, n: 512 }];

/** `ours`: what random features are worth on Gaussian rows. */
export const features: Claim = structureClaim<FeatureCell>({
  id: "PW-features",
  item: "Performer",
  title: "At the cost of half the keys, random features are worse than the mean of the values",
  hypotheses: ["Queries, keys and values with independent $N(0,1)$ entries, $d = 32$."],
  scope: "Bidirectional; the budget of $k = n/2$ kept keys buys $m = k/2 - 1$ features.",
  statement:
    "Performer’s output error is larger than that of the mean of the values, which reads neither queries nor keys.",
  quantity: "the logarithm of Performer’s output error over the mean’s",
  reason:
    "The estimate of $e^{z}$ has the relative variance $(e^{\\lVert x+y\\rVert^2}-1)/m$ (Choromanski et al. 2021, Lemma 2), $x$ and $y$ the scaled query and key, $\\mathbb E\\lVert x+y\\rVert^2 = 2s\\sqrt d$: about $16/m$ at $s = 1/4$ and $80{,}000/m$ at $s = 1$.",
  grid: { quick: CELLS, full: FULL },
  trend: ({ method, ...plan }, context, role) => {
    const chosen: Estimator = method === performer.name ? performer : nystromformer;
    const pair = [chosen, valueMean] as const;
    return lnErrorRatio("output", pair, { input: "Gaussian", estimators: pair, ...plan }, context, role);
  },
  caption: "Logarithm of Performer’s output error over that of the mean of the values (median of 32 heads).",
  axis: "$\\ln$(Performer’s error / the mean’s)",
  finding: () =>
    "On Gaussian rows in 32 dimensions random features (Performer) at half the cost of exact attention have a larger output error than the mean of the values: their variance grows as $e^{2s\\sqrt d}$.",
  control: {
    statement: "The same of Nyströmformer, whose landmarks begin with the mean and add to it.",
    grid: [{ method: nystromformer.name, s: 1, k: 64, n: 128 }],
    pilot: { failures: 200, draws: 200 },
  },
});
