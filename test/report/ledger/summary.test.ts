/** The ledger as a job's summary, read by another Markdown parser than the page's. */
import { marked, type Token, type Tokens } from "marked";
import { describe, expect, it } from "vitest";
import { claimsFile } from "../../../report/ledger/claims-file.js";
import { ledgerMarkdown } from "../../../report/ledger/summary.js";
import type { ClaimsFile, LedgerEntry } from "../../../report/types.js";
import { DEVIATING_CLAIM, ledgerEntry, LITERAL_CLAIM, SPARSITY_CLAIM } from "../../fixtures/report/claims.js";

const SOUND = [SPARSITY_CLAIM, LITERAL_CLAIM].map((claim) => ledgerEntry(claim, "00-a"));
const DEVIATING = ledgerEntry(DEVIATING_CLAIM, "00-a");

function file(claims: LedgerEntry[], failures: ClaimsFile["notebooks"][number]["failures"] = []): ClaimsFile {
  const project = { name: "n", version: "1", paper: "p" };
  const made = claimsFile(project, { profile: "quick", seed: 7 }, { chapters: [], ledger: claims });
  return { ...made, notebooks: [{ name: "00-a", failures }] };
}
const isTable = (token: Token): token is Tokens.Table => token.type === "table";
const tablesOf = (markdown: string): Tokens.Table[] => marked.lexer(markdown).filter(isTable);

describe("summary.md", () => {
  it("begins with the counts, then what does not hold, and folds what holds", () => {
    const header = [
      "| claim | statement | provenance | outcome | bound / measured | control |",
      "| --- | --- | --- | --- | --- | --- |",
    ];
    const lines = ledgerMarkdown(file(SOUND)).split("\n");
    expect(lines.slice(0, 8)).toEqual([
      "## Ledger (quick, seed 7)",
      "",
      "**2 of 2 claims as expected**: 1 holds, 1 violated; all 2 controls behaved as required. The whole report: `index.html`.",
      "",
      "### 1 violated, as expected",
      "",
      ...header,
    ]);
    expect(lines[8]).toContain(`: ${LITERAL_CLAIM.id} |`);
    expect(lines.slice(10, 16)).toEqual([
      "<details>",
      "",
      "<summary>The statement that holds</summary>",
      "",
      ...header,
    ]);
    expect(lines[16]).toContain(`: ${SPARSITY_CLAIM.id} |`);
  });

  it("has a violated part of a claim that holds beside the other violated ones", () => {
    const part = { ...LITERAL_CLAIM, id: "L4.2-part" };
    const [open] = ledgerMarkdown(file([{ ...SOUND[0]!, parts: [part] }])).split("<details>");
    expect(open).toContain("1 of 1 claim as expected**: 1 holds; 2 statements with their parts: 1 holds, 1 violated;");
    expect(open).toMatch(
      /^\| L4\.2-part \(part of Theorem 4\.3 of the paper, sharpened: T4\.3-order\) \| .* \| violated \(as expected\) \|/m,
    );
  });

  it("says what was run, on what, and how much of it anew", () => {
    const machine = { platform: "linux", arch: "x64", release: "6", cpu: "A_B", cores: 2, memoryGiB: 24 };
    const notebooks = [{ reused: true }, { reused: false }, { reused: true }];
    const facts = { commit: "0123456789ab", versions: { node: "20.20.2", ncsparse: "0.1.0" }, machine, notebooks };
    const table = tablesOf(ledgerMarkdown(file([]), [], facts))[0]!;
    expect(table.rows.map((row) => row.map(({ text }) => text))).toEqual([
      ["commit", "0123456789ab"],
      ["programs", "node 20.20.2, ncsparse 0.1.0"],
      ["machine", "linux x64, A\\_B, 2 cores, 24 GiB"],
      ["notebooks", "1 executed in this run, 2 taken from the memory of earlier runs of the same code"],
    ]);
  });

  it("has what deviates and the cells that failed before the fold", () => {
    const failure = { cellId: "c", codeCellNumber: 3, kind: "timeout", ename: "Cell_Time_out<b>" };
    const text = ledgerMarkdown(file([...SOUND, DEVIATING], [failure]));
    const [open] = text.split("<details>");
    expect(open).toContain(
      "**2 of 3 claims as expected**: 1 holds, 1 violated, 1 inconclusive; 1 of 3 controls did not behave as required.",
    );
    expect(open).toContain("### Not as expected");
    expect(open).toMatch(
      /^\| [^|]*L4\.2-jensen \| .* \| ours \| inconclusive \(\*\*expected holds\*\*\) \|  \| \*\*came out inconclusive, expected holds; its control came out inconclusive and must be violated\*\* \|$/m,
    );
    expect(open).toContain("- 00-a, code cell 3: timeout (Cell\\_Time\\_out\\<b\\>)");
    expect(open).not.toContain(SPARSITY_CLAIM.id);
    expect(open!.indexOf("### Not as expected")).toBeLessThan(open!.indexOf("### 1 violated, as expected"));
  });

  it("names a claim whose control alone was missed", () => {
    const missed = { ...SOUND[0]!, control: { ...SOUND[0]!.control, outcome: "holds", asExpected: false } } as const;
    expect(ledgerMarkdown(file([missed])).split("<details>")[0]).toContain(`: ${SPARSITY_CLAIM.id} |`);
  });

  it("says nothing of claims where none was made", () => {
    expect(ledgerMarkdown(file([]))).toBe("## Report (quick, seed 7)\n\nThe whole report: `index.html`.\n\n");
  });

  it.each([
    ["a | b \\| c \\\\| d", "a | b | c \\| d"],
    ["$|x| < \\|y\\|$ and $5 | 6", "$\\vert x\\vert  \\lt \\Vert y\\Vert $ and $5 | 6"],
    ["`a | b < c`", "<code>a | b &lt; c</code>"],
    ["</details><script>", "&lt;/details&gt;&lt;script&gt;"],
    ["one\n\n| two |\r\n# three", "one | two | # three"],
  ])("keeps one row and one fold, whatever a title holds: %j", (title, html) => {
    const markdown = ledgerMarkdown(
      file([
        { ...SOUND[0]!, title },
        { ...SOUND[0]!, id: "T4.3-two" },
      ]),
    );
    const [table, ...more] = tablesOf(markdown);
    expect(more).toEqual([]);
    expect(table!.rows.map((row) => row.length)).toEqual([6, 6]);
    expect(marked.parser([table!])).toContain(`<td>${html}</td>`);
    expect(markdown.match(/<\/?details>/g)).toEqual(["<details>", "</details>"]);
  });
});
