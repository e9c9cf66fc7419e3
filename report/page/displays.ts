/** What an output is to the reader: a claim's box, a figure in that box, a figure or a table of its own. */
import type { ClaimResult } from "ncsparse-kit";
import { statementIds } from "../ledger/statements.js";
import { outputsOf } from "../notebooks/cells.js";
import type { ExecutedNotebook, Output } from "../types.js";
import { claimOf } from "./context.js";
import { figureMetadata } from "./figure-metadata.js";
import { isFigure } from "./figures.js";

/** The outputs that a claim's box is made from; of a claim shown twice, the first. */
export function homesOf({ notebook }: ExecutedNotebook): Map<Output, ClaimResult> {
  const homes = new Map<Output, ClaimResult>();
  const seen = new Set<string>();
  for (const output of outputsOf(notebook)) {
    const claim = claimOf(output);
    if (claim === null || seen.has(claim.id)) continue;
    seen.add(claim.id);
    homes.set(output, claim);
  }
  return homes;
}

/** Figures that name a claim of the same notebook, or a part of one, by its id: they stand in the claim's box. */
export function figuresOfClaims(notebook: ExecutedNotebook): Map<string, Output[]> {
  const claims = new Set([...homesOf(notebook).values()].flatMap(statementIds));
  const placed = new Map<string, Output[]>();
  for (const output of outputsOf(notebook.notebook)) {
    const { claim } = figureMetadata(output);
    if (claim !== undefined && claims.has(claim) && isFigure(output))
      placed.set(claim, [...(placed.get(claim) ?? []), output]);
  }
  return placed;
}

/** True for what `showTable` displays. */
export function isTable(output: Output): boolean {
  return isMarked(output, "table");
}

/** True for the caption that `show` and `showFigure` display below a figure: the report has it from the figure itself. */
export function isFigureCaption(output: Output): boolean {
  return isMarked(output, "figureCaption");
}

function isMarked(output: Output, mark: string): boolean {
  const own = "metadata" in output ? output.metadata.ncsparse : undefined;
  return typeof own === "object" && own !== null && (own as Record<string, unknown>)[mark] === true;
}
