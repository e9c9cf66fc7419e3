/** The program of a process that computes: it loads the claims once, and does one task after the other. */
import { createRequire } from "node:module";
import { runCell } from "ncsparse-kit/claims/cells";
import type { Claim } from "ncsparse-kit/claims/claim";
import { observed, processorSeconds } from "ncsparse-kit/claims/observed";
import { numbersOf } from "ncsparse-kit/claims/run";
import { readSession, type Session } from "ncsparse-kit/notebook/session";
import { cacheKey } from "../cache/store.js";
import { enginePath } from "../root.js";
import { loadRegistry, statementsById } from "./claim-registry.js";
import type { Answer, MeasuredCell, Task } from "./messages.js";
import { cellName, type CellName } from "./plan.js";

/** Characters of the hash by which a set of draws is named: no two of some thousands are alike. */
const NAME_CHARACTERS = 12;

async function perform(task: Task): Promise<Answer> {
  const started = performance.now();
  process.chdir(task.folder);
  Object.assign(process.env, task.env);
  const statements = statementsById((await loadRegistry(task.registry)).CLAIMS);
  // A session of its own: what a task draws is not held longer than the task.
  const session = readSession(process.env);
  const cells = task.kind === "measure" ? await measureAll(task.cells, statements, session) : [];
  if (task.kind === "join") await joinAll(task.cells, statements, session);
  const keys = [...(session.records?.touched ?? [])];
  return { kind: "done", seconds: (performance.now() - started) / 1000, cells, keys };
}

async function measureAll(
  cells: readonly CellName[],
  statements: ReadonlyMap<string, Claim>,
  session: Session,
): Promise<MeasuredCell[]> {
  const measured: MeasuredCell[] = [];
  for (const cell of cells) measured.push(await measureOne(cell, statementOf(cell, statements), session));
  return measured;
}

async function measureOne(cell: CellName, statement: Claim, session: Session): Promise<MeasuredCell> {
  const draws: Record<string, number> = {};
  const context = observed({ ...session, cellRecords: "kept" as const }, (key, seconds) => {
    const name = cacheKey([key]).slice(0, NAME_CHARACTERS);
    draws[name] = (draws[name] ?? 0) + seconds;
  });
  const started = processorSeconds();
  await runCell(statement, cell.role, cell.cell, context);
  const all = processorSeconds() - started;
  const drawing = Object.values(draws).reduce((sum, seconds) => sum + seconds, 0);
  return { name: cellName(cell), seconds: Math.max(0, all - drawing), draws };
}

/** Puts together each statement that some of the cells are of. */
async function joinAll(
  cells: readonly CellName[],
  statements: ReadonlyMap<string, Claim>,
  session: Session,
): Promise<void> {
  const ids = new Map(cells.map((cell) => [cell.statement, cell]));
  for (const cell of ids.values()) {
    await numbersOf(statementOf(cell, statements), { ...session, cellRecords: "required" });
  }
}

function statementOf({ statement }: CellName, statements: ReadonlyMap<string, Claim>): Claim {
  const found = statements.get(statement);
  if (found !== undefined) return found;
  throw new RangeError(`statementOf: the registry must have a statement ${statement}, got none`);
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

// A cell that computes hears of nothing else, so a thread sees to it that this process does not outlive its parent.
const { watchParent } = createRequire(import.meta.url)(
  enginePath("report", "kernel", "spec", "kernels", "tslab", "parent.cjs"),
) as { watchParent: () => void };
watchParent();

process.on("message", (task: Task) => {
  void perform(task)
    .catch((error: unknown): Answer => ({ kind: "failed", reason: reasonOf(error) }))
    .then((answer) => process.send!(answer));
});
// The run that started it is gone.
process.on("disconnect", () => process.exit());
// An interrupt from the terminal goes to the whole group; the run decides what it means.
process.on("SIGINT", () => undefined);
