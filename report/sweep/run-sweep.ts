/** The claims of a project with many seeds. */
import { availableParallelism, cpus } from "node:os";
import { setImmediate } from "node:timers/promises";
import type { Claim } from "ncsparse-kit/claims/claim";
import { OUTCOME_LETTERS, SWEEP_FORMAT, type Sweep, type SweptStatement } from "ncsparse-kit/sweep/sweep";
import { LEVEL } from "ncsparse-kit/probability/level";
import type { Progress } from "../cli/progress.js";
import { withSeed, type Work } from "../compute/work.js";
import type { Fill, Lacking } from "./fill.js";
import { KnownOutcomes, type StatementOutcome } from "./known-outcomes.js";

type Outcomes = ReadonlyMap<string, StatementOutcome>;

export interface SweepOptions {
  /** In ascending order, each once, at least one. */
  readonly seeds: readonly number[];
  /** The memory's folder of records. */
  readonly records: string;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

/** Of so many seeds it is told once more that they are looked up. */
const TOLD_EVERY = 1_000;

/**
 * What the claims come to with each seed. What the memory has is not computed again.
 *
 * @param work of any seed
 * @throws what `fill` throws, and the signal's reason; what was computed until then stays in the memory
 */
export async function runSweep(work: Work, options: SweepOptions, fill: Fill): Promise<Sweep> {
  const { seeds, records, progress } = options;
  return await KnownOutcomes.with(work, records, async (known) => {
    const outcomes = new Map<number, Outcomes>();
    const take = async (done: Work): Promise<void> => {
      outcomes.set(done.plan.seed, await known.of(done.plan));
    };
    const title = `Looking up ${seeds.length} ${seeds.length === 1 ? "seed" : "seeds"} in the memory`;
    const lacking = await progress.step(title, (tell) => lookUp(work, options, { known, take, tell }));
    await fill(lacking, take);
    return sweepOf(work, seeds, known.statements, outcomes);
  });
}

async function lookUp(
  work: Work,
  { seeds, signal }: SweepOptions,
  { known, take, tell }: { known: KnownOutcomes; take: (done: Work) => Promise<void>; tell: (line: string) => void },
): Promise<Lacking[]> {
  const lacking: Lacking[] = [];
  for (const [index, seed] of seeds.entries()) {
    await setImmediate(); // an interrupt is heard between two seeds
    signal.throwIfAborted();
    if (index > 0 && index % TOLD_EVERY === 0) tell(`${index} of ${seeds.length}`);
    const one = withSeed(work, seed);
    const blocks = await known.missing(one.plan);
    if (blocks.length === 0) await take(one);
    else lacking.push({ work: one, blocks });
  }
  return lacking;
}

function sweepOf(
  { identity, plan, only }: Work,
  seeds: readonly number[],
  statements: ReadonlyMap<string, Claim>,
  outcomes: ReadonlyMap<number, Outcomes>,
): Sweep {
  const bySeed = seeds.map((seed) => outcomes.get(seed)!);
  return {
    format: SWEEP_FORMAT,
    ...identity,
    machines: [`${cpus()[0]?.model ?? "processor of unknown name"}, ${availableParallelism()} cores`],
    ...{ profile: plan.profile, only, level: LEVEL, seeds },
    statements: [...bySeed[0]!.keys()].map((id) =>
      sweptStatement(
        statements.get(id)!,
        plan.profile,
        bySeed.map((one) => one.get(id)!),
      ),
    ),
  };
}

function sweptStatement(
  { id, rule, expected, deterministic, grid, inScope, control }: Claim,
  profile: Sweep["profile"],
  outcomes: readonly StatementOutcome[],
): SweptStatement {
  const lettersOf = (role: "claim" | "control"): string => outcomes.map((one) => OUTCOME_LETTERS[one[role]]).join("");
  const judged = grid[profile].filter((cell) => inScope?.(cell) ?? true);
  const drawn = (cells: readonly unknown[]): number => (deterministic ? 0 : cells.length);
  return {
    ...{ id, rule: rule.kind },
    claim: { expected: expected.outcome, drawnCells: drawn(judged), outcomes: lettersOf("claim") },
    control: {
      ...{ expected: control.expects, drawnCells: drawn(control.grid[profile]), power: outcomes[0]!.power },
      outcomes: lettersOf("control"),
    },
  };
}
