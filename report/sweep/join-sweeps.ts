/** One sweep of several that differ in their seeds alone. */
import { isDeepStrictEqual } from "node:util";
import type { Sweep, SweptRole, SweptStatement } from "ncsparse-kit/sweep/sweep";
import { refuseAll } from "../errors.js";

export interface ReadSweep {
  readonly file: string;
  readonly sweep: Sweep;
}

/** What all must have in common; a commit counts where both know theirs. */
const COMMON = ["project", "commit", "code", "node", "processor", "profile", "only", "level"] as const;

/**
 * @param sweeps at least one
 * @throws InputError or InputErrors naming each file that does not fit the first, or has a seed of another
 */
export function joinSweeps(sweeps: readonly ReadSweep[]): Sweep {
  refuseAll([...disagreements(sweeps), ...doubledSeeds(sweeps)]);
  const [first] = sweeps as [ReadSweep];
  const places = sweeps
    .flatMap(({ sweep }) => sweep.seeds.map((seed, index) => ({ seed, sweep, index })))
    .sort((a, b) => a.seed - b.seed);
  const join = <T extends SweptRole>(own: T, role: "claim" | "control", s: number): T => ({
    ...own,
    outcomes: places.map(({ sweep, index }) => sweep.statements[s]![role].outcomes[index]!).join(""),
  });
  return {
    ...first.sweep,
    machines: [...new Set(sweeps.flatMap(({ sweep }) => sweep.machines))],
    seeds: places.map(({ seed }) => seed),
    statements: first.sweep.statements.map(({ claim, control, ...facts }, s) => ({
      ...facts,
      claim: join(claim, "claim", s),
      control: join(control, "control", s),
    })),
  };
}

function disagreements(sweeps: readonly ReadSweep[]): string[] {
  const [first] = sweeps as [ReadSweep];
  return sweeps.flatMap(({ file, sweep }) => {
    const odd = COMMON.find(
      (field) =>
        !(field === "commit" && (sweep.commit === null || first.sweep.commit === null)) &&
        !isDeepStrictEqual(sweep[field], first.sweep[field]),
    );
    if (odd !== undefined) {
      const [own, other] = [sweep, first.sweep].map((one) => JSON.stringify(one[odd]));
      return [`${file}: "${odd}" is ${own}, but ${other} in ${first.file}`];
    }
    const sameStatements = isDeepStrictEqual(sweep.statements.map(bare), first.sweep.statements.map(bare));
    return sameStatements ? [] : [`${file}: its statements are others than those in ${first.file}`];
  });
}

/** A statement without what it came to. */
function bare({ id, rule, claim, control }: SweptStatement): unknown {
  return [id, rule, { ...claim, outcomes: "" }, { ...control, outcomes: "" }];
}

function doubledSeeds(sweeps: readonly ReadSweep[]): string[] {
  const files = new Map<number, string>();
  return sweeps.flatMap(({ file, sweep: { seeds } }) => {
    const doubled = seeds.find((seed) => files.has(seed));
    const problem = doubled === undefined ? [] : [`${file}: seed ${doubled} is also in ${files.get(doubled)}`];
    for (const seed of seeds) files.set(seed, file);
    return problem;
  });
}
