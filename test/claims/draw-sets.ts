/** The draw sets of claims as they are asked for: each can be drawn again, in any order. */
import type { Claim } from "../../src/kit/claims/claim.js";
import { runClaim } from "../../src/kit/claims/run.js";
import { readSession } from "../../src/kit/notebook/session.js";

/** A set that was drawn: what it gave, and how it is drawn anew. */
export interface RecordedSet {
  readonly path: readonly (string | number)[];
  readonly key: string;
  readonly drawn: unknown;
  readonly draw: () => unknown;
}

/** A claim at the first cell of its grid and of its control's, without its finding, which speaks of the whole grid. */
export function atFirstCell(claim: Claim): Claim {
  const first = ({ grid }: Pick<Claim, "grid">): Claim["grid"] => ({
    quick: grid.quick.slice(0, 1),
    full: grid.full.slice(0, 1),
  });
  return {
    ...claim,
    finding: undefined,
    grid: first(claim),
    control: { ...claim.control, grid: first(claim.control) },
  };
}

/** Runs claims, controls included, and notes what they draw. */
export async function recordSets(claims: readonly Claim[]): Promise<RecordedSet[]> {
  const sets = new Map<string, { value: unknown; draw: () => unknown }>();
  const memo = <T>(key: string, draw: () => T): T => {
    const known = sets.get(key);
    if (known) return known.value as T;
    const value = draw();
    sets.set(key, { value, draw });
    return value;
  };
  const context = { ...readSession({}), memo };
  for (const claim of claims) await runClaim(claim, context);
  const drawSets = [...sets].filter(([key]) => key.startsWith("[["));
  return Promise.all(
    drawSets.map(async ([key, { value, draw }]) => {
      const [path] = JSON.parse(key) as [RecordedSet["path"]];
      return { path, key, drawn: await value, draw };
    }),
  );
}

/** Pairs of paths where one set's draw has the name of the other set: their streams would be the same. */
export function meetingPaths(paths: readonly RecordedSet["path"][]): string[] {
  const named = new Set(paths.map((path) => JSON.stringify(path)));
  return [...named].filter((name) => {
    const path = JSON.parse(name) as RecordedSet["path"];
    return typeof path.at(-1) === "number" && named.has(JSON.stringify(path.slice(0, -1)));
  });
}
