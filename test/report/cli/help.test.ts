import { statSync } from "node:fs";
import { spawnSync } from "node:child_process";
import type { Command } from "commander";
import { afterEach, describe, expect, test, vi } from "vitest";
import { commandsFor } from "../../../report/cli/commands.js";
import { main } from "../../../report/cli/main.js";
import { enginePath } from "../../../report/root.js";

afterEach(() => vi.restoreAllMocks());

async function run(args: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  const told = { out: "", err: "" };
  const into = (key: keyof typeof told) => (text: unknown) => ((told[key] += String(text)), true);
  vi.spyOn(process.stdout, "write").mockImplementation(into("out"));
  vi.spyOn(process.stderr, "write").mockImplementation(into("err"));
  const code = await main(args);
  vi.restoreAllMocks();
  return { code, ...told };
}

/** Every command and subcommand: its words, and itself. */
const COMMANDS: readonly [words: string[], command: Command][] = (await commandsFor([], () => undefined)).flatMap(
  (command) => [
    [[command.name()], command] as [string[], Command],
    ...command.commands.map((inner): [string[], Command] => [[command.name(), inner.name()], inner]),
  ],
);
/** What they do not know is JupyterLab's. */
const PASSES_ON: ReadonlySet<string> = new Set(["lab"]);
/** With what each must be given, which is asked for first. */
const OPTIONS = COMMANDS.filter(([[name]]) => !PASSES_ON.has(name!)).flatMap(([words, command]) => {
  const { options, registeredArguments } = command;
  const operands = registeredArguments.map(({ argChoices }) => argChoices?.[0] ?? "x");
  const needed = options.filter(({ mandatory }) => mandatory).flatMap(({ long }) => [long!, "0.5"]);
  return options.map(({ long }) => [[...words, ...operands, ...needed], long!] as const);
});

describe("help", () => {
  test.each(COMMANDS)("of %j shows defaults as people write them", async (words) => {
    const { code, out } = await run([...words, "--help"]);
    expect(code).toBe(0);
    expect(out).toContain("Usage: ");
    expect(out).not.toMatch(/\[\]|\[object|undefined|null|NaN|\\n/);
  });
});

describe("a misspelt option", () => {
  test.each(OPTIONS)("of %j near %s is one line that suggests it", async (words, long) => {
    const at = long.length - 2;
    const misspelt = long.length > 4 ? `${long.slice(0, at)}${long[at + 1]!}${long[at]!}` : `${long}x`;
    const { code, out, err } = await run([...words, misspelt === long ? `${long}x` : misspelt]);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toMatch(/^ncsparse: unknown option '--[^\\\n]*\n$/);
    if (long.length > 4) expect(err).toMatch(/' \(Did you mean (one of )?--.*\?\)\n$/);
  });
});

test("the command is committed and lies here with its run bit: without it npx may not start it", () => {
  const path = enginePath("report", "bin", "ncsparse.js");
  expect(statSync(path).mode & 0o111).toBe(0o111);
  const { status, stdout } = spawnSync("git", ["ls-files", "-s", "--", path], { cwd: enginePath(), encoding: "utf8" });
  if (status === 0 && stdout !== "") expect(stdout.split(" ")[0]).toBe("100755");
});
