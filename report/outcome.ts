/** What a run came to, in lines for the terminal and as an exit code. */
import { EXIT } from "./errors.js";
import { isClean } from "./ledger/claims-file.js";
import type { PdfState } from "./ledger/run-file.js";
import { problemsOf } from "./ledger/tally.js";
import { partsWords, totalsOf } from "./ledger/totals.js";
import { warningLines, type Warning } from "./page/warnings.js";
import type { ClaimsFile, ExecutedNotebook } from "./types.js";

export interface RunOutcome {
  executed: readonly ExecutedNotebook[];
  claims: ClaimsFile;
  warnings: readonly Warning[];
  pdf: PdfState;
}

/** Claims first, then what deviates, failed or was left out. */
export function outcomeLines({ executed, claims, warnings, pdf }: RunOutcome): string[] {
  return [
    ...countLine(claims),
    ...claims.claims.flatMap((claim) => problemsOf(claim).map((problem) => `DEVIATION ${claim.id}: ${problem}`)),
    ...executed.flatMap(({ name, failures }) =>
      failures.map(
        (failure) =>
          `FAILED ${name}, code cell ${failure.codeCellNumber} (${failure.cellId}): ${failure.kind}: ${failure.ename}: ${failure.evalue}`,
      ),
    ),
    ...warningLines(warnings),
    ...(pdf.state === "failed" ? [`NO PDF: ${pdf.reason}`] : []),
  ];
}

function countLine({ claims }: ClaimsFile): string[] {
  if (claims.length === 0) return [];
  const totals = totalsOf(claims);
  const { total, asExpected, tally } = totals.claims;
  return [
    `${asExpected} of ${total} claims as expected (${[tally, ...partsWords(totals)].join("; ")}), ` +
      `${totals.controls.asRequired} of ${totals.controls.total} controls as required`,
  ];
}

export function exitCodeOf({ claims, warnings, pdf }: RunOutcome): number {
  if (!isClean(claims) || warnings.some(({ isLoss }) => isLoss)) return EXIT.deviation;
  return pdf.state === "failed" ? EXIT.pdfMissing : EXIT.ok;
}

/** How many cells failed, and in how many notebooks; null for none. */
export function failedCells(executed: readonly ExecutedNotebook[]): string | null {
  const failing = executed.filter(({ failures }) => failures.length > 0);
  if (failing.length === 0) return null;
  const cells = failing.reduce((sum, { failures }) => sum + failures.length, 0);
  const places = failing.length === 1 ? failing[0]!.name : `${failing.length} notebooks`;
  return `${cells} ${cells === 1 ? "cell" : "cells"} failed in ${places}`;
}
