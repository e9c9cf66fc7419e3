/** Two hosts, each a network namespace: a worker reaches the server by a cable, which is cut while it computes. */
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { enginePath } from "../../../report/root.js";
import { killed } from "./killing.js";
import { blockNames, FACTS, MadeUpReport, recordsOf } from "./made-up.js";
import { HAS_REDIS, RedisServer } from "./redis-server.js";

/** The server is at the test's own end of the cable, the worker at the other. */
const [HOST, WORKER_HOST, SUBNET] = ["10.213.77.1", "10.213.77.2", "/30"];
const [SPACE, OURS, THEIRS] = ["ncsparse-two", "ncs-two-a", "ncs-two-b"];

const ip = (...args: string[]): void => void execFileSync("ip", args, { stdio: "ignore" });

/** Whether this user may make such a host: root, outside of most containers. */
function mayMakeHosts(): boolean {
  const made = spawnSync("ip", ["netns", "add", SPACE], { stdio: "ignore" }).status === 0;
  return made && spawnSync("ip", ["netns", "delete", SPACE], { stdio: "ignore" }).status === 0;
}

describe.skipIf(!HAS_REDIS || !mayMakeHosts())("a worker on another host", () => {
  let server: RedisServer;
  beforeAll(async () => {
    ip("netns", "add", SPACE);
    ip("link", "add", OURS, "type", "veth", "peer", "name", THEIRS, "netns", SPACE);
    ip("address", "add", `${HOST}${SUBNET}`, "dev", OURS);
    ip("link", "set", OURS, "up");
    ip("-n", SPACE, "address", "add", `${WORKER_HOST}${SUBNET}`, "dev", THEIRS);
    ip("-n", SPACE, "link", "set", THEIRS, "up");
    server = await RedisServer.start({ host: HOST, options: ["--requirepass", "secret"] });
  });
  afterAll(async () => {
    await server.stop();
    ip("link", "delete", OURS);
    ip("netns", "delete", SPACE);
  });

  it("goes on when the cable, which was cut, is back; what it had begun is computed by another meanwhile", async () => {
    const blocks = blockNames(30);
    const url = server.url.replace("redis://", "redis://:secret@");
    const worker = (inside: readonly string[]): ReturnType<typeof spawn> => {
      const request = JSON.stringify({ url, blocks, ms: 400, facts: FACTS, slots: 1 });
      const [program, ...args] = [
        ...inside,
        process.execPath,
        enginePath("test", "report", "queue", "worker-process.mjs"),
      ];
      return spawn(program, [...args, request], { stdio: "ignore" });
    };
    const workers = [worker(["ip", "netns", "exec", SPACE]), worker([])];
    const report = new MadeUpReport({ url, tasks: blocks });
    try {
      const run = report.run();
      await report.hears(/; 2 workers/);
      while (report.kept.size < 4) await sleep(50);
      ip("link", "set", OURS, "down");
      await sleep(3_000);
      ip("link", "set", OURS, "up");
      expect(await run).toEqual([]);
      for (const block of blocks) expect(report.kept.get(block), block).toEqual(recordsOf(block));
    } finally {
      await Promise.all(workers.map(killed));
    }
  });
});
