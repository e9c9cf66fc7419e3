/** The ledger as Markdown, for a CI job's summary. */
import { warningLines, type Warning } from "../page/warnings.js";
import type { ClaimsFile } from "../types.js";
import { formatNumber } from "ncsparse/dist/claims/format.js";

export function ledgerMarkdown(file: ClaimsFile, warnings: readonly Warning[] = []): string {
  const { claims, summary } = file;
  const rows = claims.map((claim) => {
    const tightness = claim.cells.map((cell) => cell.tightness).filter((x) => x !== null);
    const range =
      tightness.length === 0 ? "" : `${formatNumber(Math.min(...tightness))} – ${formatNumber(Math.max(...tightness))}`;
    const expected = claim.asExpected ? "as expected" : `**expected ${claim.expected.outcome}**`;
    const control = claim.control.caught ? "caught" : "**missed**";
    return `| ${claim.id} | ${claim.title.replaceAll("|", "\\|")} | ${claim.provenance} | ${claim.outcome} (${expected}) | ${range} | ${control} |`;
  });
  const failures = file.notebooks.flatMap(({ name, failures: list }) =>
    list.map((failure) => `- ${name}, code cell ${failure.codeCellNumber}: ${failure.kind} (${failure.ename})`),
  );
  return [
    `## Ledger (${file.profile}, seed ${file.seed})`,
    `${summary.asExpected} of ${summary.claims} claims as expected, ${summary.controlsCaught} controls caught.`,
    ...(failures.length > 0 ? ["### Failed cells", failures.join("\n")] : []),
    ...(warnings.length > 0 ? ["### What the page could not show", listOf(warningLines(warnings))] : []),
    [
      "| claim | | provenance | outcome | bound / measured | control |",
      "| --- | --- | --- | --- | --- | --- |",
      ...rows,
    ].join("\n"),
    "",
  ].join("\n\n");
}

function listOf(lines: readonly string[]): string {
  return lines.map((line) => `- ${line.replace(/[<`|*_[\]]/g, "\\$&")}`).join("\n");
}
