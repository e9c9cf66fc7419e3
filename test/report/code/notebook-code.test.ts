/** What was changed in a library, and which notebooks are executed again for it: row by row, in a library of no sense. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readCells } from "../../../report/code/cell-code.js";
import { definerOf, readModules } from "../../../report/code/code-graph.js";
import { modulesRunBy, notebookCode } from "../../../report/code/notebook-code.js";
import type { LibraryClaims } from "../../../report/code/library-claims.js";

const FILES: Readonly<Record<string, string>> = {
  "index.js": 'export * from "./claims/index.js"; export { mean } from "./mean.js";',
  "mean.js": "export const mean = 1;",
  "claims/index.js":
    'export { show } from "./show.js"; export { CLAIMS } from "./registry.js"; export { table } from "./table.js";',
  "claims/show.js": 'import { findClaim } from "./registry.js"; export const show = (id) => findClaim(id);',
  "claims/registry.js": 'import { FAMILY } from "./family.js"; export const CLAIMS = FAMILY;',
  "claims/family.js":
    'import { a } from "./a.js"; import { b } from "./b.js"; import { words } from "./words.js"; export const FAMILY = [a, b];',
  "claims/words.js": 'export const words = "";',
  "claims/a.js": 'import { half } from "./half.js"; export const a = { caption: "A" };',
  "claims/b.js": 'import { mean } from "../mean.js"; export const b = { caption: "B" };',
  "claims/half.js": "export const half = 0.5;",
  "claims/table.js": 'import { CLAIMS } from "./registry.js"; export const table = () => CLAIMS.length;',
};

const CLAIMS: LibraryClaims = {
  shows: "lib/claims/show.js",
  registry: "lib/claims/registry.js",
  modules: { A: ["lib/claims/a.js"], B: ["lib/claims/b.js"] },
};

const NOTEBOOKS: Readonly<Record<string, readonly string[]>> = {
  a: ['import { show } from "lib";\nawait show("A");'],
  b: ['import { show as display } from "lib";', 'await display("B");'],
  mean: ['import { mean, type Mean } from "lib";\nconst twice: number = 2 * mean;'],
  table: ['import { table } from "lib";', "table();"],
  computed: ['import { show } from "lib";\nfor (const id of ["A"]) await show(id);'],
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "ncsparse-notebook-code-"));
  for (const [name, text] of Object.entries(FILES)) write(name, text);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, text: string): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
}

const nameOf = (specifier: string): string | null => (specifier === "lib" ? "lib/index.js" : null);

async function hashes(claims: LibraryClaims | null = CLAIMS): Promise<Record<string, string>> {
  const modules = readModules([{ name: "lib", folder }]);
  const entries = Object.entries(NOTEBOOKS).map(
    async ([name, cells]) => [name, notebookCode(await readCells(cells), { modules, claims }, nameOf)] as const,
  );
  return Object.fromEntries(await Promise.all(entries));
}

const ALL = "a b mean table computed";

it.each<[string, string, () => void]>([
  ["nothing", "", () => undefined],
  ["a claim's module", "a table computed", () => write("claims/a.js", `${FILES["claims/a.js"]!} a.n = 1;`)],
  ["its caption", "a table computed", () => write("claims/a.js", FILES["claims/a.js"]!.replace('"A"', '"Of A"'))],
  ["what it imports", "a table computed", () => write("claims/half.js", "export const half = 0.25;")],
  ["what another claim and a cell import", "b mean table computed", () => write("mean.js", "export const mean = 2;")],
  [
    "where claims are gathered",
    "a b table computed",
    () => write("claims/family.js", `${FILES["claims/family.js"]!} 1;`),
  ],
  ["what is gathered with them", "a b table computed", () => write("claims/words.js", 'export const words = "x";')],
  ["how claims are shown", "a b computed", () => write("claims/show.js", `${FILES["claims/show.js"]!} 1;`)],
  ["data beside the code", ALL, () => write("data/table.json", "[1]")],
  ["a module that cannot be read", "a table computed", () => write("claims/half.js", "export {")],
  ["what nothing imports", "computed", () => write("more.js", "export const more = 1;")],
])("%s: executed again: %s", async (_, again, change) => {
  const before = await hashes();
  change();
  const after = await hashes();
  const changed = ALL.split(" ").filter((name) => before[name] !== after[name]);
  expect(changed.join(" ")).toBe(again);
});

it("a notebook depends on all where claims are not known by their modules", async () => {
  const before = await hashes(null);
  write("more.js", "export const more = 1;");
  const after = await hashes(null);
  expect(ALL.split(" ").filter((name) => before[name] !== after[name])).toHaveLength(5);
});

describe("the modules of a notebook", () => {
  it.each([
    ["everything of a module is imported", 'import * as lib from "lib";'],
    ["a module is loaded by name", 'const lib = await import("lib");'],
    ["a module is required", 'const lib = require("lib");'],
    ["a claim's id is unknown", 'import { show } from "lib"; await show("C");'],
    ["what shows claims is handed on", 'import { show } from "lib"; ["A"].map(show);'],
    ["a name is no export", 'import { nothing } from "lib";'],
    ["a name is one that every object has", 'import { constructor } from "lib"; constructor("A");'],
    ["an id is one that every object has", 'import { show } from "lib"; await show("constructor");'],
    ["a cell cannot be read", "const = 1;"],
  ])("are all of them where %s", async (_, cell) => {
    const modules = readModules([{ name: "lib", folder }]);
    expect(modulesRunBy(await readCells([cell]), modules, CLAIMS, nameOf)).toBeNull();
  });

  it("are none of a package that is none of ours, nor of a type", async () => {
    const modules = readModules([{ name: "lib", folder }]);
    const cells = await readCells(['import { readFileSync } from "node:fs"; import type { Mean } from "lib";']);
    expect([...modulesRunBy(cells, modules, CLAIMS, nameOf)!]).toEqual([]);
  });
});

it("an export is found where it is made, also behind modules that pass on each other's", () => {
  write("index.js", 'export * from "./one.js"; export * from "./two.js";');
  write("one.js", 'export * from "./two.js"; export const first = 1;');
  write("two.js", 'export * from "./one.js"; export { mean as second } from "./mean.js";');
  const modules = readModules([{ name: "lib", folder }]);
  const found = ["first", "second", "third"].map((name) => definerOf(modules, "lib/index.js", name));
  expect(found).toEqual(["lib/one.js", "lib/mean.js", null]);
});
