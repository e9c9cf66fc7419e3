import type { MethodErrors } from "../../practical/compare.js";
import { sinkWindow, slidingWindow } from "../../practical/methods/index.js";
import type { Claim } from "ncsparse-kit/claims/claim";
import type { JudgedClaim } from "ncsparse-kit/claims/result";
import { formatRange } from "ncsparse-kit/claims/format";
import { DRAWS, sampleHeads } from "./samples.js";
import { structureClaim } from "./structure.js";

type SinkOutputCell = { readonly b: 2 | 4 | 8; readonly k: number };

/** `ours`: more captured mass, larger error of the output. */
export const outputSink: Claim = structureClaim<SinkOutputCell>({
  id: "PW-output-sink",
  item: "StreamingLLM, its output",
  title: "A moderate sink raises the captured mass and the output error together",
  hypotheses: [
    "Queries and keys with independent $N(0,1)$ entries, $s = 1$; the logit of key 1 raised by $b$; values with independent $N(0,1)$ entries, the sink’s included.",
  ],
  scope: "Causal, $n = 256$, $d = 32$, $k = 16$: a sink that holds little of the row and much of the window.",
  statement:
    "The relative output error, in root mean square over $V$, is $\\lVert P_{\\text{kept}} - P\\rVert_F / \\lVert P\\rVert_F$; it is larger with the first four keys and a window of $k-4$ than with the window of $k$, though the former captures more in every head.",
  quantity:
    "the output error with sinks less that of the window (where the sinks capture more; else a head counts as $-1$)",
  reason:
    "Renormalised, the kept row gives the sink the weight $p_1/m$, which at $b = 4$ exceeds its true one several times over: the output is mostly one value. A window without it averages 16 values evenly.",
  grid: [
    { b: 2, k: 16 },
    { b: 4, k: 16 },
  ],
  trend({ b, k }, context, role) {
    const methods = [slidingWindow, sinkWindow];
    const plan = { input: `sink ${b}`, causal: true, methods, windows: [k], draws: DRAWS } as const;
    return sampleHeads(plan, context, role).at(k, (of) => {
      const [window, sinks] = [of(slidingWindow), of(sinkWindow)];
      return sinks.mass > window.mass ? sinks.l2 - window.l2 : -1;
    });
  },
  caption: "Relative output error with sinks less that of the sliding window of as many keys (median of 32 heads).",
  axis: "increase of the relative output error",
  finding: () =>
    "Captured mass does not order methods by their output error: keeping a moderate attention sink (a key whose logits are raised by $b$) captures more of a row, several times more at $b = 4$, and makes the output worse, since what is kept is renormalised.",
  control: {
    statement: "The same for a high sink, $b = 8$, which holds most of the row.",
    grid: [{ b: 8, k: 16 }],
    pilot: { failures: 200, draws: 200 },
  },
});

type KeyOutputCell = { readonly values: "keys" | "independent"; readonly n: number; readonly k: number };

const SMALL: KeyOutputCell = { values: "keys", n: 256, k: 64 };

/** `ours`: the ideal top-k is not the best choice of k keys for the output. */
export const outputKeys: Claim = structureClaim<KeyOutputCell>({
  id: "PW-output-keys",
  item: "Definition 3.4, its output",
  title: "Where values lie along keys, a blind window beats the ideal top-k",
  hypotheses: ["Queries and keys with independent $N(0,1)$ entries, $d = 8$, $s = 1$; $V = K$."],
  scope: "Bidirectional, $n = 256$, $k = n/4$.",
  statement:
    "The relative output error of the ideal top-$k$ is larger than that of a sliding window of $k$ keys, which captures less than half as much.",
  quantity:
    "the output error of the ideal top-$k$ less that of the window (where the window captures less than half as much; else a head counts as $-1$)",
  reason:
    "The largest logits are those of the keys that point along the query: the top-$k$’s mean of the values is off in that direction by a constant at fixed $k/n$, $h(t-\\sigma)$ in units of the keys, while a window’s mean is off by chance only, of size $\\sqrt{d\\,e^{\\sigma^2}/k}$.",
  grid: { quick: [SMALL], full: [SMALL, { values: "keys", n: 1024, k: 256 }] },
  trend({ values, n, k }, context, role) {
    const plan = { input: "Gaussian", causal: false, methods: [slidingWindow], windows: [k], draws: DRAWS } as const;
    const error = ({ output, l2 }: MethodErrors): number => (values === "keys" ? output[0]! : l2);
    const sample = sampleHeads({ ...plan, n, d: 8, keysAsValues: values === "keys" }, context, role);
    return sample.at(k, (of, top) => {
      const window = of(slidingWindow);
      return 2 * window.mass < top.mass ? error(top) - error(window) : -1;
    });
  },
  caption:
    "Relative output error of the ideal top-$k$ less that of a sliding window of as many keys (median of 32 heads).",
  axis: "excess of the ideal’s relative output error",
  finding: ({ cells }: JudgedClaim) =>
    `Nor is the ideal top-$k$ ideal for the output: with $V = K$ and $k = n/4$ a sliding window, which does not read the logits, has the smaller error, by ${formatRange(cells.map((c) => c.estimate.value))} of the output’s norm (median over heads).`,
  control: {
    statement: "With values that are independent of the keys, too.",
    grid: [{ values: "independent", n: 256, k: 64 }],
    pilot: { failures: 200, draws: 200 },
  },
});
