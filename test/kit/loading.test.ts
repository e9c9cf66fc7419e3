/** What an import of the kit loads, in a process of its own that names every module. */
import { execFileSync } from "node:child_process";
import { fileURLToPath, pathToFileURL } from "node:url";
import { expect, it } from "vitest";
import * as byName from "ncsparse-kit";
import { enginePath } from "../../report/root.js";
import * as byPlace from "../../src/kit/index.js";

const NAMING = pathToFileURL(fileURLToPath(new URL("../support/name-loaded.mjs", import.meta.url))).href;

/** Paths of the project's own modules that an import loads, seen from the project's root. */
function loadedBy(specifier: string): string[] {
  const program = `await import(${JSON.stringify(specifier)}); process.exit(0)`;
  const args = ["--import", NAMING, "--input-type=module", "--eval", program];
  const told = execFileSync(process.execPath, args, { cwd: enginePath(), encoding: "utf8" });
  const root = pathToFileURL(enginePath()).href;
  const own = told.split("\n").filter((url) => url.startsWith(`${root}/`) && !url.includes("/node_modules/"));
  return own.map((url) => url.slice(root.length + 1));
}

it.each(["ncsparse-kit", "ncsparse/kit"])("%s loads the kit, and no claim nor any other part of a paper", (name) => {
  const loaded = loadedBy(name);
  expect(loaded).toContain("src/kit/dist/claims/claim.js");
  expect(loaded.filter((path) => !path.startsWith("src/kit/dist/") && path !== "src/dist/kit.js")).toEqual([]);
});

it("the whole library loads its claims, as this test would see", () => {
  expect(loadedBy("ncsparse")).toContain("src/dist/claims/registry.js");
});

it("tests know one kit, by its name and by its place", () => {
  expect(byName.stream).toBe(byPlace.stream);
});
