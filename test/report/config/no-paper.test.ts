import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { enginePath } from "../../../report/root.js";
import { readProject } from "../../../report/config/read-project.js";
import { CLAIMS } from "../../../src/claims/registry.js";

function filesOf(folder: string, ending: RegExp): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && ending.test(entry.name) && !/[\\/]dist\b/.test(entry.parentPath))
    .map((entry) => join(entry.parentPath, entry.name));
}

it("the engine names neither this project's paper nor its title, and decides nothing by the id of a claim", () => {
  const { title, paper } = readProject(enginePath("ncsparse.config.json"));
  const words = [title, paper!.title.split("?")[0]!, paper!.authors, paper!.id.split(" ").at(-1)!];
  const files = [...filesOf(enginePath("report"), /\.(ts|json|cjs|js)$/), ...filesOf(enginePath("templates"), /./)];
  expect(files.length).toBeGreaterThan(100);
  for (const file of files) {
    // In comments ids stand as examples.
    const code = readFileSync(file, "utf8").replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "");
    for (const word of words) expect(code.includes(word), `${file}: ${word}`).toBe(false);
    for (const { id } of CLAIMS) expect(code.includes(`"${id}"`), `${file}: ${id}`).toBe(false);
  }
});
