/** Blocks that cannot be computed: which it was, with which seed, how to repeat it, and no file. */
import { existsSync } from "node:fs";
import { readdir, writeFile, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { smallProject, type SmallProject } from "./small-project.js";

let project: SmallProject;
let sound: string;
beforeAll(async () => {
  project = await smallProject();
  sound = await readFile(join(project.folder, "code", "a.js"), "utf8");
});
afterAll(() => project.remove());

const AGAIN = 'to repeat it: ncsparse compute --block "A/claim/0" --seed 8 --profile quick\n';

/** Runs one share, with a line before what claim A measures. */
async function computeWith(line: string): Promise<string> {
  const text = sound.replace("measure: ({ n }, context, role) => ({", `measure: ({ n }, context, role) => (${line}, {`);
  expect(text).not.toBe(sound);
  await writeFile(join(project.folder, "code", "a.js"), text);
  const out = join(project.folder, "part");
  const { code, err } = await project.run("compute", "--shard", "1/1", "--seed", "8", "--out", out, "--workers", "2");
  expect(code).toBe(1);
  expect(existsSync(out)).toBe(false);
  expect((await readdir(project.folder)).filter((name) => name.includes("part"))).toEqual([]);
  return err;
}

describe("a block", () => {
  it("in which a cell throws is told with the reason", async () => {
    const err = await computeWith('(() => { if (n === 8) throw new TypeError("no such\\nthing"); })()');
    expect(err).toBe(`ncsparse: block A/claim/0, seed 8: TypeError: no such\\nthing; ${AGAIN}`);
  });

  it("whose process is killed is told with the signal", async () => {
    const err = await computeWith('process.kill(process.pid, "SIGKILL")');
    const ending = "was killed by SIGKILL (by hand, or by the system for want of memory)";
    expect(err).toBe(`ncsparse: block A/claim/0, seed 8: the process that computed it ${ending}; ${AGAIN}`);
  });

  it("is repeated by that command, which writes nothing, and another name is refused", async () => {
    await writeFile(join(project.folder, "code", "a.js"), sound);
    const again = await project.run("compute", "--block", "A/claim/0", "--seed", "8", "--profile", "quick");
    expect(again).toMatchObject({ code: 0, err: "" });
    const { code, err } = await project.run("compute", "--block", "../../x");
    expect(code).toBe(2);
    expect(err).toBe('ncsparse: block "../../x": there is none of that name among the 6 of the plan\n');
  });
});
