/** The suite's properties again: twice as many cases, from another seed. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { enginePath } from "../../report/root.js";

const SEED = "2404";

it("the properties hold for other cases than the suite's", async () => {
  const args = [enginePath("test", "fuzz", "run.mjs"), "--seed", SEED, "--times", "2"];
  // The fuzzed suite is a run of its own: nothing of this one's runner is its business.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("VITEST")));
  const { stdout } = await promisify(execFile)(process.execPath, args, { env, maxBuffer: 2 ** 26 });
  expect(stdout).toContain(`fuzzing 2 times as much as the suite does, from seed ${SEED}`);
});
