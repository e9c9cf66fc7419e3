import { describe, expect, it } from "vitest";
import { InputError } from "../../../report/errors.js";
import { WorkerWatch } from "../../../report/queue/watch-workers.js";
import { addressOf } from "./made-up.js";

const ADDRESS = addressOf("redis://me:secret@host:1234");
const SIGHT = { workers: ["one"], refusals: [], active: ["B/claim/0", "A/claim/0"], left: 9 };
const ALONE = { workers: [], refusals: [], active: [], left: 10 };

/** A watch over ten blocks, what it told, and its clock. */
function watching(timeoutMs = Infinity): { watch: WorkerWatch; told: string[]; clock: { ms: number } } {
  const [told, clock]: [string[], { ms: number }] = [[], { ms: 0 }];
  const watch = new WorkerWatch(
    ADDRESS,
    10,
    timeoutMs,
    (line) => told.push(line),
    () => clock.ms,
  );
  return { watch, told, clock };
}

describe("what is told of a run's workers", () => {
  it("is how many blocks are done, who is there, and what is computed now", () => {
    const { watch, told } = watching();
    watch.see({ ...SIGHT, workers: ["two", "one"] });
    expect(told).toEqual(["1 of 10 blocks; 2 workers (one, two); now: A/claim/0; B/claim/0"]);
  });

  it("is told once a second at most, and again after a minute", () => {
    const { watch, told, clock } = watching();
    for (const [ms, left] of [
      [0, 9],
      [500, 8],
      [1_100, 8],
      [2_200, 8],
      [61_200, 8],
    ] as const) {
      clock.ms = ms;
      watch.see({ ...SIGHT, left });
    }
    expect(told.map((line) => line.slice(0, 12))).toEqual(["1 of 10 bloc", "2 of 10 bloc", "2 of 10 bloc"]);
  });

  it("is how to start a worker where none is there for five seconds, without the password", () => {
    const { watch, told, clock } = watching();
    watch.see(ALONE);
    expect(told).toEqual([]);
    clock.ms = 5_000;
    watch.see(ALONE);
    expect(told).toEqual([
      "no worker is there; start some in this project, on any machine: ncsparse worker redis://host:1234 --queue-prefix test (user and password in NCSPARSE_QUEUE)",
    ]);
  });

  it("is once who does not take part, on one line", () => {
    const { watch, told } = watching();
    for (let i = 0; i < 2; i++) watch.see({ ...SIGHT, refusals: ["old: its Node is 1,\n\u001b[2Jhere it is 2"] });
    expect(told.filter((line) => line.startsWith("a worker"))).toEqual([
      "a worker does not take part: old: its Node is 1,\\n\\u001b[2Jhere it is 2",
    ]);
  });

  it("ends the run when none was there for the time that is given, from the last on", () => {
    const { watch, clock } = watching(10_000);
    watch.see(SIGHT);
    clock.ms = 9_000;
    watch.see(SIGHT);
    clock.ms = 18_000;
    watch.see(ALONE);
    clock.ms = 19_000;
    expect(() => watch.see(ALONE)).toThrow(
      new InputError("queue redis://host:1234: no worker was there for 10 s (--queue-timeout)"),
    );
  });
});
