/** The cells of all claims that some notebooks show. */
import { dirname } from "node:path";
import type { Profile } from "ncsparse-kit";
import { statementIn } from "ncsparse-kit/claims/cells";
import { statementsOf, type Claim } from "ncsparse-kit/claims/claim";
import { definedIn } from "ncsparse-kit/claims/origin";
import { dataFiles } from "../cache/notebook-cache.js";
import { cacheKey } from "../cache/store.js";
import type { NotebookFile } from "../types.js";
import type { CellName } from "./plan.js";
import { claimsShownBy, type ClaimSources } from "./shown-claims.js";

/** Where a notebook's claims are computed, and with which data. */
export interface NotebookPlace {
  readonly folder: string;
  /** The hash of the data files that it declares. */
  readonly data: string;
}

/** A cell, with what decides which others it goes with. */
export interface ListedCell extends CellName {
  readonly notebook: string;
  /** The module that defines the statement. */
  readonly module: string;
}

const ROLES = ["claim", "control"] as const;

/**
 * Each cell once, in the order of the notebooks. Where two notebooks show one claim, it runs as in the first.
 *
 * A statement that no module defines is left out: nothing of it can be remembered, so that the report computes it.
 */
export async function listCells(
  files: readonly NotebookFile[],
  profile: Profile,
  sources: ClaimSources,
): Promise<{ readonly cells: readonly ListedCell[]; readonly places: Readonly<Record<string, NotebookPlace>> }> {
  const places: Record<string, NotebookPlace> = {};
  const cells: ListedCell[] = [];
  const seen = new Set<string>();
  for (const file of files) {
    const data = cacheKey(dataFiles(file));
    places[file.name] = { folder: dirname(file.path), data };
    for (const claim of (await claimsShownBy(file, sources)).flatMap(statementsOf)) {
      if (!seen.has(claim.id)) cells.push(...cellsOf(claim, profile, file.name));
      seen.add(claim.id);
    }
  }
  return { cells, places };
}

function cellsOf(claim: Claim, profile: Profile, notebook: string): ListedCell[] {
  const module = definedIn(claim);
  if (module === null) return [];
  return ROLES.flatMap((role) =>
    statementIn(claim, role).grid[profile].map((_, cell) => ({ statement: claim.id, role, cell, notebook, module })),
  );
}
