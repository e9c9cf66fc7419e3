/** Reports that are not whole are verified, too: of some notebooks, of one that fails, and computed without a memory. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { smallProject, type SmallProject } from "../compute/small-project.js";

let project: SmallProject;
beforeAll(async () => {
  project = await smallProject();
});
afterAll(() => project.remove());

/** What a verification of all blocks says of numbers, and the end of it. */
async function verified(out: string): Promise<string[]> {
  const { code, out: text, err } = await project.run("verify", join(project.folder, out), "--sample", "all");
  expect({ code, err }).toEqual({ code: 0, err: "" });
  return text.trimEnd().split("\n").slice(-2);
}

describe("a report that is verified", () => {
  it("may be of some notebooks alone", async () => {
    expect((await project.run("report", "--no-pdf", "--only", "01")).code).toBe(0);
    expect(await verified("out-only")).toEqual([
      expect.stringMatching(/^4 cells of 1 of 1 statements, computed anew in 2 of 2 blocks .*: as recorded$/),
      "verified",
    ]);
  });

  it("may lack the claims of a notebook that failed", async () => {
    const file = join(project.folder, "notebooks", "01-one.ipynb");
    const sound = await readFile(file, "utf8");
    await writeFile(file, sound.replace("await showClaim(a);", "throw new Error();\\nawait showClaim(a);"));
    expect((await project.run("report", "--no-pdf", "--no-cache", "--seed", "3")).code).toBe(1);
    expect(await verified("out")).toEqual([
      expect.stringMatching(/^8 cells of 2 of 2 statements, computed anew in 4 of 4 blocks .*: as recorded$/),
      "verified",
    ]);
  });
});
