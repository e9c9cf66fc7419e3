/**
 * How much processor time an earlier run took, and which cells read the same draws: what balances the shares of several
 * machines.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Profile } from "ncsparse-kit";
import type { Project } from "../config/project.js";
import { InputError } from "../errors.js";
import { parseJson, readText } from "../json.js";
import { documentProblem } from "./document-problem.js";

/** What was measured of a cell. */
export interface CellTime {
  /** Without the draws, which others may read as well. */
  readonly seconds: number;
  /** Names of those that it read. */
  readonly draws: readonly string[];
}

export interface Durations {
  readonly format: "ncsparse durations 1";
  readonly profile: Profile;
  /** Seconds that each set of draws took, by its name. */
  readonly draws: Readonly<Record<string, number>>;
  /** By the names of cells. */
  readonly cells: Readonly<Record<string, CellTime>>;
}

/** Nothing is known. */
export function noDurations(profile: Profile): Durations {
  return { format: "ncsparse durations 1", profile, draws: {}, cells: {} };
}

/**
 * The durations in a file that the user names, or else in `durations/<profile>.json` of the project, which travels with it;
 * none where there is no such file. What this machine remembers never counts, as all machines must come to the same shares.
 *
 * @throws InputError for a file that is none, or of another profile
 */
export async function readDurations(
  { root }: Pick<Project, "root">,
  profile: Profile,
  named?: string,
): Promise<Durations> {
  const file = named ?? join(root, "durations", `${profile}.json`);
  if (named === undefined && !existsSync(file)) return noDurations(profile);
  const durations = parseJson(file, await readText(file));
  const problem = documentProblem("durations", durations);
  if (problem !== null) throw new InputError(`${file}: ${problem}`);
  const read = durations as Durations;
  if (read.profile === profile) return read;
  throw new InputError(`${file}: "profile" must be ${profile}, as the run's, got ${read.profile}`);
}
