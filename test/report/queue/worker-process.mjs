// A worker on made-up blocks in a process of its own, which tests kill. Its argument: the request, as JSON.
import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { queueAddress } from "../../../report/dist/queue/address.js";
import { difference } from "../../../report/dist/queue/run-facts.js";
import { serve } from "../../../report/dist/queue/serve.js";

const { url, blocks, ms, facts, slots } = JSON.parse(process.argv[2]);

/** As `recordsOf` in made-up.ts. */
function recordsOf(block) {
  const key = createHash("sha256").update(block).digest("hex");
  return [{ key, bytes: Buffer.alloc(2_000, `${block};`) }];
}

const place = {
  tasks: new Set(blocks),
  async compute(block, signal) {
    await sleep(ms, undefined, { signal });
    return recordsOf(block);
  },
  close: () => Promise.resolve(),
};

await serve({
  address: queueAddress(url, "test", {}),
  name: `process ${process.pid}`,
  slots,
  open: (run) => Promise.resolve(difference(run, facts) ?? place),
  tell: (line) => process.stdout.write(`${line}\n`),
  lockMs: 1_000,
  signal: new AbortController().signal,
});
