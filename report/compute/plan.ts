/** What there is to compute, by names alone: which cells of which statements, and which of them belong together. */
import type { Profile } from "ncsparse-kit";
import type { Role } from "ncsparse-kit/claims/kinds";
import { InputError } from "../errors.js";

/** One cell of the grid of a statement, or of its control. */
export interface CellName {
  readonly statement: string;
  readonly role: Role;
  /** Index in the grid of the plan's profile. */
  readonly cell: number;
}

/** Cells that one process computes, because they read the same draws. */
export interface Block {
  /** The name of its first cell, e.g. "T4.3-paper/claim/0". No cell is in two blocks. */
  readonly name: string;
  /** The notebook that shows the claims: its folder is where they run, and its data files are theirs. */
  readonly notebook: string;
  readonly cells: readonly CellName[];
  /** How long an earlier run took for it, in seconds; null where none is known. */
  readonly seconds: number | null;
}

export interface Plan {
  readonly profile: Profile;
  readonly seed: number;
  /** Every cell of the claims that the chosen notebooks show, once. */
  readonly blocks: readonly Block[];
  /** Hash of all of the above: the same on every machine that has the same code, notebooks and durations. */
  readonly hash: string;
}

export function cellName({ statement, role, cell }: CellName): string {
  return `${statement}/${role}/${cell}`;
}

/**
 * A block by its name. Nothing else can be asked for.
 *
 * @throws InputError for a name that the plan does not have
 */
export function blockNamed({ blocks }: Plan, name: string): Block {
  const block = blocks.find((one) => one.name === name);
  if (block !== undefined) return block;
  throw new InputError(
    `block ${JSON.stringify(name)}: there is none of that name among the ${blocks.length} of the plan`,
  );
}
