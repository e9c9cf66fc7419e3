/** Two builds at once into one folder: both end well, and the report of one of them stands there whole. */
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { ClaimsFile } from "../../../report/types.js";
import { notebooksIn } from "./build-folder.js";
import { startBuild } from "./own-process.js";

it("two builds at once into one folder leave the whole report of one of them", async () => {
  const folder = await mkdtemp(join(tmpdir(), "ncsparse-two-"));
  const notebooks = await notebooksIn(folder, ["no-code"]);
  const out = join(folder, "out");
  const seeds = [3, 4];
  const builds = seeds.map((seed) => startBuild({ notebooks, out, temporary: folder, seed }));
  for (const { ended } of builds) expect(await ended).toMatchObject({ code: 0, stderr: "" });
  const claims = JSON.parse(await readFile(join(out, "claims.json"), "utf8")) as ClaimsFile;
  expect(seeds).toContain(claims.seed);
  expect(await readFile(join(out, "index.html"), "utf8")).toContain(`seed ${claims.seed}`);
  expect((await readdir(folder)).sort()).toEqual(["notebooks", "out"]);
  expect(await readdir(out)).not.toContain(".ncsparse-lock");
  await rm(folder, { recursive: true, force: true });
});
