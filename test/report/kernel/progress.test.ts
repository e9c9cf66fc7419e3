/** How far a claim is while it is computed, as front ends are told. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CLAIM_MIME } from "../../../src/kit/claims/result.js";
import { executeNotebook } from "../../../report/notebooks/execute.js";
import { OutputCollector } from "../../../report/kernel/outputs.js";
import type { Message } from "../../../report/kernel/protocol.js";
import type { DisplayOutput, NotebookFile, Output } from "../../../report/types.js";
import { fixture } from "../notebooks/fixture.js";
import { openRawKernel, type Answer, type RawKernel } from "./raw-kernel.js";

/** A claim of the library, its four cells slowed down; those of its control, as many, are not. */
const SLOW = `import { findClaim, showClaim } from "ncsparse";
  const base = findClaim("T4.3-frontier");
  const slowed = (after: (cell: number) => void) => {
    let measured = 0;
    const measure = async (cell, context) => {
      await new Promise((resolve) => setTimeout(resolve, 300));
      after(++measured);
      return base.measure(cell, context);
    };
    return { ...base, measure };
  };`;

let kernel: RawKernel;
beforeAll(async () => {
  kernel = await openRawKernel();
  expect((await kernel.execute(SLOW)).reply.status).toBe("ok");
});
afterAll(() => kernel.close());

/** The words of each state, from messages that all name one display. */
function states(published: readonly Message[]): string[] {
  const displays = published.filter(({ header }) => header.msg_type.endsWith("display_data"));
  const told = displays.map(({ content }) => content as { data: Record<string, string>; transient: object });
  const states = told.filter(({ data }) => "text/html" in data && !(CLAIM_MIME in data));
  expect(new Set(states.map(({ transient }) => JSON.stringify(transient))).size).toBe(1);
  for (const { data } of states) expect(data["text/html"]).toContain("<progress ");
  return states.map(({ data }) => data["text/plain"]!);
}

/** What is left of a cell's outputs, as whoever keeps them has them. */
function kept({ published }: Answer): Output[] {
  const collector = new OutputCollector(2 ** 20, new Map());
  for (const { header, content } of published) collector.take(header.msg_type, content);
  return collector.outputs;
}

describe("a claim that is computed", () => {
  it("is shown with the cells that are measured, and then by its record and figure alone", async () => {
    const answer = await kernel.execute("await showClaim(slowed(() => undefined));");
    expect(states(answer.published)).toEqual([
      "T4.3-frontier: 0 of 8 cells measured, 0 s",
      ...[1, 2, 3, 4].map(
        (cells) => expect.stringMatching(`^T4.3-frontier: ${cells} of 8 cells measured, [0-9]+ s$`) as unknown,
      ),
    ]);
    const types = kept(answer).map((output) => Object.keys((output as DisplayOutput).data)[0]);
    expect(types).toEqual([CLAIM_MIME, "application/vnd.vegalite.v5+json", "text/markdown"]);
  });

  it("is not drawn anew for every cell of many", async () => {
    const answer = await kernel.execute(
      "await showClaim({ ...base, grid: { ...base.grid, quick: new Array(200).fill(base.grid.quick[0]) } });",
    );
    const told = states(answer.published);
    expect(told[0]).toBe("T4.3-frontier: 0 of 204 cells measured, 0 s");
    expect(told.length).toBeLessThan(50);
  });

  it("tells the seconds of a cell that lets nothing through, whenever its loop asks for the signal", async () => {
    const code = `const busy = (cell, context) => {
        for (const end = Date.now() + 2500; Date.now() < end; ) context.signal.throwIfAborted();
        return base.measure(cell, context);
      };
      await showClaim({ ...base, measure: busy, grid: { ...base.grid, quick: base.grid.quick.slice(0, 1) } });`;
    const id = kernel.send("execute_request", { code, silent: false });
    const told = (): string => states(kernel.published(id)).at(-1) ?? "";
    // While it is busy, not afterwards: then all would come at once.
    await expect.poll(told, { timeout: 10_000 }).toBe("T4.3-frontier: 0 of 5 cells measured, 1 s");
    expect(kernel.published(id).some(({ content }) => content.execution_state === "idle")).toBe(false);
    await expect.poll(told, { timeout: 10_000 }).toBe("T4.3-frontier: 0 of 5 cells measured, 2 s");
    expect((await kernel.answer(id)).reply.status).toBe("ok");
  });

  it("says where it stopped when it fails", async () => {
    const answer = await kernel.execute(
      `await showClaim(slowed((cell) => { if (cell === 3) throw new RangeError("no"); }));`,
    );
    expect(answer.reply).toMatchObject({ status: "error", ename: "RangeError" });
    expect(states(answer.published).at(-1)).toMatch(/^T4.3-frontier: 2 of 8 cells measured, \d s; stopped$/);
  });

  it("says where it stopped when it is interrupted, and nothing after the cell", async () => {
    const id = kernel.send("execute_request", { code: "await showClaim(slowed(() => undefined));", silent: false });
    await expect.poll(() => states(kernel.published(id)).length, { timeout: 10_000 }).toBeGreaterThan(1);
    kernel.interrupt();
    const answer = await kernel.answer(id);
    expect(answer.reply).toMatchObject({ status: "error", ename: "Interrupted" });
    const told = states(answer.published);
    expect(told.at(-1)).toMatch(/^T4.3-frontier: [1-4] of 8 cells measured, \d s; stopped$/);
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(states(kernel.published(id))).toEqual(told);
  });
});

describe("in a report", () => {
  it("nothing of it is in the outputs, not even of a claim that fails", async () => {
    const { name, number, path, notebook } = await fixture("one-claim");
    const [, code] = structuredClone(notebook.cells);
    const failing = 'await showClaim(slowed((cell) => { if (cell === 3) throw new RangeError("no"); }));';
    const cells = [{ ...code!, source: `${SLOW}\n${failing}` }];
    const file = { name, number, path, notebook: { ...notebook, cells } } as NotebookFile;
    const executed = await executeNotebook(file);
    expect(executed.notebook.cells[0]).toMatchObject({ outputs: [{ output_type: "error", ename: "RangeError" }] });
  });
});
