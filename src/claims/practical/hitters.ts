import type { Method } from "../../practical/method.js";
import { heavyHitters, slidingWindow } from "../../practical/methods/index.js";
import { meanInterval } from "ncsparse-kit/probability";
import { ratioClaim, type MeasuredRatio, type Role } from "ncsparse-kit/claims/kinds";
import { ratioForest } from "ncsparse-kit/claims/charts";
import type { Claim, Context } from "ncsparse-kit/claims/claim";
import { wholePilotPower } from "./power.js";
import { DRAWS, sampleFor, type InputName } from "./samples.js";
import { structureClaim } from "./structure.js";

type HitterCell = { readonly input: InputName; readonly k: number };

const BOTH: readonly Method[] = [slidingWindow, heavyHitters];

/** `ours`: what heavy hitters need. */
export const hitters: Claim = structureClaim<HitterCell>({
  id: "PW-hitters",
  item: "H2O",
  title: "Heavy hitters find keys that every query attends to",
  hypotheses: [
    "Either the logit of key 1 is raised by 4 for every query, or a sixteenth of the keys, at random positions, has four times the norm of the others; else Gaussian, $s = 1$.",
  ],
  scope: "Causal, $n = 256$, $d = 32$: a cache of $k$ keys, half of them the most recent.",
  statement:
    "Keeping the keys of largest accumulated attention beside the recent ones captures more than a sliding window of as many keys.",
  quantity: "the captured mass of heavy hitters less the window’s",
  reason:
    "Such a key collects attention from every query, or from every second one, so that its score stands out before it leaves the recent half. With 16 heavy keys the other half needs about 16 places: the cells have $k = 32$ and 64.",
  grid: [
    { input: "sink 4", k: 16 },
    { input: "sink 4", k: 64 },
    { input: "heavy keys 4", k: 32 },
    { input: "heavy keys 4", k: 64 },
  ],
  trend: ({ input, k }, context, role) =>
    sampleFor(role, input, { methods: BOTH, k }, context).at(k, (of) => of(heavyHitters).mass - of(slidingWindow).mass),
  caption: "Captured mass of heavy hitters less that of a sliding window of as many keys (median of 32 heads).",
  axis: "gain in captured mass over the sliding window",
  control: {
    statement: "Where neighbours resemble each other, too ($\\rho = 0.99$), and no key is heavy for every query.",
    grid: [{ input: "locality 0.99", k: 16 }],
    pilot: { failures: 200, draws: 200 },
  },
});

const TOLERANCE = 0.1;
const SAME: readonly HitterCell[] = [16, 32, 64].map((k) => ({ input: "Gaussian" as const, k }));
const RAISED: readonly HitterCell[] = [{ input: "sink 4", k: 16 }];

/** `ours`: without persistent keys the past does not predict the future. */
export const hittersGaussian: Claim = ratioClaim({
  id: "PW-hitters-gaussian",
  item: "H2O",
  title: "Without such keys, heavy hitters are a sliding window",
  provenance: "ours",
  hypotheses: ["Queries and keys with independent $N(0,1)$ entries, $s = 1$."],
  scope: "Causal, $n = 256$, $d = 32$.",
  statement: "On Gaussian input the captured mass of heavy hitters equals the sliding window’s within a tenth.",
  tolerance: TOLERANCE,
  rule: "Student’s interval of the mean over 32 heads of one mass over the other must lie within $1 \\pm 0.1$.",
  reason:
    "Queries are independent, so what earlier ones attended to tells the next one only of the keys’ norms, which vary by $1/\\sqrt{2d}$, an eighth.",
  grid: SAME,
  measure: massRatio,
  caption: "Captured mass of heavy hitters over that of a sliding window of as many keys, on Gaussian input.",
  chart: (result) => ratioForest(result, "captured mass"),
  control: {
    statement: "With a sink, too: the logit of key 1 raised by 4.",
    power: () => wholePilotPower({ failures: 60, draws: 60 }),
    how: "a pilot of 60 runs of this control with other seeds, all violated: the lower end of that share’s interval",
    grid: RAISED,
  },
});

function massRatio({ input, k }: HitterCell, context: Context, role: Role): MeasuredRatio {
  const sample = sampleFor(role, input, { methods: BOTH, k }, context);
  const ratios = sample.at(k, (of) => of(heavyHitters).mass / of(slidingWindow).mass);
  return { draws: DRAWS, ratio: meanInterval(ratios) };
}
