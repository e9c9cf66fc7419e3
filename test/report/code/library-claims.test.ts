/** Claims of libraries, asked in processes of their own: a test's modules are not loaded as Node loads them. */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { LibraryClaims } from "../../../report/code/library-claims.js";
import { enginePath, kitPath, libraryPath } from "../../../report/root.js";

let folder: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "ncsparse-library-")));
  mkdirSync(join(folder, "node_modules"));
  symlinkSync(kitPath(), join(folder, "node_modules", "ncsparse-kit"), "junction");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** What is known of a library whose modules are called by their paths in it. */
function claimsOf(library: string): LibraryClaims | null {
  const module = pathToFileURL(enginePath("report", "dist", "code", "library-claims.js")).href;
  const program = `
    import { libraryClaims } from ${JSON.stringify(module)};
    import { pathToFileURL } from "node:url";
    const [folder] = process.argv.slice(1);
    const root = pathToFileURL(folder + "/").href;
    const nameOf = (url) => (url.startsWith(root) ? url.slice(root.length) : undefined);
    console.log(JSON.stringify(await libraryClaims(folder, nameOf)));`;
  const args = ["--input-type=module", "--eval", program, library];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: "utf8" })) as LibraryClaims | null;
}

const CLAIM = `inequalityClaim({
  id: "X-one", title: "x", provenance: "ours", hypotheses: [], scope: "", statement: "", rule: "", reason: "",
  grid: { n: 1 }, measure: () => ({ excess: 0, roundingBound: 1 }), caption: "", chart: () => ({}), aliases: ["X-old"],
  control: { statement: "", power: certain("x"), grid: { n: 2 } },
})`;
const IMPORT = 'import { certain, inequalityClaim } from "ncsparse-kit/claims/kinds";';
const FIND = "export const findClaim = (id) => CLAIMS.find((claim) => claim.id === id || claim.aliases.includes(id));";

const GOOD: Readonly<Record<string, string>> = {
  "package.json": JSON.stringify({
    type: "module",
    main: "main.js",
    ncsparse: { registry: "registry.js", shows: "show.js" },
  }),
  "main.js": 'export { show } from "./show.js";',
  "show.js": 'import { findClaim } from "./registry.js"; export const show = findClaim;',
  "registry.js": `import { one } from "./one.js"; export const CLAIMS = [one]; ${FIND}`,
  "one.js": `${IMPORT} export const one = ${CLAIM};`,
};

function write(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
}

it("claims are known by their ids, former ones included, with the modules that define them", () => {
  write(GOOD);
  const modules = { "X-one": ["one.js"], "X-old": ["one.js"] };
  expect(claimsOf(folder)).toEqual({ shows: "show.js", registry: "registry.js", modules });
});

it.each<[string, Record<string, string>]>([
  ["it names no registry", { "package.json": '{ "type": "module", "main": "main.js" }' }],
  ["it cannot be loaded", { "main.js": 'import "./registry.js"; throw new Error("no");' }],
  ["its registry cannot be loaded", { "one.js": "export const one = ;" }],
  ["its registry is none", { "registry.js": "export const findClaim = () => undefined;" }],
  ["what shows claims is no module of it", { "package.json": GOOD["package.json"]!.replace("show.js", "../show.js") }],
  [
    "a claim is made when it is asked for",
    {
      "one.js": `${IMPORT} export const one = await Promise.resolve().then(() => ${CLAIM});`,
    },
  ],
])("nothing is known of a library where %s", (_, change) => {
  write({ ...GOOD, ...change });
  expect(claimsOf(folder)).toBeNull();
});

it("the library's own claims are known, parts and all", () => {
  const claims = claimsOf(realpathSync(libraryPath()))!;
  expect(claims).toMatchObject({ shows: "dist/claims/show.js", registry: "dist/claims/registry.js" });
  expect(Object.keys(claims.modules).length).toBeGreaterThan(150);
  expect(claims.modules["T4.3-trivial"]).toEqual([
    "dist/claims/theorem-4.3/trivial.js",
    "dist/claims/theorem-5.1/count.js",
  ]);
});
