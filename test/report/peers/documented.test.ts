/** docs/faults.md names tests: each of them exists. */
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { enginePath } from "../../../report/root.js";

const text = readFileSync(enginePath("docs", "faults.md"), "utf8");
const rows = text.split("\n").filter((line) => line.startsWith("| ") && !line.startsWith("| ---"));
const quoted = (cell: string): string[] => [...cell.matchAll(/`([^`]+)`/g)].map((match) => match[1]!);

function testFile(name: string): string {
  return name.startsWith("test/")
    ? enginePath(`${name.replace(/\.test\.ts$/, "")}.test.ts`)
    : enginePath("test", "report", `${name}.test.ts`);
}

describe("docs/faults.md", () => {
  it("names a test file for every fault, and each is there", () => {
    const faults = rows.filter((row) => !/\| (nbclient|when) |\| (nbconvert: )?`test_/.test(row));
    expect(faults.length).toBeGreaterThan(20);
    for (const row of faults) {
      const files = quoted(row.split("|").at(-2)!).filter((name) => name !== ".slow");
      expect(files, row).not.toEqual([]);
      for (const file of files) expect(existsSync(testFile(file)), `${file} of: ${row}`).toBe(true);
    }
  });

  it("says of nbclient's tests where ours of the same name are, and they are there", () => {
    const mapped = rows.filter((row) => /^\| (nbconvert: )?`test_.*\| `peers\/[\w.-]+` \|$/.test(row));
    const names = mapped.flatMap((row) => {
      const [, theirs, ours] = row.split("|");
      const source = readFileSync(testFile(quoted(ours!)[0]!), "utf8");
      for (const name of quoted(theirs!)) expect(source, name).toContain(`it("${name}"`);
      return quoted(theirs!);
    });
    expect(names.length).toBeGreaterThan(35);
  });

  it("quotes tests by titles that they have", () => {
    for (const [, file, title] of text.matchAll(/`([a-z-]+\/[a-z-]+)` "([^"]+)"/g)) {
      expect(readFileSync(testFile(file!), "utf8"), file).toContain(`"${title!}`);
    }
  });
});
