import { afterEach, describe, expect, test, vi } from "vitest";
import { CellReporter, createProgress } from "../../../report/cli/progress.js";

const terminal = process.stdout.isTTY;
afterEach(() => {
  vi.restoreAllMocks();
  process.stdout.isTTY = terminal;
});

/** What a step leaves on standard output, without colours and cursor moves. */
async function shown(isTTY: boolean, failed: string | null): Promise<{ result: number; text: string }> {
  process.stdout.isTTY = isTTY;
  const writes: string[] = [];
  const keep = (chunk: unknown): boolean => (writes.push(String(chunk)), true);
  vi.spyOn(process.stdout, "write").mockImplementation(keep);
  vi.spyOn(process.stderr, "write").mockImplementation(keep);
  vi.spyOn(console, "log").mockImplementation((line: unknown) => void writes.push(`${String(line)}\n`));
  const result = await createProgress().step(
    "Executing 2 notebooks (quick)",
    () => Promise.resolve(5),
    () => failed,
  );
  vi.restoreAllMocks();
  return { result, text: writes.join("").replace(/\u001b\[[?\d;]*[A-Za-z]/g, "") };
}

describe("a step of which something failed", () => {
  test("ends as failed in plain lines, says what, and passes its result on", async () => {
    const { result, text } = await shown(false, "1 cell failed in 00-x");
    expect(result).toBe(5);
    expect(text).toMatch(/\[FAILED\] Executing 2 notebooks \(quick\) \(\d+\.\d s; 1 cell failed in 00-x\)/);
    expect(text).not.toContain("COMPLETED");
  });

  test("ends with a cross on a terminal, says what, and passes its result on", async () => {
    const { result, text } = await shown(true, "3 cells failed in 2 notebooks");
    expect(result).toBe(5);
    expect(text).toMatch(/✖ Executing 2 notebooks \(quick\) \(\d+\.\d s; 3 cells failed in 2 notebooks\)/);
    expect(text).not.toContain("✔");
  });
});

test("a step that went well ends as before", async () => {
  expect((await shown(false, null)).text).toMatch(/\[COMPLETED\] Executing 2 notebooks \(quick\) \(\d+\.\d s\)/);
  expect((await shown(true, null)).text).toMatch(/✔ Executing 2 notebooks \(quick\) \(\d+\.\d s\)/);
});

test("a notebook's seconds are told as seconds, whether it was executed or taken from the cache", () => {
  const lines: string[] = [];
  const reporter = new CellReporter((line) => lines.push(line));
  const event = { notebook: "00-a", codeCellNumber: 3, codeCells: 3, seconds: 83.25, failed: false } as const;
  reporter.on({ ...event, type: "notebook-reused" });
  reporter.on({ ...event, type: "notebook-end", seconds: 0.51 });
  reporter.on({ ...event, type: "notebook-end", seconds: 612, failed: true });
  reporter.close();
  expect(lines).toEqual([
    "00-a: unchanged, its outputs of 83.3 s are taken from the cache",
    "00-a: done after 0.5 s",
    "00-a: FAILED after 612.0 s",
  ]);
});
