import { describe, expect, it } from "vitest";
import { OutputCollector } from "../../../report/kernel/outputs.js";
import type { Displays } from "../../../report/kernel/outputs.js";
import type { Output } from "../../../report/types.js";

const stream = (text: string, name = "stdout") => ["stream", { name, text }] as const;
const display = (text: string, id?: string) =>
  ["display_data", { data: { "text/plain": text }, metadata: {}, transient: { display_id: id } }] as const;
const update = (text: string, id: string) =>
  ["update_display_data", { data: { "text/plain": text }, metadata: { m: 1 }, transient: { display_id: id } }] as const;

function collect(messages: (readonly [string, Record<string, unknown>])[], limitBytes = 1000): OutputCollector {
  const collector = new OutputCollector(limitBytes, new Map());
  for (const [type, content] of messages) collector.take(type, content);
  return collector;
}

const texts = (outputs: Output[]): string[] =>
  outputs.map((output) =>
    output.output_type === "stream" ? `${output.name}: ${output.text as string}` : output.output_type,
  );

describe("OutputCollector", () => {
  it("joins adjacent text of one stream, and nothing else", () => {
    const { outputs } = collect([
      stream("a"),
      stream("b"),
      stream("c", "stderr"),
      stream("d"),
      display("e"),
      stream("f"),
    ]);
    expect(texts(outputs)).toEqual(["stdout: ab", "stderr: c", "stdout: d", "display_data", "stdout: f"]);
  });

  it("clears at once, or with wait before the next output", () => {
    expect(collect([stream("a"), ["clear_output", { wait: false }]]).outputs).toEqual([]);
    const waiting = collect([stream("a"), ["clear_output", { wait: true }]]);
    expect(texts(waiting.outputs)).toEqual(["stdout: a"]);
    waiting.take(...stream("b"));
    waiting.take(...stream("c"));
    expect(texts(waiting.outputs)).toEqual(["stdout: bc"]);
  });

  it("counts the bytes anew after clearing", () => {
    const collector = collect([stream("12345"), ["clear_output", {}], stream("67890")], 5);
    expect(texts(collector.outputs)).toEqual(["stdout: 67890"]);
    expect(collector.overflowed).toBe(false);
  });

  it("updates every display of an id, in earlier cells too, and adds none", () => {
    const displays: Displays = new Map();
    const [first, second] = [new OutputCollector(1000, displays), new OutputCollector(1000, displays)];
    first.take(...display("old", "id"));
    first.take(...display("other", "other"));
    first.take(...display("anonymous"));
    second.take(...display("old", "id"));
    second.take(...update("new", "id"));
    const shown = [...first.outputs, ...second.outputs].map((output) => "data" in output && output.data["text/plain"]);
    expect(shown).toEqual(["new", "other", "anonymous", "new"]);
    expect(second.outputs).toEqual([
      { output_type: "display_data", data: { "text/plain": "new" }, metadata: { m: 1 } },
    ]);
  });

  it("keeps JSON types as they are, and all others as text", () => {
    const data = { "application/vnd.vegalite.v5+json": { mark: "bar" }, "text/plain": 3, "text/html": ["<b>", "</b>"] };
    const [output] = collect([["display_data", { data }]]).outputs;
    expect(output).toMatchObject({
      data: { "application/vnd.vegalite.v5+json": { mark: "bar" }, "text/plain": "3", "text/html": "<b></b>" },
      metadata: {},
    });
  });

  it("keeps text up to the limit, in whole characters, and nothing after", () => {
    const collector = collect([stream("123"), stream("4é6"), stream("7"), display("8")], 5);
    expect(texts(collector.outputs)).toEqual(["stdout: 1234"]);
    expect(collector.overflowed).toBe(true);
  });

  it("drops a display that does not fit as a whole", () => {
    const collector = collect([stream("kept"), display("x".repeat(100))], 50);
    expect(texts(collector.outputs)).toEqual(["stdout: kept"]);
    expect(collector.overflowed).toBe(true);
  });

  it("tells each piece as it comes", () => {
    const seen: Output[] = [];
    const collector = new OutputCollector(1000, new Map(), (output) => seen.push(output));
    collector.take(...stream("a"));
    collector.take(...stream("b"));
    expect(texts(seen)).toEqual(["stdout: a", "stdout: b"]);
  });
});
