/** What the commands for several machines refuse before anything is computed. */
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { runCommand } from "../../support/run-command.js";

const PART = join(tmpdir(), "part-that-is-never-written");

it.each([
  [["compute"], "compute: one of --shard i/N and --block NAME must be given"],
  [["compute", "--shard", "1/2", "--block", "A/claim/0"], "compute: one of --shard i/N and --block NAME must be given"],
  [["compute", "--shard", "1/2"], "compute: --shard needs --out, a file to write"],
  [["compute", "--block", "A/claim/0", "--out", PART], "compute: --block writes no file, so that there is no --out"],
  [["compute", "--shard", "3/2", "--out", PART], "--shard must be i/N with 1 <= i <= N <= 10000, got 3/2"],
  [["compute", "--shard", "1/2", "--out", tmpdir()], `--out ${tmpdir()}: it is a folder`],
  [
    ["compute", "--shard", "1/2", "--out", "/no/such/part"],
    "--out /no/such/part: nothing can be written there (ENOENT)",
  ],
  [
    ["compute", "--workers", "0"],
    "option '--workers <n>' argument '0' is invalid. it must be an integer in [1, 1024].",
  ],
  [["merge"], "missing required argument 'parts'"],
  [["merge", "/no/such/part"], "/no/such/part: cannot be read: ENOENT"],
])("%j is refused in one line", async (args, line) => {
  expect(await runCommand(args)).toEqual({ code: 2, out: expect.anything() as string, err: `ncsparse: ${line}\n` });
});
