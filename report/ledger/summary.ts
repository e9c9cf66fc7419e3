/** The ledger as Markdown, for a CI job's summary. */
import type { ClaimsFile } from "../types.js";
import { formatNumber } from "ncsparse/dist/claims/format.js";

/** Text that ends no cell of a table. */
function cellText(text: string): string {
  return text.replaceAll("|", "\\|");
}

export function ledgerMarkdown(file: ClaimsFile): string {
  const { claims, summary } = file;
  const rows = claims.map((claim) => {
    const tightness = claim.cells.map((cell) => cell.tightness).filter((x) => x !== null);
    const range =
      tightness.length === 0 ? "" : `${formatNumber(Math.min(...tightness))} – ${formatNumber(Math.max(...tightness))}`;
    const expected = claim.asExpected ? "as expected" : `**expected ${claim.expected.outcome}**`;
    const control = claim.control.caught ? "caught" : "**missed**";
    return `| ${cellText(claim.label)} | ${cellText(claim.title)} | ${claim.provenance} | ${claim.outcome} (${expected}) | ${range} | ${control} |`;
  });
  const failures = file.notebooks.flatMap(({ name, failures: list }) =>
    list.map((failure) => `- ${name}, code cell ${failure.codeCellNumber}: ${failure.kind} (${failure.ename})`),
  );
  return [
    `## Ledger (${file.profile}, seed ${file.seed})`,
    `${summary.asExpected} of ${summary.claims} claims as expected, ${summary.controlsCaught} controls caught.`,
    ...(failures.length > 0 ? ["### Failed cells", failures.join("\n")] : []),
    [
      "| claim | | provenance | outcome | bound / measured | control |",
      "| --- | --- | --- | --- | --- | --- |",
      ...rows,
    ].join("\n"),
    "",
  ].join("\n\n");
}
