/** Which commands there are in a project that has the library of the paper on attention, and in one that has not. */
import { expect, it, test } from "vitest";
import { commandsFor } from "../../../report/cli/commands.js";
import { InputError } from "../../../report/errors.js";

const CALCULATOR = ["bound", "collapse", "exponents", "measure", "row", "sample", "window"];
const ENGINE = [
  "report",
  "render",
  "compute",
  "merge",
  "sweep",
  "verify",
  "init",
  "lab",
  "clean",
  "diff",
  "worker",
  "cache",
];

async function names(args: readonly string[], withLibrary: boolean): Promise<string[]> {
  return (await commandsFor(args, () => undefined, withLibrary)).map((command) => command.name());
}

it.each([["--help"], ["help"], ["reprot"]])(
  "%s knows the calculator only where its library is installed",
  async (word) => {
    expect(await names([word], true)).toEqual([...ENGINE, ...CALCULATOR]);
    expect(await names([word], false)).toEqual(ENGINE);
  },
);

test.each(CALCULATOR)("%s without the library is bad input, said in one line whatever it is given", async (name) => {
  for (const args of [[], ["--help"], ["T4.3", "--n", "many", "--no-such-option"]]) {
    const [command] = await commandsFor([name, ...args], () => undefined, false);
    await expect(command!.parseAsync(args, { from: "user" })).rejects.toThrow(
      new InputError(`${name}: the library ncsparse, which computes it, must be installed beside the engine`),
    );
  }
});

test.each(ENGINE)("%s needs no library", async (name) => {
  expect(await names([name], false)).toEqual([name]);
});
