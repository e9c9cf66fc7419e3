/** No command stands in a document that no test types. What a fresh checkout runs is in commands.slow.test.ts. */
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { enginePath } from "../../report/root.js";
import { CALCULATOR, documentedCommands, TYPED } from "./commands.js";

const commands = documentedCommands();

describe("every command in the documents", () => {
  it("is typed by a test", () => {
    expect(commands.length).toBeGreaterThan(60);
    const untyped = commands.filter(({ command }) => !(command in TYPED) && !CALCULATOR.test(command));
    expect(untyped).toEqual([]);
  });

  it("and nothing is typed that no document has", () => {
    const documented = new Set(commands.map(({ command }) => command));
    expect(Object.keys(TYPED).filter((command) => !documented.has(command))).toEqual([]);
  });

  it("is in the file that is said to run it", () => {
    for (const [command, typed] of Object.entries(TYPED)) {
      if (!("file" in typed)) continue;
      expect(existsSync(enginePath(typed.file)), typed.file).toBe(true);
      expect(readFileSync(enginePath(typed.file), "utf8"), command).toContain(typed.by);
    }
  });
});
