/** The ledger as Markdown, for a CI job's summary: what it amounts to and what deviates, then every claim, folded. */
import { formatRange } from "ncsparse-kit/claims/format";
import { outcomeWords } from "ncsparse-kit/claims/wording";
import { warningLines, type Warning } from "../page/warnings.js";
import type { ClaimsFile, LedgerEntry } from "../types.js";
import { literalMarkdown, markdownTable } from "../text/markdown.js";
import { controlsSound, problemsOf, tally } from "./tally.js";

/**
 * The content of out/summary.md. Its link leads to the page beside it; a workflow, where nothing stands beside a summary,
 * puts the address of its artifact in place of `(index.html)`.
 */
export function ledgerMarkdown(file: ClaimsFile, warnings: readonly Warning[] = []): string {
  return [
    `## ${file.claims.length === 0 ? "Report" : "Ledger"} (${file.profile}, seed ${file.seed})`,
    `${amount(file)}The whole report: [index.html](index.html).`,
    ...deviations(file.claims),
    ...failedCells(file),
    ...notShown(warnings),
    ...everyClaim(file.claims),
    "",
  ].join("\n\n");
}

function amount({ claims, summary }: ClaimsFile): string {
  if (claims.length === 0) return "";
  const { asExpected, controlsAsExpected } = summary;
  return (
    `**${tally(claims)}**: ${asExpected} of ${claims.length} ${claims.length === 1 ? "claim" : "claims"} as expected, ` +
    `${controlsAsExpected} of ${claims.length} controls as they must be. `
  );
}

function deviations(claims: readonly LedgerEntry[]): string[] {
  const deviating = claims.filter((claim) => problemsOf(claim).length > 0);
  return deviating.length === 0 ? [] : ["### Not as expected", claimTable(deviating)];
}

function failedCells({ notebooks }: ClaimsFile): string[] {
  const failures = notebooks.flatMap(({ name, failures: list }) =>
    list.map(
      ({ codeCellNumber, kind, ename }) =>
        `- ${literalMarkdown(name)}, code cell ${codeCellNumber}: ${literalMarkdown(kind)} (${literalMarkdown(ename)})`,
    ),
  );
  return failures.length === 0 ? [] : ["### Failed cells", failures.join("\n")];
}

function notShown(warnings: readonly Warning[]): string[] {
  const lines = warningLines(warnings).map((line) => `- ${literalMarkdown(line)}`);
  return lines.length === 0 ? [] : ["### What the page could not show", lines.join("\n")];
}

/** Within `<details>`, Markdown is read as such between blank lines only. */
function everyClaim(claims: readonly LedgerEntry[]): string[] {
  if (claims.length === 0) return [];
  const title = claims.length === 1 ? "The claim" : `All ${claims.length} claims`;
  return ["<details>", `<summary>${title}</summary>`, claimTable(claims), "</details>"];
}

function claimTable(claims: readonly LedgerEntry[]): string {
  const rows = claims.map((claim) => {
    const tightness = claim.cells.map((cell) => cell.tightness).filter((x) => x !== null);
    const expected = claim.asExpected ? "as expected" : `**expected ${claim.expected.outcome}**`;
    return [
      claim.label,
      claim.title,
      claim.provenance,
      `${outcomeWords(claim)} (${expected})`,
      tightness.length === 0 ? "" : formatRange(tightness),
      controlsSound(claim) ? claim.control.outcome : `**${problemsOf(claim).join("; ")}**`,
    ];
  });
  return markdownTable(["claim", "", "provenance", "outcome", "bound / measured", "control"], rows).join("\n");
}
