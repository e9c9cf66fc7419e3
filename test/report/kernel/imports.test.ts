/** What cells import beside packages: files beside and above the notebook, and ES modules at run time. */
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ownFiles } from "../../../report/code/own-files.js";
import { Compilers } from "../../../report/kernel/compilers.js";
import { executeNotebook } from "../../../report/notebooks/execute.js";
import type { CodeCell, ExecutedNotebook } from "../../../report/types.js";
import { outputsOf } from "../notebooks/fixture.js";

/** A project: by the paths of its files, what they say. */
const FILES: Readonly<Record<string, string>> = {
  "tsconfig.json": '{ "compilerOptions": { "paths": { "@lib/*": ["./lib/*"] } } } // with a comment',
  "lib/area.ts": 'import { pi } from "./deep"; export const area = (r: number): number => pi * r * r;',
  "lib/deep/index.ts": 'export { pi } from "@lib/deep/pi";',
  "lib/deep/pi.ts": "export const pi = 3.14;",
  "notebooks/beside.ts": 'import { pi } from "@lib/deep/pi"; export const tau: number = pi * 2;',
  "notebooks/plain.js": "export const plain = 5;",
  "node_modules/waits/package.json": '{ "name": "waits", "type": "module", "main": "index.js", "types": "index.d.ts" }',
  "node_modules/waits/index.js": "export const ready = await Promise.resolve(true); export default 8;",
  "node_modules/waits/index.d.ts": "export const ready: boolean; declare const d: number; export default d;",
  "node_modules/closed/package.json":
    '{ "name": "closed", "type": "module", "exports": { "import": "./index.js" }, "types": "index.d.ts" }',
  "node_modules/closed/index.js": "export const seven = 7;",
  "node_modules/closed/index.d.ts": "export const seven: number;",
  "notebooks/node_modules/near/package.json": '{ "name": "near", "main": "index.js", "types": "index.d.ts" }',
  "notebooks/node_modules/near/index.js": "exports.distance = 3;",
  "notebooks/node_modules/near/index.d.ts": "export const distance: number;",
  "notebooks/node_modules/@scope/near/package.json": '{ "name": "@scope/near", "types": "index.d.ts" }',
  "notebooks/node_modules/@scope/near/index.js": "exports.two = 2;",
  "notebooks/node_modules/@scope/near/index.d.ts": "export const two: 2;",
  "node_modules/common/package.json": '{ "name": "common", "main": "index.js", "types": "index.d.ts" }',
  "node_modules/common/index.js": "module.exports = { one: 1 };",
  "node_modules/common/index.d.ts": "declare const common: { one: number }; export = common;",
};

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "imports-"));
  for (const [name, text] of Object.entries(FILES)) {
    await mkdir(dirname(join(root, name)), { recursive: true });
    await writeFile(join(root, name), text);
  }
});
afterAll(async () => await rm(root, { recursive: true, force: true }));

const pathOf = (name: string): string => join(root, "notebooks", `${name}.ipynb`);

async function run(sources: readonly string[], isShared: boolean, name = "tslab"): Promise<ExecutedNotebook> {
  const cells = sources.map((source, index): CodeCell => {
    const metadata = { tags: ["raises-exception"] };
    return { cell_type: "code", id: `c${index}`, metadata, source, outputs: [], execution_count: null };
  });
  const metadata = { kernelspec: { name, display_name: name } };
  const notebook = { nbformat: 4, nbformat_minor: 5, metadata, cells };
  const compilers = isShared ? new Compilers() : undefined;
  try {
    return await executeNotebook({ number: 1, name: "n", path: pathOf("n"), notebook }, { compilers });
  } finally {
    await compilers?.close();
  }
}

const valuesOf = (executed: ExecutedNotebook): string[] =>
  outputsOf(executed).map((outputs) => outputs.join(" | ").replace(/^execute_result: \{"text\/plain":"(.*)"\}$/, "$1"));

const IMPORTS = [
  ['import { area } from "../lib/area";\narea(2)', "12.56"],
  ['import { pi } from "@lib/deep";\npi', "3.14"],
  ['import { tau } from "./beside";\ntau', "6.28"],
  ['import { plain } from "./plain";\nplain', "5"],
  ['const { area: again } = await import("../lib/area");\nagain(1)', "3.14"],
  ['const slow = await import("waits");\n[slow.ready, slow.default]', "[ true, 8 ]"],
  ['const { seven } = await import("closed");\nseven', "7"],
  ['const common = await import("common");\n[common.one, common.default.one]', "[ 1, 1 ]"],
  ['import { distance } from "near";\nimport { two } from "@scope/near";\ndistance + two', "5"],
  ['const { drawSet } = await import("ncsparse-kit");\ntypeof drawSet', "function"],
  ['const kit = await import("ncsparse-kit/claims/wording");\ntypeof kit.outcomeWords', "function"],
] as const;

describe("cells import", () => {
  it.each([true, false])("files and modules of every kind; with the report's compiler: %s", async (isShared) => {
    const executed = await run(
      IMPORTS.map(([source]) => source),
      isShared,
    );
    expect(executed.failures).toEqual([]);
    expect(valuesOf(executed)).toEqual(IMPORTS.map(([, value]) => value));
  });

  it("the same from JavaScript", async () => {
    const executed = await run(
      IMPORTS.slice(0, 6).map(([source]) => source),
      false,
      "jslab",
    );
    expect(valuesOf(executed)).toEqual(IMPORTS.slice(0, 6).map(([, value]) => value));
  });

  it("nothing that there is not, and hear of it", async () => {
    const executed = await run(['import { x } from "../lib/none";', 'await import("no" + "where")'], true);
    const [first, second] = valuesOf(executed);
    expect(first).toContain("TypeScriptError: 1:19 - Cannot find module '../lib/none'");
    expect(second).toContain("Error: Cannot find module 'nowhere'");
  });
});

describe("errors of cells", () => {
  it("that stand for several say which", async () => {
    const executed = await run(
      [
        'await Promise.any([Promise.reject(new Error("one")), Promise.reject(new TypeError("two"))])',
        'throw new AggregateError([new Error("x"), 3])',
      ],
      true,
    );
    const tracebacks = executed.notebook.cells.map((cell) =>
      (cell as CodeCell).outputs.flatMap((output) => (output.output_type === "error" ? output.traceback : [])),
    );
    expect(tracebacks[0]).toEqual([
      "AggregateError: All promises were rejected",
      "1 of 2: Error: one",
      "    at <cell>",
      "2 of 2: TypeError: two",
      "    at <cell>",
    ]);
    expect(valuesOf(executed)[1]).toBe("AggregateError: Error: x; 3");
  });
});

describe("the files that cells import", () => {
  const isPackages = (name: string): boolean => name === "waits";
  const namesIn = async (...cells: string[]): Promise<unknown[]> =>
    (await ownFiles(pathOf("n"), cells, isPackages)).filter((_, index) => index % 2 === 0);

  it("are known with all that these import, so that a change of one executes the notebook anew", async () => {
    expect(await namesIn('import { tau } from "./beside";', 'const { area } = await import("../lib/area");')).toEqual([
      "../lib/area.ts",
      "../lib/deep/index.ts",
      "../lib/deep/pi.ts",
      "beside.ts",
    ]);
    expect(await namesIn('import { pi } from "@lib/deep/pi";', "const p = require('./plain');")).toEqual([
      "../lib/deep/pi.ts",
      "plain.js",
    ]);
    const [, before] = await ownFiles(pathOf("n"), ['import "./plain"'], isPackages);
    expect(Buffer.from(before as Uint8Array).toString()).toBe(FILES["notebooks/plain.js"]);
  });

  it("are none where cells import packages, nothing, or what there is not", async () => {
    expect(
      await namesIn('import "waits"; import fs from "fs"; import "node:path"; import * as t from "tslab"'),
    ).toEqual([]);
    expect(await namesIn("1 + 1")).toEqual([]);
    expect(await namesIn('import "./none"; import "closed"; "from \'here\'"')).toEqual([]);
    expect(await namesIn('import "./none"; import "./plain"')).toEqual(["plain.js"]);
  });
});
