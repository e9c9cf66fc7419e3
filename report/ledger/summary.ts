/** The ledger as Markdown, for a CI job's summary: how the run came out and what deviates, then what does not hold; the rest folded. */
import { formatRange } from "ncsparse-kit/claims/format";
import { outcomeWords } from "ncsparse-kit/claims/wording";
import { statementsOf } from "../document/statements.js";
import { warningLines, type Warning } from "../page/warnings.js";
import type { ClaimsFile, LedgerEntry } from "../types.js";
import { literalMarkdown, markdownTable } from "../text/markdown.js";
import { nameOf } from "./names.js";
import { runTable, type RunFacts } from "./run-facts.js";
import { problemsOf, tally } from "./tally.js";
import { controlsWords, partsWords, totalsOf } from "./totals.js";

/**
 * The content of out/summary.md. It names the page beside it and does not link to it, for in a job's summary nothing stands
 * beside it: a workflow puts a link to its artifact in the place of `index.html` between backticks.
 *
 * @param facts what the run was; left out where nobody knows
 */
export function ledgerMarkdown(file: ClaimsFile, warnings: readonly Warning[] = [], facts?: RunFacts): string {
  return [
    `## ${file.claims.length === 0 ? "Report" : "Ledger"} (${file.profile}, seed ${file.seed})`,
    `${amount(file)}The whole report: \`index.html\`.`,
    ...statementTables(file.claims),
    ...failedCells(file),
    ...notShown(warnings),
    ...(facts === undefined ? [] : [runTable(facts)]),
    ...holding(file.claims),
    "",
  ].join("\n\n");
}

function amount({ claims }: ClaimsFile): string {
  if (claims.length === 0) return "";
  const totals = totalsOf(claims);
  const { asExpected, total, tally: told } = totals.claims;
  const rest = [told, ...partsWords(totals), controlsWords(totals)].join("; ");
  return `**${asExpected} of ${total} ${total === 1 ? "claim" : "claims"} as expected**: ${rest}. `;
}

/** What is not as expected, then what does not hold and was not expected to. */
function statementTables(claims: readonly LedgerEntry[]): string[] {
  const statements = claims.flatMap(statementsOf);
  const deviating = statements.filter((one) => problemsOf(one).length > 0);
  const others = statements.filter((one) => problemsOf(one).length === 0 && one.outcome !== "holds");
  return [
    ...(deviating.length === 0 ? [] : ["### Not as expected", statementTable(deviating)]),
    ...(others.length === 0 ? [] : [`### ${tally(others)}, as expected`, statementTable(others)]),
  ];
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
function holding(claims: readonly LedgerEntry[]): string[] {
  const list = claims.flatMap(statementsOf).filter((one) => one.outcome === "holds" && problemsOf(one).length === 0);
  if (list.length === 0) return [];
  const title = list.length === 1 ? "The statement that holds" : `The ${list.length} statements that hold`;
  return ["<details>", `<summary>${title}</summary>`, statementTable(list), "</details>"];
}

const HEADER = ["claim", "statement", "provenance", "outcome", "bound / measured", "control"];

function statementTable(statements: readonly LedgerEntry[]): string {
  const rows = statements.map((one) => {
    const tightness = one.cells.map((cell) => cell.tightness).filter((x) => x !== null);
    const expected = one.asExpected ? "as expected" : `**expected ${one.expected.outcome}**`;
    return [
      nameOf(one),
      one.title,
      one.provenance,
      `${outcomeWords(one)} (${expected})`,
      tightness.length === 0 ? "" : formatRange(tightness),
      one.control.asExpected ? `${one.control.outcome}, as required` : `**${problemsOf(one).join("; ")}**`,
    ];
  });
  return markdownTable(HEADER, rows).join("\n");
}
