/**
 * What nbclient's own tests assert of single messages (its TestRunCell), under the names that they have there. Messages
 * are made up here; the notebooks that real kernels execute are in notebooks.test.ts. docs/faults.md says what differs.
 */
import { describe, expect, it } from "vitest";
import { Exchange } from "../../../report/kernel/exchange.js";
import { OutputCollector } from "../../../report/kernel/outputs.js";
import { createRequest, type JsonObject } from "../../../report/kernel/protocol.js";

const OK = { status: "ok", execution_count: 1 };
const FOO = { output_type: "stream", name: "stdout", text: "foo" };
const BAR = { output_type: "stream", name: "stderr", text: "bar" };
const IDLE = ["status", { execution_state: "idle" }] as const;
const shown = (data: JsonObject, metadata: JsonObject = {}, id?: string): JsonObject => ({
  data,
  metadata,
  ...(id === undefined ? {} : { transient: { display_id: id } }),
});
const display = (data: JsonObject, metadata: JsonObject = {}) => ({ output_type: "display_data", data, metadata });
const stream = ({ name, text }: typeof FOO) => ["stream", { name, text }] as const;

/** A cell for which these messages are published, and no reply has come. */
function published(...messages: (readonly [type: string, content: JsonObject])[]): Exchange {
  const exchange = new Exchange(new OutputCollector(10_000, new Map()));
  for (const [type, content] of messages) exchange.takePublished(createRequest(type, content, "session"));
  return exchange;
}

/** A cell that is done: these messages, "idle", and a reply. */
async function ran(
  messages: (readonly [type: string, content: JsonObject])[],
  reply: JsonObject = OK,
): Promise<Exchange["run"]> {
  const exchange = published(...messages, IDLE);
  exchange.takeReply(reply);
  await exchange.done;
  return exchange.run;
}

async function outputsOf(...messages: (readonly [type: string, content: JsonObject])[]): Promise<unknown[]> {
  return (await ran(messages)).outputs;
}

/** Whether a cell counts as done, once everything that is under way has been taken. */
function isDone({ done }: Exchange): Promise<boolean> {
  const later = new Promise<boolean>((resolve) => setImmediate(() => resolve(false)));
  return Promise.race([done.then(() => true), later]);
}

describe("messages without an output", () => {
  it("test_idle_message", async () => expect(await outputsOf()).toEqual([]));
  it("test_busy_message", async () => expect(await outputsOf(["status", { execution_state: "busy" }])).toEqual([]));
  it("test_execute_input_message", async () => expect(await outputsOf(["execute_input", {}])).toEqual([]));
  it("test_widget_comm_message", async () =>
    expect(await outputsOf(["comm_msg", { comm_id: "c", data: { state: {} } }])).toEqual([]));
  it("test_unknown_comm_message", async () =>
    expect(await outputsOf(["comm_msg", { comm_id: "c", data: { foo: "bar" } }])).toEqual([]));
});

describe("the end of a cell", () => {
  it("test_deadline_exec_reply", async () => {
    const exchange = published(stream(FOO), stream(BAR), IDLE);
    expect(await isDone(exchange)).toBe(false);
    expect(exchange.run.outputs).toEqual([FOO, BAR]);
  });

  it("test_deadline_iopub", async () => {
    const exchange = published();
    exchange.takeReply(OK);
    expect(await isDone(exchange)).toBe(false);
  });

  it("test_eventual_deadline_iopub", async () => {
    const exchange = published(stream(FOO), stream(BAR));
    exchange.takeReply(OK);
    expect(await isDone(exchange)).toBe(false);
    expect(exchange.run.outputs).toEqual([FOO, BAR]);
  });

  it("test_execution_count_message", async () => {
    expect(await ran([], { status: "ok", execution_count: 42 })).toMatchObject({ executionCount: 42, outputs: [] });
  });
});

describe("streams and clear_output", () => {
  it("test_stream_messages", async () => expect(await outputsOf(stream(FOO), stream(BAR))).toEqual([FOO, BAR]));

  it("test_clear_output_message", async () => expect(await outputsOf(stream(FOO), ["clear_output", {}])).toEqual([]));

  it("test_clear_output_wait_message", async () =>
    expect(await outputsOf(stream(FOO), ["clear_output", { wait: true }])).toEqual([FOO]));

  it("test_clear_output_wait_then_message_message", async () =>
    expect(await outputsOf(stream(FOO), ["clear_output", { wait: true }], stream(BAR))).toEqual([BAR]));

  it("test_clear_output_wait_then_update_display_message", async () => {
    const update = ["update_display_data", shown({ "text/plain": "bar" })] as const;
    expect(await outputsOf(stream(FOO), ["clear_output", { wait: true }], update)).toEqual([FOO]);
  });
});

describe("displays and results", () => {
  const [FIRST, SECOND] = [{ "text/plain": "first" }, { "text/plain": "second", "text/html": "<i>second</i>" }];
  const result = (data: JsonObject, metadata: JsonObject) => ({
    output_type: "execute_result",
    execution_count: 42,
    data,
    metadata,
  });

  it("test_execute_result_message", async () => {
    const message = ["execute_result", { ...shown(FIRST, { m: 1 }), execution_count: 42 }] as const;
    expect(await outputsOf(message)).toEqual([result(FIRST, { m: 1 })]);
  });

  it("test_execute_result_with_display_message", async () => {
    const message = ["execute_result", { ...shown(FIRST, { m: 1 }, "id"), execution_count: 42 }] as const;
    expect(await outputsOf(message)).toEqual([result(FIRST, { m: 1 })]);
    const update = ["update_display_data", shown(SECOND, { m: 2 }, "id")] as const;
    expect(await outputsOf(message, update)).toEqual([result(SECOND, { m: 2 })]);
  });

  it("test_display_data_without_id_message", async () =>
    expect(await outputsOf(["display_data", shown(FIRST, { m: 1 })])).toEqual([display(FIRST, { m: 1 })]));

  it("test_display_data_message", async () =>
    expect(await outputsOf(["display_data", shown(FIRST, { m: 1 }, "id")])).toEqual([display(FIRST, { m: 1 })]));

  it("test_display_data_same_id_message", async () => {
    const outputs = await outputsOf(
      ["display_data", shown(FIRST, { m: 1 }, "id")],
      ["display_data", shown(FIRST, { m: 2 }, "other")],
      ["display_data", shown(SECOND, { m: 3 }, "id")],
    );
    expect(outputs).toEqual([display(SECOND, { m: 3 }), display(FIRST, { m: 2 }), display(SECOND, { m: 3 })]);
  });

  it("test_update_display_data_without_id_message", async () =>
    expect(await outputsOf(["update_display_data", shown(FIRST)])).toEqual([]));

  it("test_update_display_data_mismatch_id_message", async () => {
    const update = ["update_display_data", shown(SECOND, {}, "other")] as const;
    expect(await outputsOf(["display_data", shown(FIRST, {}, "id")], update)).toEqual([display(FIRST)]);
  });

  it("test_update_display_data_message", async () => {
    const update = ["update_display_data", shown(SECOND, { m: 2 }, "id")] as const;
    expect(await outputsOf(["display_data", shown(FIRST, { m: 1 }, "id")], update)).toEqual([
      display(SECOND, { m: 2 }),
    ]);
  });
});

describe("errors", () => {
  const error = { ename: "foo", evalue: "bar", traceback: ["Boom"] };

  it("test_error_message", async () =>
    expect(await outputsOf(["error", error])).toEqual([{ output_type: "error", ...error }]));

  it("test_error_and_error_status_messages", async () => {
    const run = await ran([["error", error]], { status: "error" });
    expect(run).toMatchObject({ status: "error", failure: { kind: "error", ename: "foo", evalue: "bar" } });
    expect(run.outputs).toEqual([{ output_type: "error", ...error }]);
  });

  it("test_error_message_only", async () => {
    // nbclient lets this pass; here a cell that shows an error has failed, whatever the reply says.
    expect(await ran([["error", error]], OK)).toMatchObject({ status: "error", failure: { ename: "foo" } });
  });
});
