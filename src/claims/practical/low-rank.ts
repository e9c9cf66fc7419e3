import { idealKeys, LOW_RANK, SPARSE, type Estimator } from "../../practical/estimators/index.js";
import type { Claim } from "ncsparse-kit/claims/claim";
import { lnErrorRatio, type ErrorOf } from "./estimate-trend.js";
import { structureClaim } from "./structure.js";

type DuelCell = {
  readonly winner: string;
  readonly loser: string;
  readonly error: ErrorOf;
  readonly s: number;
  readonly k: number;
  readonly n: number;
};

const ALL: readonly Estimator[] = [idealKeys, ...SPARSE, ...LOW_RANK];
const N = 128;
const duel = (
  winner: string,
  loser: string,
  error: ErrorOf,
  [s, k, n]: readonly [number, number, number],
): DuelCell => ({ winner, loser, error, s, k, n });

const IDEAL = "ideal top-k";
const FLAT: readonly DuelCell[] = [
  duel("Nyströmformer", IDEAL, "output", [0.25, 32, N]),
  duel("Performer", IDEAL, "output", [0.25, 32, N]),
  duel("Performer", IDEAL, "variation", [0.25, 32, N]),
];
const PEAKED: readonly DuelCell[] = [
  duel(IDEAL, "Nyströmformer", "output", [2, 16, N]),
  duel(IDEAL, "Performer", "output", [2, 16, N]),
  duel(IDEAL, "Performer", "variation", [2, 16, N]),
  duel("LSH buckets", "Nyströmformer", "output", [2, 64, N]),
  duel("LSH buckets", "Performer", "variation", [2, 64, N]),
];
const CELLS: readonly DuelCell[] = [...FLAT, ...PEAKED];
const FULL: readonly DuelCell[] = [
  ...CELLS,
  duel("Nyströmformer", IDEAL, "output", [0.25, 128, 512]),
  duel(IDEAL, "Nyströmformer", "output", [2, 64, 512]),
];

/** `ours`: where each of the two ways to save wins. */
export const lowRank: Claim = structureClaim<DuelCell>({
  id: "PW-low-rank",
  item: "Performer, Nyströmformer, HyperAttention",
  title: "Low rank wins on flat rows, sparsity on peaked ones",
  hypotheses: ["Queries, keys and values with independent $N(0,1)$ entries, $d = 32$."],
  scope:
    "Bidirectional, both methods at the multiply-adds a row that $k$ kept keys cost. The ideal top-$k$ has its choice for nothing; LSH buckets pay for their hashes.",
  statement:
    "At $s = 1/4$ Performer and Nyströmformer have smaller errors than the ideal top-$k$; at $s = 2$ the ideal top-$k$ has smaller ones than either, and at the cost of half of the keys LSH buckets, too.",
  quantity: "the logarithm of the loser’s error over the winner’s",
  reason:
    "At $s = 1/4$ a row is nearly flat: the mean of the values is off by $\\sqrt{1-e^{-s^2}}$, a quarter, and $k$ kept keys by about $\\sqrt{n/k - 1}$. At $s = 2$ an eighth of the keys holds three quarters of a row, and a few landmarks or features cannot tell them from the others.",
  grid: { quick: CELLS, full: FULL },
  trend: (cell, context, role) => {
    const { s, k, n } = cell;
    const pair = [named(cell.loser), named(cell.winner)] as const;
    const estimators = role === "claim" ? rivals(cell) : pair;
    return lnErrorRatio(cell.error, pair, { input: "Gaussian", estimators, s, k, n }, context, role);
  },
  caption: "Logarithm of the loser’s error over the winner’s, in the order of the cells’ names (median of 32 heads).",
  axis: "$\\ln$(loser’s error / winner’s)",
  finding: () =>
    "At equal cost on Gaussian rows low rank (Performer, Nyströmformer) has the smaller error where rows are flat ($s = 1/4$), and sparsity where they are peaked ($s = 2$).",
  control: {
    statement: "Nyströmformer wins against the ideal top-$k$ at $s = 2$, too.",
    grid: [duel("Nyströmformer", IDEAL, "output", [2, 32, N])],
    pilot: { failures: 200, draws: 200 },
  },
});

function named(name: string): Estimator {
  return ALL.find((estimator) => estimator.name === name)!;
}

/** All whom some cell compares at this scale, budget and length: they are drawn together. */
function rivals({ s, k, n }: DuelCell): Estimator[] {
  const names = FULL.filter((cell) => cell.s === s && cell.k === k && cell.n === n).flatMap((cell) => [
    cell.winner,
    cell.loser,
  ]);
  return ALL.filter(({ name }) => names.includes(name));
}
