import { availableParallelism } from "node:os";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InputError, InterruptedError } from "../../../report/errors.js";
import { coreBudget, executeAll } from "../../../report/notebooks/execute-all.js";
import { filesIn, withTemporaryFolder } from "../kernel/temporary.js";
import { fixture, outputsOf } from "./fixture.js";

const fixtures = (...names: string[]) => Promise.all(names.map((name) => fixture(name)));

describe("coreBudget", () => {
  it("uses no more cores than there are, two notebooks at once, and leaves no notebook without a core", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 256 }), fc.integer({ min: 1, max: 20 }), (cores, notebooks) => {
        const { parallel, workers } = coreBudget(cores, notebooks);
        expect(parallel * workers).toBeLessThanOrEqual(cores);
        expect(parallel).toBeLessThanOrEqual(Math.min(2, notebooks));
        expect(Math.min(parallel, workers)).toBeGreaterThanOrEqual(1);
        // No further worker fits.
        expect(parallel * (workers + 1)).toBeGreaterThan(cores);
      }),
    );
  });

  it("shares the usual numbers like this", () => {
    expect(coreBudget(1, 5)).toEqual({ parallel: 1, workers: 1 });
    expect(coreBudget(2, 5)).toEqual({ parallel: 2, workers: 1 });
    expect(coreBudget(8, 5)).toEqual({ parallel: 2, workers: 4 });
    expect(coreBudget(8, 1)).toEqual({ parallel: 1, workers: 8 });
    expect(coreBudget(availableParallelism(), 1).parallel).toBe(1);
  });

  it("refuses what is no number of cores", () => {
    expect(() => coreBudget(0, 1)).toThrow("coreBudget: cores must be an integer of at least 1, got 0");
    expect(() => coreBudget(2, 1.5)).toThrow("coreBudget: notebooks must be an integer of at least 1, got 1.5");
  });
});

describe("executeAll", () => {
  it("returns results in the order of the files, a failed one among them, and hands down the workers", async () => {
    const files = await fixtures("throws-late", "uses-library", "throws-async");
    let [running, most] = [0, 0];
    const results = await executeAll(files, {
      parallel: 2,
      workers: 5,
      onEvent({ type }) {
        if (type === "kernel-starting") most = Math.max(most, ++running);
        if (type === "notebook-end") running--;
      },
    });
    expect(results.map(({ name }) => name)).toEqual(files.map(({ name }) => name));
    expect(results.map(({ failures }) => failures.map(({ kind }) => kind))).toEqual([["late-error"], [], ["error"]]);
    expect(outputsOf(results[1]!)).toEqual([["stdout: string notebooks 5\n"]]);
    expect(most).toBe(2);
  });

  it("stops all kernels when its signal is aborted", async () => {
    await withTemporaryFolder(async (folder) => {
      const files = await fixtures("hangs-synchronously", "hangs-after-await");
      const stop = new AbortController();
      let started = 0;
      const execution = executeAll(files, {
        parallel: 2,
        workers: 1,
        signal: stop.signal,
        onEvent({ type }) {
          if (type === "cell-start" && ++started === 2) stop.abort();
        },
      });
      await expect(execution).rejects.toThrow(InterruptedError);
      expect(started).toBe(2);
      expect(filesIn(folder)).toEqual([]);
    });
  });

  it("stops all kernels when one notebook's input is wrong, and says which", async () => {
    await withTemporaryFolder(async (folder) => {
      const files = await fixtures("hangs-synchronously", "bad-timeout");
      const execution = executeAll(files, { parallel: 2, workers: 1 });
      await expect(execution).rejects.toThrow(InputError);
      await expect(execution).rejects.toThrow(/bad-timeout/);
      expect(filesIn(folder)).toEqual([]);
    });
  });

  it("of no files is no result", async () => {
    expect(await executeAll([], { parallel: 1, workers: 1 })).toEqual([]);
  });
});
