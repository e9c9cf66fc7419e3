/** Makespans on paper, against schedules worked out by hand and bounds that all schedules keep. */
import { describe, expect, it } from "vitest";
import { stream } from "../../src/kit/random/stream.js";
import { queueMakespan, sharesMakespan } from "./makespan.mjs";

describe("blocks of 3, 3, 2, 2 and 2 seconds", () => {
  const blocks = [3, 3, 2, 2, 2];

  it("take 7 s on two workers, the longest first", () => {
    expect(queueMakespan(blocks, 2)).toBe(7);
    expect(sharesMakespan(blocks, blocks, 2)).toBe(7);
  });

  it("take their sum on one worker and the longest on many, with the price of a start and of each block", () => {
    expect(queueMakespan(blocks, 1, { start: 10, block: 0.5 })).toBe(10 + 12 + 2.5);
    expect(sharesMakespan(blocks, blocks, 1, { start: 10, block: 0.5 })).toBe(10 + 12 + 2.5);
    expect(queueMakespan(blocks, 99, { start: 10, block: 0.5 })).toBe(13.5);
    expect(sharesMakespan(blocks, blocks, 99, { start: 10, block: 0.5 })).toBe(13.5);
  });

  it("take longer where the longest comes last", () => {
    expect(queueMakespan([3, 2, 2], 2)).toBe(4);
    expect(queueMakespan([2, 2, 3], 2)).toBe(5);
  });

  it("wait for whoever hands them out, one at a time", () => {
    expect(queueMakespan(blocks, 99, { handOut: 1 })).toBe(7); // the last of five goes out at 5
    expect(queueMakespan(blocks, 99, { handOut: 10 })).toBe(52);
  });

  it("are in the wrong shares where an earlier run took other times", () => {
    // 4 and 3 + 2 by the earlier run; now all of the second share take half as long again.
    expect(sharesMakespan([4, 3, 2], [4, 4.5, 3], 2)).toBe(7.5);
  });
});

it("no schedule is shorter than the longest block or the mean load, and none of these twice as long", () => {
  const source = stream(7, "makespan");
  const blocks = Array.from({ length: 300 }, () => -Math.log(1 - source.uniform())).sort((a, b) => b - a);
  const sum = blocks.reduce((a, b) => a + b, 0);
  for (const workers of [1, 2, 3, 10, 100, 10_000]) {
    const least = Math.max(sum / workers, ...blocks);
    for (const seconds of [queueMakespan(blocks, workers), sharesMakespan(blocks, blocks, workers)]) {
      expect(seconds).toBeGreaterThanOrEqual(least - 1e-9);
      expect(seconds).toBeLessThan((4 / 3) * least + 1e-9);
    }
  }
});
