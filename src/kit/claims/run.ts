import { runCells } from "./cells.js";
import { combine } from "./combine.js";
import type { Claim, Context, Control, Power } from "./claim.js";
import type { Computation } from "../memory/records.js";
import { formatRange } from "./format.js";
import { definedIn } from "./origin.js";
import { wholeVerdict } from "./parts.js";
import { restatementOf } from "./restatement.js";
import type { CellResult, ClaimResult, ControlResult, JudgedClaim, StatementResult } from "./result.js";
import { requiredPower } from "./rules.js";
import { useShares } from "./use.js";

/**
 * Run a claim and its control on the grid of the context's profile.
 *
 * @returns the record that the notebook displays and the ledger gathers
 * @throws RangeError if the control's computed power is below what the rule requires, or a measurement is not finite;
 * the reason of the context's signal if that is aborted
 */
export async function runClaim(claim: Claim, context: Context): Promise<ClaimResult> {
  const first = await runStatement(claim, context);
  const parts: StatementResult[] = [];
  for (const part of claim.parts ?? []) parts.push(await runStatement(part, context));
  const result = {
    ...first,
    schemaVersion: 2,
    profile: context.profile,
    seed: context.seed,
    draws: [first, ...parts].reduce((sum, { draws }) => sum + draws, 0),
    ...wholeVerdict([first, ...parts]),
    parts,
    aliases: [...(claim.aliases ?? [])],
  } satisfies JudgedClaim;
  return { ...result, finding: findingOf(claim, result) };
}

/** What is computed of a statement: all else in its result is words, or follows. */
interface Numbers {
  readonly power: Power;
  readonly cells: CellResult[];
  readonly controlCells: CellResult[];
}

/**
 * The numbers of a claim's own statement, without its parts: of an earlier run of the same code with the same profile and
 * seed, or those of a run now.
 *
 * @throws as `runClaim`
 */
export async function numbersOf(claim: Claim, context: Context): Promise<Numbers> {
  const { records } = context;
  const compute = (): Promise<Numbers> => computeNumbers(claim, context);
  if (records === undefined) return await compute();
  return await records.once(numbersComputation(claim, context), compute);
}

/** As what the numbers of a claim's own statement are remembered. */
export function numbersComputation(claim: Claim, { profile, seed }: Pick<Context, "profile" | "seed">): Computation {
  const [modules, parts] = [
    [definedIn(claim), import.meta.url],
    [profile, String(seed), claim.id],
  ];
  return { kind: "claim", label: claim.id, modules, parts };
}

async function computeNumbers(claim: Claim, context: Context): Promise<Numbers> {
  const { control } = claim;
  const power = control.power(context);
  const needed = requiredPower(claim.rule);
  if (!(power.value >= needed)) {
    throw new RangeError(`runClaim: the control of ${claim.id} must have power >= ${needed}, got ${power.value}`);
  }
  const cells = await runCells(claim, "claim", context);
  const controlCells = await runCells(claim, "control", context);
  return { power: { ...power }, cells, controlCells };
}

async function runStatement(claim: Claim, context: Context): Promise<StatementResult> {
  const { power, cells, controlCells } = await numbersOf(claim, context);
  const outcome = combine(cells.map((cell) => cell.outcome));
  const shares = claim.useScale === null ? null : useShares(cells);
  return {
    id: claim.id,
    item: claim.item,
    restates: restatementOf(claim),
    title: claim.title,
    provenance: claim.provenance,
    hypotheses: [...claim.hypotheses],
    scope: claim.scope,
    statement: claim.statement,
    bound: claim.bound,
    rule: claim.rule,
    expected: { ...claim.expected },
    draws: cells.reduce((sum, cell) => sum + cell.draws, 0),
    cells,
    outcome,
    asExpected: outcome === claim.expected.outcome,
    use: shares && { ...shares, scale: claim.useScale! },
    headline: headline(cells),
    control: controlResult(claim.control, power, controlCells),
  };
}

/** What is told of a claim: its own sentence if all went as expected, else the deviation. */
function findingOf(claim: Claim, result: JudgedClaim): string | null {
  if (!claim.finding) return null;
  if (result.asExpected) return claim.finding(result);
  return `**${claim.title}** came out *${result.outcome}*, against the expectation *${claim.expected.outcome}*.`;
}

function controlResult(control: Control, power: Power, cells: CellResult[]): ControlResult {
  const outcome = combine(cells.map((cell) => cell.outcome));
  const { statement, expects: expected, selfTest } = control;
  return { statement, expected, selfTest, power, cells, outcome, asExpected: outcome === expected };
}

/** The one line of numbers under a box's title. */
function headline(cells: readonly CellResult[]): string {
  const judged = cells.filter((cell) => cell.outcome !== "out of range");
  const holding = judged.filter((cell) => cell.outcome === "holds").length;
  const parts = [`holds on ${holding} of ${judged.length} ${judged.length === 1 ? "cell" : "cells"}`];
  const failed = judged.filter((cell) => cell.failures !== null);
  if (failed.length > 0) {
    const failures = failed.reduce((sum, cell) => sum + cell.failures!, 0);
    const draws = failed.reduce((sum, cell) => sum + cell.draws, 0);
    parts.push(`${failures} failures in ${draws} draws`);
  }
  const ratios = judged.map((cell) => cell.tightness).filter((x) => x !== null);
  if (ratios.length > 0) parts.push(`bound / measured ${formatRange(ratios)}`);
  const vacuous = judged.filter((cell) => cell.use === "vacuous").length;
  if (vacuous > 0) parts.push(`vacuous on ${vacuous}`);
  const sharp = judged.filter((cell) => cell.use === "sharp").length;
  if (sharp > 0) parts.push(`sharp on ${sharp}`);
  return parts.join(" · ");
}
