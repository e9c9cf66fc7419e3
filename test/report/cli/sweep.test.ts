/** What `ncsparse sweep` refuses before anything is computed. */
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { runCommand } from "../../support/run-command.js";

const FILE = join(tmpdir(), "sweep-that-is-never-written.json");

it.each([
  [["sweep"], "sweep: one of --seeds LIST and --join FILES must be given"],
  [["sweep", "--seeds", "1", "--join", FILE], "sweep: one of --seeds LIST and --join FILES must be given"],
  [["sweep", "--join", FILE, "--shard", "1/2"], "sweep: --join computes nothing, so no --shard"],
  [["sweep", "--join", FILE, "--queue", "redis://127.0.0.1:1"], "sweep: --join computes nothing, so no --queue"],
  [["sweep", "--seeds", "1", "--queue-timeout", "9"], "--queue-prefix, --queue-timeout: only --queue has a queue"],
  [
    ["sweep", "--seeds", "1", "--queue", "http://x", "--out", FILE],
    "the queue's address must begin with redis:// or rediss://, got http://",
  ],
  [["sweep", "--seeds", "1..x", "--out", FILE], "--seeds must be seeds in [0, 4294967295] such as 1..10,20, got 1..x"],
  [["sweep", "--seeds", "1,1", "--out", FILE], "--seeds must name each seed once, and 1 is there twice, got 1,1"],
  [
    ["sweep", "--seeds", "1", "--shard", "2/2", "--out", FILE],
    "--shard must be one of at most 1, as many as seeds, got 2/2",
  ],
  [
    ["sweep", "--seeds", "1", "--out", "/no/such/s.json"],
    "--out /no/such/s.json: nothing can be written there (ENOENT)",
  ],
  [["sweep", "--join", "/no/such/s.json", "--out", FILE], "/no/such/s.json: cannot be read: ENOENT"],
])("%j is refused in one line", async (args, line) => {
  expect(await runCommand(args)).toEqual({ code: 2, out: expect.anything() as string, err: `ncsparse: ${line}\n` });
});
