/** Measuring the cells of a statement, or of its control. */
import { setImmediate } from "node:timers/promises";
import type { Claim, Context, Reading, Statement } from "./claim.js";
import type { Computation } from "../memory/records.js";
import type { Role } from "./kinds/definition.js";
import { definedIn } from "./origin.js";
import type { CellResult, Interval } from "./result.js";
import { tightness, useOf } from "./use.js";

/** The statement that has a role: the claim's own, without its parts, or its control's. */
export function statementIn(claim: Claim, role: Role): Statement {
  return role === "claim" ? claim : claim.control;
}

/** All cells of a role, in the order of the grid. */
export async function runCells(claim: Claim, role: Role, context: Context): Promise<CellResult[]> {
  const cells: CellResult[] = [];
  for (const index of statementIn(claim, role).grid[context.profile].keys()) {
    cells.push(await runCell(claim, role, index, context));
  }
  return cells;
}

/**
 * One cell; from the records, where cells have their own.
 *
 * @param index of the cell in the grid of the context's profile
 * @throws RangeError if a measurement is not finite, or if a record is required and there is none; the reason of the
 *   context's signal if that is aborted
 */
export async function runCell(claim: Claim, role: Role, index: number, context: Context): Promise<CellResult> {
  const { records, cellRecords } = context;
  if (cellRecords === undefined || records === undefined) return await measureCell(claim, role, index, context);
  const computation = cellComputation(claim, { role, index }, context);
  return await records.once(computation, async () => {
    if (cellRecords === "kept") return await measureCell(claim, role, index, context);
    throw new RangeError(`runCell: ${computation.label} must be among the records, got none`);
  });
}

/** As what a cell is remembered, where cells are. */
export function cellComputation(
  claim: Claim,
  { role, index }: { readonly role: Role; readonly index: number },
  { profile, seed }: Pick<Context, "profile" | "seed">,
): Computation {
  const [modules, parts] = [
    [definedIn(claim), import.meta.url],
    [profile, String(seed), claim.id, role, String(index)],
  ];
  return { kind: "cell", label: `${claim.id}, ${role}, cell ${index}`, modules, parts };
}

async function measureCell(claim: Claim, role: Role, index: number, context: Context): Promise<CellResult> {
  await setImmediate(); // events come through: a signal may be aborted by one
  context.signal?.throwIfAborted();
  const statement = statementIn(claim, role);
  const parameters = statement.grid[context.profile][index]!;
  const inScope = role === "control" || (claim.inScope?.(parameters) ?? true);
  const cell = toCell(claim, { ...parameters }, await statement.measure(parameters, context), inScope);
  context.onCell?.();
  return cell;
}

function toCell(claim: Claim, parameters: CellResult["parameters"], reading: Reading, inScope: boolean): CellResult {
  const { comparison, verdict } = reading;
  const cell: CellResult = {
    parameters,
    draws: reading.draws,
    failures: reading.failures,
    estimate: verdict.estimate,
    target: verdict.target,
    measured: comparison?.measured ?? null,
    bound: comparison?.bound ?? null,
    boundAt: comparison?.boundAt ? { ...comparison.boundAt } : null,
    trivial: comparison?.trivial ?? null,
    tightness: comparison ? tightness(comparison) : null,
    use: comparison && claim.useScale !== null ? useOf(comparison) : null,
    outcome: inScope ? verdict.outcome : "out of range",
    note: [reading.note, verdict.note].filter(Boolean).join("; "),
  };
  requireFinite(claim.id, cell);
  return cell;
}

/** JSON has no infinity: a cell that would carry one is a fault of the claim, not of the reader. */
function requireFinite(id: string, cell: CellResult): void {
  const intervals: (Interval | null)[] = [cell.estimate, cell.measured];
  const numbers = [
    ...intervals.flatMap((i) => (i ? [i.value, i.low, i.high] : [])),
    ...[cell.target, cell.bound, cell.trivial, cell.tightness].filter((x) => x !== null),
  ];
  const bad = numbers.find((x) => !Number.isFinite(x));
  if (bad !== undefined) {
    throw new RangeError(
      `runClaim: ${id} must measure finite numbers, got ${bad} at ${JSON.stringify(cell.parameters)}`,
    );
  }
}
