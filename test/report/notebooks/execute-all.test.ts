import { availableParallelism } from "node:os";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InputError, InterruptedError } from "../../../report/errors.js";
import { codeCellsOf } from "../../../report/notebooks/cells.js";
import { coreBudget, executeAll } from "../../../report/notebooks/execute-all.js";
import type { NotebookFile } from "../../../report/types.js";
import { filesIn, withTemporaryFolder } from "../kernel/temporary.js";
import { fixture, outputsOf } from "./fixture.js";

/** A notebook that prints who draws its figures. */
async function printing(name: string): Promise<NotebookFile> {
  const file = await fixture("uses-library");
  const [cell] = codeCellsOf(file.notebook);
  cell!.source = "console.log(process.env.NCSPARSE_DRAWINGS);";
  return { ...file, name, notebook: { ...file.notebook, cells: [cell!] } };
}

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

  it("begins with the longest, and draws the figures of one while the next is executed", async () => {
    const files = await Promise.all(["first", "long", "last"].map((name) => printing(name)));
    const started: string[] = [];
    const drawn: string[] = [];
    let lastStarts = (): void => undefined;
    const lastStarted = new Promise<void>((resolve) => (lastStarts = resolve));
    const results = await executeAll(files, {
      parallel: 1,
      workers: 1,
      expected: ({ name }) => ({ first: 1, long: 2 })[name] ?? null,
      async draw({ name }) {
        await lastStarted;
        drawn.push(name);
      },
      onEvent({ type, notebook }) {
        if (type === "kernel-starting") started.push(notebook);
        if (type === "kernel-starting" && notebook === "last") lastStarts();
      },
    });
    expect(started).toEqual(["long", "first", "last"]);
    expect(drawn.toSorted()).toEqual(["first", "last", "long"]);
    expect(results.map(({ name }) => name)).toEqual(["first", "long", "last"]);
    expect(outputsOf(results[0]!)).toEqual([["stdout: off\n"]]);
  });

  it("fails where drawing fails, once all have ended", async () => {
    const drawing = { parallel: 2, workers: 1, draw: () => Promise.reject(new Error("no thread can be had")) };
    const files = [await printing("a"), await printing("b")];
    await expect(executeAll(files, drawing)).rejects.toThrow("no thread can be had");
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
