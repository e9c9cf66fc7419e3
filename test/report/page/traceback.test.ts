import { expect, it } from "vitest";
import { restOfTraceback } from "../../../report/page/traceback.js";

const error = (evalue: string, ...traceback: string[]) => ({ ename: "TypeScriptError", evalue, traceback });

it.each([
  ["is empty where the message is all", error("1:1 - No.", "TypeScriptError: 1:1 - No."), ""],
  [
    "keeps further errors",
    error("1:1 - No.", "TypeScriptError: 1:1 - No.", "TypeScriptError: 2:1 - No."),
    "TypeScriptError: 2:1 - No.",
  ],
  ["knows messages of several lines", error("a\nb", "TypeScriptError: a", "b", "    at <cell>"), "    at <cell>"],
  ["knows coloured ones", error("a", "\u001b[31mTypeScriptError\u001b[0m: a", "    at f"), "    at f"],
  [
    "stays whole where it begins otherwise",
    error("a", "Traceback (most recent call last)", "TypeScriptError: a"),
    "Traceback (most recent call last)\nTypeScriptError: a",
  ],
])("a traceback under its message %s", (_, thrown, rest) => {
  expect(restOfTraceback(thrown)).toBe(rest);
});
