/** The array job of the examples, run by a real Slurm. */
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { enginePath } from "../../report/root.js";
import { smallProject, type SmallProject } from "../report/compute/small-project.js";
import { hasSlurm, OneNodeSlurm } from "./one-node-slurm.js";

describe.skipIf(!hasSlurm())("under Slurm (slurm-wlm and munge, as root)", () => {
  let cluster: OneNodeSlurm;
  let project: SmallProject;
  beforeAll(async () => {
    cluster = await OneNodeSlurm.start();
    project = await smallProject();
  });
  afterAll(async () => {
    await cluster.stop();
    await project.remove();
  });

  it("an array of three tasks computes three shares, which merge", async () => {
    const parts = join(project.folder, "parts");
    const script = enginePath("examples", "slurm-array.sh");
    const output = `--output=${join(project.folder, "log-%a")}`;
    await cluster.finish(
      enginePath(),
      { PARTS: parts },
      "--array=1-3",
      output,
      "--mem-per-cpu=0",
      script,
      "--config",
      project.config,
    );
    const names = (await readdir(parts)).sort();
    expect(names).toEqual(["part-1", "part-2", "part-3"]);
    const merged = await project.run("merge", ...names.map((name) => join(parts, name)));
    expect(merged).toMatchObject({ code: 0, err: "" });
    expect(merged.out).toContain("the numbers of 3 statements");
  });
});
