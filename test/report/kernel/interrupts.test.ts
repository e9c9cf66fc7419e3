/** Interrupts, as a front end's Stop button sends them, to a real kernel. One kernel for all. */
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { KernelClient } from "../../../report/kernel/client.js";
import { contentOf, openRawKernel, printed } from "./raw-kernel.js";
import type { Answer, RawKernel } from "./raw-kernel.js";

let kernel: RawKernel;
beforeAll(async () => {
  kernel = await openRawKernel();
  await kernel.execute("const earlier = 41;");
});
afterAll(() => kernel.close());

const INTERRUPTED = {
  status: "error",
  ename: "Interrupted",
  evalue: "the cell was interrupted",
  traceback: ["Interrupted: the cell was interrupted"],
};
/** Milliseconds: the launcher waits 300, and V8 and a busy machine take their time. */
const PROMPT_MS = 2000;

/** Sends a cell and resolves with its request's id once it has printed. */
async function begun(code: string): Promise<string> {
  const id = kernel.send("execute_request", { code });
  const soFar = (): string => printed({ published: kernel.published(id), reply: {}, replyType: "" });
  await expect.poll(soFar, { timeout: 10_000 }).toContain("begun");
  return id;
}

/** Runs a cell until it has printed, interrupts it, and returns what came of it. */
async function interrupted(code: string, times = 1): Promise<Answer> {
  const id = await begun(code);
  const asked = performance.now();
  const requests = Array.from({ length: times }, () => kernel.interrupt());
  const answer = await kernel.answer(id);
  expect(performance.now() - asked, code).toBeLessThan(PROMPT_MS);
  for (const request of requests) {
    const { reply, replyType, published } = await kernel.answer(request);
    expect([replyType, reply]).toEqual(["interrupt_reply", { status: "ok" }]);
    expect(published.map(({ content }) => content.execution_state)).toEqual(["busy", "idle"]);
  }
  return answer;
}

async function resultOf(code: string): Promise<unknown> {
  const answer = await kernel.execute(code);
  expect(answer.reply, code).toMatchObject({ status: "ok" });
  return (contentOf(answer, "execute_result")?.data as Record<string, unknown> | undefined)?.["text/plain"];
}

describe("one interrupt ends", () => {
  it.each([
    ["a loop", `console.log("begun"); for (;;);`],
    ["a loop after an await", `await 0; console.log("begun"); while (true) {}`],
    ["a loop that catches everything", `await 0; console.log("begun"); for (;;) try { for (;;); } catch {}`],
    ["a loop that prints", `await 0; for (;;) console.log("begun");`],
    ["a loop of awaits", `console.log("begun"); for (;;) await 0;`],
    ["a loop in a timer", `setTimeout(() => { console.log("begun"); for (;;); }); await new Promise(() => {});`],
    ["a pending await", `console.log("begun"); await new Promise(() => {});`],
    ["a search that backtracks", `console.log("begun"); /(a+)+$/.test("a".repeat(40) + "b");`],
  ])("%s, and the kernel and earlier names live on", async (_, code) => {
    const answer = await interrupted(code);
    expect(answer.reply).toMatchObject(INTERRUPTED);
    expect(contentOf(answer, "error")).toEqual({ ...INTERRUPTED, status: undefined });
    expect(await resultOf("earlier + 1")).toBe("42");
  });
});

describe("a cell that was interrupted", () => {
  it("goes no further than its await, whatever it catches there", async () => {
    const pause = "await new Promise((resolve) => setTimeout(resolve, 50));";
    const waiting = await interrupted(`console.log("begun"); try { ${pause} } catch {} console.log("between"); ${pause}
      console.log("after");`);
    const iterating = await interrupted(`async function* ticks() { for (;;) { yield 1; ${pause} } }
      console.log("begun"); for await (const tick of ticks()) console.log("tick", tick);`);
    await sleep(300);
    expect(printed(waiting)).not.toContain("after");
    expect(printed(iterating).match(/tick/g)?.length ?? 0).toBeLessThan(3);
  });

  it("leaves the names that it had set, and the others as they were", async () => {
    await kernel.execute(
      `const reset = "old", later = 3; class Shape { corners = 3 } interface Side { length: number }`,
    );
    await interrupted(`const reset = 7, fresh = { d: 1 }; let pending: number; interface Side { name: string }
      function nine() { return 9; } const side: Side = { name: "left" };
      await 0; console.log("begun"); while (true) {}
      const later = "unreached", unreached = 1; class Shape { corners = 4 }`);
    expect(await resultOf("[reset + 1, fresh.d, nine(), side.name, later + 1, new Shape().corners]")).toBe(
      "[ 8, 1, 9, 'left', 4, 3 ]",
    );
    for (const name of ["unreached", "pending"]) {
      expect((await kernel.execute(name)).reply.evalue).toBe(`1:1 - Cannot find name '${name}'.`);
    }
    expect((await kernel.execute("const text: string = reset;")).reply.evalue).toContain("'number' is not assignable");
  });
});

describe("interrupts", () => {
  it("do no more harm when there are three", async () => {
    for (const code of [`await 0; console.log("begun"); while (true) {}`, `console.log("begun"); await sleep(1e9);`]) {
      await kernel.execute(`import { setTimeout as sleep } from "timers/promises";`);
      expect((await interrupted(code, 3)).reply).toMatchObject(INTERRUPTED);
      expect(await resultOf("earlier + 1")).toBe("42");
    }
  });

  it("do nothing between cells", async () => {
    for (let i = 0; i < 3; i++) await kernel.answer(kernel.interrupt());
    expect(await resultOf("earlier + 1")).toBe("42");
    expect(await resultOf("await new Promise((resolve) => setTimeout(resolve, 500)); earlier + 2")).toBe("43");
  });

  it("with a wrong signature are not obeyed", async () => {
    const id = await begun(`console.log("begun"); await new Promise((resolve) => setTimeout(resolve, 600)); "ended"`);
    const stranger = new KernelClient(
      { ...kernel.info, key: "guessed" },
      { onReply: () => undefined, onPublished: () => undefined },
    );
    stranger.send("control", "interrupt_request", {});
    expect((await kernel.answer(id)).reply.status).toBe("ok");
    stranger.close();
  });

  it("are told to libraries by the running cell's signal", async () => {
    const signal = `(globalThis as any)[Symbol.for("ncsparse.cellSignal")]`;
    const answer = await interrupted(`const signal: AbortSignal = ${signal};
      signal.addEventListener("abort", () => console.log("told", signal.reason.name));
      console.log("begun"); await new Promise(() => {});`);
    expect(printed(answer)).toBe("begun\ntold Interrupted\n");
    expect(await resultOf(`[signal.aborted, ${signal}.aborted]`)).toBe("[ true, false ]");
  });
});

describe("a cell that throws", () => {
  it("leaves the names that it had set, too", async () => {
    await kernel.execute(`const first = 1; throw new Error("stop"); const second = 2;`);
    expect(await resultOf("first")).toBe("1");
    expect((await kernel.execute("second")).reply.evalue).toBe("1:1 - Cannot find name 'second'.");
  });
});
