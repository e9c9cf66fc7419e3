import { bigBird, slidingWindow } from "../../practical/methods/index.js";
import type { Method } from "../../practical/method.js";
import type { Claim } from "ncsparse-kit/claims/claim";
import { sampleFor, type InputName } from "./samples.js";
import { structureClaim } from "./structure.js";

type LocalityCell = { readonly method: string; readonly rho: 0.9 | 0.99; readonly k: number };

const WINDOWS = [16, 64];
const PAIR: readonly Method[] = [slidingWindow, bigBird];

/** `ours`: what a sliding window needs. */
export const locality: Claim = structureClaim<LocalityCell>({
  id: "PW-locality",
  item: "Longformer",
  title: "A sliding window needs neighbours that resemble each other",
  hypotheses: [
    "Self-attention of an AR(1) process along the position: correlation $\\rho^{|i-j|}$, entries $N(0,1)$, $s = 1$.",
  ],
  scope: "Causal, $n = 256$, $d = 32$; compared with $\\rho = 0$, where the window holds the query’s own key as well.",
  statement:
    "The sliding window’s captured mass, relative to the ideal top-$k$’s, is larger at $\\rho = 0.9$ and at $\\rho = 0.99$ than at $\\rho = 0$.",
  quantity: "the relative mass at $\\rho$ less that at $\\rho = 0$",
  reason: "$\\mathbb E z_{ij} = s\\sqrt d\\,\\rho^{|i-j|}$: the largest logits stand next to the query.",
  grid: ([0.9, 0.99] as const).flatMap((rho) => WINDOWS.map((k) => ({ method: slidingWindow.name, rho, k }))),
  trend({ method, rho, k }, context, role) {
    const chosen = PAIR.find((candidate) => candidate.name === method)!;
    const relative = (input: InputName): Float64Array =>
      sampleFor(role, input, { methods: [chosen], k }, context).relativeMass(k, chosen);
    const base = relative("self-attention");
    return relative(`locality ${rho}`).map((mass, draw) => mass - base[draw]!);
  },
  caption:
    "Relative captured mass of the sliding window at correlation $\\rho$ less that at $\\rho = 0$ (median of 32 pairs of heads).",
  axis: "gain in captured mass relative to the ideal",
  control: {
    statement: "The same of window + global + random keys, a third each.",
    grid: [{ method: bigBird.name, rho: 0.99, k: 16 }],
    pilot: { failures: 200, draws: 200 },
  },
});
