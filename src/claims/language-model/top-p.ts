import { trendClaim, type MeasuredTrend, type Role } from "ncsparse-kit/claims/kinds";
import { signForest } from "ncsparse-kit/claims/charts";
import type { Claim, Context } from "ncsparse-kit/claims/claim";
import { mixtureOf } from "./cost-of-windows.js";
import { bitsOf, difference } from "./scores.js";
import { controlPower, FIRST_LOOK, measured, MODEL, PROSE, unitRule } from "./words.js";

type MassCell = { readonly p: number; readonly k: number; readonly n: number };

const CELLS: readonly MassCell[] = [{ p: 0.5, k: 8, n: 512 }];
const FULL: readonly MassCell[] = [...CELLS, { p: 0.6, k: 8, n: 512 }];

/** `ours`: the same mass for every row is not the best use of keys. */
export const massBudget: Claim = trendClaim({
  id: "LM-top-p",
  item: "a window for each row, on a language model",
  title: "Half of the mass for every row (top-p, $p = 0.5$) is worse than eight keys for every row",
  provenance: "ours",
  hypotheses: [MODEL, PROSE],
  scope:
    "Inputs of 512 bytes; top-p keeps 8.9 keys a row on average at $p = 0.5$, 11.8 at 0.6, and the constant choice 8.",
  statement:
    "Under top-p, the fewest keys that hold the share $p$ of a row, the model spends more bits a byte than under the ideal choice of 8 keys in every row, which keeps fewer keys in all.",
  ...unitRule("positive", "bits a byte under top-p, less those under the constant choice,"),
  reason: `Peaked rows are left with one or two keys, and flat rows, where single keys matter least, take most of them. ${FIRST_LOOK}`,
  grid: { quick: CELLS, full: FULL },
  measure: (cell, context, role) => excess(cell, context, role),
  caption:
    "Bits a byte under top-p less those under the ideal choice of 8 keys a row: mean over the passages, with its interval.",
  chart: (result) => signForest(result, "bits a byte under top-p less those under constant $k$"),
  control: {
    statement: "So it does where top-p keeps all of a row’s mass but a thousandth, and the constant choice one key.",
    power: () => controlPower(3.2),
    grid: [{ p: 0.999, k: 1, n: 128 }],
  },
});

async function excess({ p, k, n }: MassCell, context: Context, role: Role): Promise<MeasuredTrend> {
  const scored = { kind: "prose", mixture: mixtureOf(n), inputs: n } as const;
  const mass = await bitsOf({ ...scored, window: { method: "top-p", p } }, context, role);
  const window = { method: "ideal top-k", k, growth: 0 } as const;
  const constant = await bitsOf({ ...scored, window }, context, role);
  if (constant.kept > mass.kept) {
    throw new RangeError(`excess: the constant choice must cost no more, got ${constant.kept} and ${mass.kept} keys`);
  }
  return measured(difference(mass, constant), mass, constant);
}
