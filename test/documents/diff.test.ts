/** docs/diff.md says of every field of a claim's record what a comparison makes of it. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { diffCommand } from "../../report/cli/diff.js";
import { enginePath } from "../../report/root.js";

const text = readFileSync(enginePath("docs", "diff.md"), "utf8");
const { definitions } = JSON.parse(readFileSync(enginePath("report", "ledger", "claims-file.schema.json"), "utf8")) as {
  definitions: Record<string, { properties?: object }>;
};

describe("docs/diff.md", () => {
  it.each(["LedgerEntry", "CellResult", "ControlResult"])("names every field of a %s", (name) => {
    const fields = Object.keys(definitions[name]!.properties!);
    expect(fields.length).toBeGreaterThan(4);
    const named = [...text.matchAll(/`([a-zA-Z]+)(?:\.\w+)?`/g)].map(([, field]) => field);
    expect(fields.filter((field) => !named.includes(field))).toEqual([]);
  });

  it("and docs/report.md name every option", () => {
    const options = diffCommand(() => undefined).options.map(({ long }) => long!);
    expect(options).toEqual(["--markdown", "--allow-changed-claims"]);
    const readme = readFileSync(enginePath("docs", "report.md"), "utf8")
      .split("\n")
      .find((line) => line.startsWith("| `npx ncsparse diff OLD NEW`"))!;
    for (const option of options) for (const document of [text, readme]) expect(document).toContain(`\`${option}\``);
  });

  it("names the label that the workflow reads", () => {
    const workflow = readFileSync(enginePath(".github", "workflows", "ci.yml"), "utf8");
    for (const document of [text, workflow]) expect(document).toContain("changes-claims");
  });
});
