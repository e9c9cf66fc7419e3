/** In which order a run is taken away, told by a server that only writes down what it is asked. */
import type { Redis } from "ioredis";
import { expect, it } from "vitest";
import { RunOnServer } from "../../../report/queue/run-on-server.js";
import { FACTS } from "./made-up.js";

it("takes away the run, then the lists in which workers find jobs, then the jobs, which BullMQ would else write anew", async () => {
  const asked: string[][] = [];
  const note =
    <T>(command: string, answer: T) =>
    (...keys: string[]): Promise<T> => {
      asked.push([command, ...keys]);
      return Promise.resolve(answer);
    };
  const redis = {
    del: note("del", 1),
    zrem: note("zrem", 1),
    unlink: note("unlink", 1),
    scan: note("scan", ["0", ["job"]]),
  };
  const run = new RunOnServer(redis as unknown as Redis, "test", FACTS);
  await run.remove();
  expect(asked.map(([command]) => command)).toEqual(["del", "zrem", "unlink", "scan", "unlink"]);
  const lists = ["wait", "paused", "prioritized", "delayed", "active", "stalled", "marker"];
  expect(asked[2]).toEqual(["unlink", ...lists.map((list) => `test:${run.id}:${list}`)]);
  expect(asked[4]).toEqual(["unlink", "job"]);
});
