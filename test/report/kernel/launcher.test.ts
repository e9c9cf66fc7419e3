/** The fixed kernel as any Jupyter front end sees it: messages in, messages out. One kernel for all. */
import typescript from "typescript";
import { Request } from "zeromq";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { KernelClient } from "../../../report/kernel/client.js";
import { channelAddress } from "../../../report/kernel/connection.js";
import type { Message } from "../../../report/kernel/protocol.js";
import { contentOf, openRawKernel, printed, types } from "./raw-kernel.js";
import type { RawKernel } from "./raw-kernel.js";

let kernel: RawKernel;
beforeAll(async () => {
  kernel = await openRawKernel();
});
afterAll(() => kernel.close());

/** Runs cells in order and returns the text/plain of the last one's result. */
async function resultOf(...cells: string[]): Promise<unknown> {
  let result: unknown;
  for (const code of cells) {
    const answer = await kernel.execute(code);
    expect(answer.reply, code).toMatchObject({ status: "ok" });
    result = (contentOf(answer, "execute_result")?.data as Record<string, unknown> | undefined)?.["text/plain"];
  }
  return result;
}

describe("execution", () => {
  it("publishes input and result, and counts both and the reply alike", async () => {
    const first = await kernel.execute("6 * 7");
    const count = first.reply.execution_count as number;
    expect(types(first)).toEqual(["execute_input", "execute_result"]);
    expect(contentOf(first, "execute_input")).toEqual({ code: "6 * 7", execution_count: count });
    expect(contentOf(first, "execute_result")).toEqual({
      data: { "text/plain": "42" },
      metadata: {},
      execution_count: count,
    });
    const second = await kernel.execute("'text'");
    expect(second.reply).toMatchObject({ status: "ok", execution_count: count + 1 });
    expect(contentOf(second, "execute_result")).toMatchObject({ data: { "text/plain": "text" } });
  });

  it("publishes no result for undefined, null and declarations", async () => {
    for (const code of ["undefined", "null", "const declared = 1"]) {
      expect(types(await kernel.execute(code)), code).toEqual(["execute_input"]);
    }
  });

  it("prints 2000 lines without a pause", async () => {
    const answer = await kernel.execute("for (let i = 0; i < 2000; i++) console.log(i);");
    expect(printed(answer).split("\n")).toHaveLength(2001);
    expect(printed(answer).endsWith("1999\n")).toBe(true);
  });

  it("joins a character that is written in two pieces, and calls the writer back", async () => {
    const code = `const bytes = Buffer.from("é");
      process.stdout.write(bytes.subarray(0, 1));
      await new Promise<void>((resolve) => void process.stdout.write(bytes.subarray(1), () => resolve()));`;
    expect(printed(await kernel.execute(code))).toBe("é");
  });

  it("keeps silent when asked to, and does not count", async () => {
    const { reply } = await kernel.execute("1");
    const silent = await kernel.execute("console.log('unheard'); 2", { silent: true });
    expect(types(silent)).toEqual([]);
    expect(silent.reply).toMatchObject({ status: "ok", execution_count: reply.execution_count });
    const unstored = await kernel.execute("3", { store_history: false });
    expect(unstored.reply.execution_count).toBe(reply.execution_count);
  });

  it("shows and updates displays", async () => {
    const code = `import { newDisplay } from "tslab"; const shown = newDisplay(); shown.text("a"); shown.text("b");`;
    const answer = await kernel.execute(code);
    expect(types(answer)).toEqual(["execute_input", "display_data", "update_display_data"]);
    expect(contentOf(answer, "display_data")).toMatchObject({ data: { "text/plain": "a" } });
    const updated = contentOf(answer, "update_display_data")!;
    expect(updated).toMatchObject({ data: { "text/plain": "b" } });
    expect(updated.transient).toEqual(contentOf(answer, "display_data")!.transient);
  });

  it("sends a bundle of several MIME types through tslab's own hook", async () => {
    const code = `require("tslab/dist/jupyter").lastWriteDisplayData(
      { data: { "text/plain": "t", "application/json": { a: 1 } }, metadata: {}, transient: {} }, false);`;
    const answer = await kernel.execute(code);
    expect(contentOf(answer, "display_data")).toMatchObject({
      data: { "text/plain": "t", "application/json": { a: 1 } },
    });
  });
});

describe("errors", () => {
  it("come with name, value and a traceback without machinery, in output and reply", async () => {
    const answer = await kernel.execute(`function f() { throw new RangeError("k must be 1, got 2"); }\nf();`);
    const error = {
      ename: "RangeError",
      evalue: "k must be 1, got 2",
      traceback: ["RangeError: k must be 1, got 2", "    at f (<cell>)", "    at <cell>"],
    };
    expect(contentOf(answer, "error")).toEqual(error);
    expect(answer.reply).toMatchObject({ status: "error", ...error });
  });

  it("tell their causes", async () => {
    const answer = await kernel.execute(`throw new Error("outer", { cause: new TypeError("inner") });`);
    expect(contentOf(answer, "error")!.traceback).toEqual([
      "Error: outer",
      "    at <cell>",
      "caused by TypeError: inner",
      "    at <cell>",
    ]);
  });

  it("may be no errors at all", async () => {
    const answer = await kernel.execute(`throw { code: 3 };`);
    expect(contentOf(answer, "error")).toMatchObject({ ename: "NonError", evalue: "{ code: 3 }" });
  });

  it("of TypeScript name line and column in the original source, also after a rewritten place", async () => {
    const answer = await kernel.execute(`const q1 = 1;\nlet s1: { q1: number } = { q1 }, s2: string = 5;`);
    expect(answer.reply).toMatchObject({
      status: "error",
      ename: "TypeScriptError",
      evalue: "2:34 - Type 'number' is not assignable to type 'string'.",
    });
    const awaiting = await kernel.execute(`await (1); const s3: string = 5;`);
    expect(awaiting.reply.evalue).toBe("1:18 - Type 'number' is not assignable to type 'string'.");
  });

  it("of a rejection that nothing handles belong to the cell and are marked", async () => {
    const answer = await kernel.execute(`void Promise.reject(new Error("unhandled"));`);
    expect(answer.reply).toMatchObject({ status: "error", ename: "Error", evalue: "unhandled" });
    const message = answer.published.find(({ header }) => header.msg_type === "error")!;
    expect(message.metadata).toEqual({ ncsparse: { late: true } });
    expect((await kernel.execute("1")).reply.status).toBe("ok");
  });

  it("of a timer belong to the cell that ran last, and do not end the kernel", async () => {
    const id = kernel.send("execute_request", { code: `void setTimeout(() => { throw new Error("timer"); }, 10);` });
    expect((await kernel.answer(id)).reply.status).toBe("ok");
    await expect.poll(() => types({ published: kernel.published(id), reply: {}, replyType: "" })).toContain("error");
    expect((await kernel.execute("1")).reply.status).toBe("ok");
  });
});

describe("the queue", () => {
  it("runs a request sent right after an error", async () => {
    for (const stop_on_error of [false, true]) {
      expect((await kernel.execute("throw 1", { stop_on_error })).reply.status).toBe("error");
      const next = await kernel.execute("console.log('runs')");
      expect(next.reply.status).toBe("ok");
      expect(printed(next)).toBe("runs\n");
    }
  });

  it("aborts the requests that wait when a cell fails, unless told not to", async () => {
    for (const [stop_on_error, expected] of [
      [true, ["error", "aborted", "aborted"]],
      [false, ["error", "ok", "ok"]],
    ] as const) {
      for (const pause of ["", "await new Promise((resolve) => setTimeout(resolve, 20));"]) {
        const cells = [`${pause} throw new Error("stop");`, "1", "2"];
        const ids = cells.map((code) => kernel.send("execute_request", { code, stop_on_error }));
        const answers = await Promise.all(ids.map((id) => kernel.answer(id)));
        expect(answers.map(({ reply }) => reply.status)).toEqual(expected);
      }
    }
    expect((await kernel.execute("1")).reply.status).toBe("ok");
  });
});

describe("source that stock tslab converts wrongly", () => {
  it("may abbreviate a property named like a variable of an earlier cell", async () => {
    expect(await resultOf("let kept = 5;", "({ kept })")).toBe("{ kept: 5 }");
    expect(await resultOf("const make = () => ({ kept, f() { return { kept }; } });", "make().f()")).toBe(
      "{ kept: 5 }",
    );
    expect(await resultOf("({ kept } = { kept: 6 }); kept")).toBe("6");
    expect(await resultOf("({ kept = 7 } = {} as { kept?: number }); kept")).toBe("7");
  });

  it("may take apart a value whose type an earlier cell declared", async () => {
    expect(await resultOf("interface Row { a: number } const row: Row = { a: 3 };", "const { a: b } = row; b")).toBe(
      "3",
    );
    expect(await resultOf("const { a } = row; a")).toBe("3");
  });

  it("may await a parenthesis, an array or an iteration at top level", async () => {
    expect(await resultOf("await (Promise.resolve(3))")).toBe("3");
    expect(await resultOf("(await [4])[0]")).toBe("4");
    expect(await resultOf("await (async () => 5)()")).toBe("5");
    expect(await resultOf("let sum = 0; for await (const x of [1, 2]) sum += x;", "sum")).toBe("3");
  });

  it("keeps strings, templates and comments as they are", async () => {
    expect(await resultOf("let word = 1;", "'{ word } await (1)'")).toBe("{ word } await (1)");
    expect(await resultOf("`{ word } ${word}` /* { word } */")).toBe("{ word } 1");
  });
});

describe("the language of cells", () => {
  it("has what TypeScript and Node have today", async () => {
    expect(await resultOf("[3, 1, 2].toSorted().with(0, 7).findLast((n) => n < 7)")).toBe("3");
    expect(await resultOf("const level = { delta: 0.1 } satisfies Record<string, number>;", "level.delta")).toBe("0.1");
    const typed = "const bytes: Uint8Array<ArrayBuffer> = Uint8Array.of(7); const first: string = bytes[0];";
    const { reply } = await kernel.execute(typed);
    expect(reply.evalue).toBe("1:64 - Type 'number' is not assignable to type 'string'.");
  });

  it("disposes of what a block or a cell uses, in the opposite order, and after an error, too", async () => {
    await kernel.execute(`const named = (name: string) => ({ name, [Symbol.dispose]() { console.log("end of", name); } });
      const later = (name: string) => ({ name, async [Symbol.asyncDispose]() { console.log("end of", name); } });`);
    const block = await kernel.execute('{ using a = named("a"), b = named("b"); console.log(a.name, b.name); }');
    expect(printed(block)).toBe("a b\nend of b\nend of a\n");
    const cell = await kernel.execute('await using c = later("c"); using d = named("d"); console.log(c.name, d.name);');
    expect(printed(cell)).toBe("c d\nend of d\nend of c\n");
    const failed = await kernel.execute('using e = named("e"); throw new RangeError(e.name);');
    expect(printed(failed)).toBe("end of e\n");
    expect(failed.reply).toMatchObject({ ename: "RangeError", evalue: "e" });
    expect(await resultOf("c.name + d.name")).toBe("cd");
  });

  it("is not strict, as under tslab's own kernel", async () => {
    expect(await resultOf("(function (this: unknown) { return this === globalThis; })()")).toBe("true");
  });
});

describe("other requests", () => {
  it("tell what the kernel is", async () => {
    const { reply } = await kernel.answer(kernel.send("kernel_info_request", {}));
    expect(reply).toMatchObject({
      status: "ok",
      implementation: "tslab",
      banner: `TypeScript ${typescript.version} (tslab)`,
      language_info: { name: "typescript", version: "", file_extension: ".ts" },
    });
  });

  it("complete, check and inspect code", async () => {
    await kernel.execute("const completable = 1;");
    const complete = await kernel.answer(kernel.send("complete_request", { code: "completa", cursor_pos: 8 }));
    expect(complete.reply.matches).toContain("completable");
    const check = await kernel.answer(kernel.send("is_complete_request", { code: "function f() {" }));
    expect(check.reply.status).toBe("incomplete");
    const inspect = await kernel.answer(kernel.send("inspect_request", { code: "completable", cursor_pos: 2 }));
    expect(inspect.reply).toMatchObject({ found: true, data: { "text/plain": "const completable: 1" } });
  });

  it("about comms are answered under their own name", async () => {
    const answer = await kernel.answer(kernel.send("comm_info_request", {}));
    expect(answer).toMatchObject({ replyType: "comm_info_reply", reply: { status: "ok", comms: {} } });
  });

  it("signed with another key are not answered", async () => {
    const heard: string[] = [];
    const onMessage = ({ header }: Message): unknown => heard.push(header.msg_type);
    const stranger = new KernelClient(
      { ...kernel.info, key: "guessed" },
      { onReply: onMessage, onPublished: onMessage },
    );
    stranger.send("shell", "execute_request", { code: "globalThis.intruded = true" });
    // Nothing can be waited for; a request that was accepted would be answered within 50 ms.
    await new Promise((resolve) => setTimeout(resolve, 200));
    const answer = await kernel.execute("(globalThis as any).intruded");
    expect(types(answer)).toEqual(["execute_input"]);
    expect(heard).toEqual([]);
    stranger.close();
  });

  it("on the heartbeat channel come back as they are", async () => {
    const heartbeat = new Request({ linger: 0 });
    heartbeat.connect(channelAddress(kernel.info, "hb"));
    await heartbeat.send("ping");
    const [echo] = await heartbeat.receive();
    expect(echo!.toString()).toBe("ping");
    heartbeat.close();
  });
});
