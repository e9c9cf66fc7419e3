/**
 * What was changed, and what kernels compute anew for it: row by row, in processes of their own as a kernel is one, on two
 * claims that read the same draws.
 */
import { execFile } from "node:child_process";
import { appendFile, mkdir, mkdtemp, readdir, readFile, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { readModules, type ParsedModules } from "../../../report/code/code-graph.js";
import { moduleUrls, programsOf } from "../../../report/code/code.js";
import { NO_MEMORY, withKernelMemory } from "../../../report/code/kernel-memory.js";
import { kitPath } from "../../../report/root.js";

const DRAWS = `
import { drawSet } from "ncsparse-kit/claims/draw-set";
import { stream } from "ncsparse-kit/random";
export function drawn(context, n) {
  return drawSet(context, ["T", n], (path) => {
    console.error("draws");
    const source = stream(context.seed, ...path);
    return Float64Array.from({ length: n }, () => source.uniform());
  });
}`;

const claimOf = (id: string, more: string, excess: string): string => `
import { certain, inequalityClaim } from "ncsparse-kit/claims/kinds";
import { drawn } from "./draws.js";
${more}
export const claim = inequalityClaim({
  id: "${id}", title: "Claim ${id}", provenance: "ours", hypotheses: [], scope: "all", statement: "it is small",
  rule: "by its largest", reason: "uniform",
  grid: [{ n: 4 }, { n: 8 }],
  measure: (cell, context) => {
    console.error("${id}");
    return { excess: Math.log(Math.max(...drawn(context, cell.n)) ${excess}), roundingBound: 1, note: String(-0) };
  },
  caption: "Of ${id}, of " + \`all of it\`,
  chart: (result, context) => {
    console.error("chart ${id}");
    return {
      description: "The largest of all draws of ${id}",
      mark: "point",
      data: { values: [...drawn(context, 4)].map((y) => ({ y, title: result.title })) },
      encoding: { y: { field: "y", type: "quantitative" } },
    };
  },
  control: {
    statement: "never", power: certain("it is 1"), grid: { n: 1 },
    measure: () => ({ excess: 2, roundingBound: 1 }),
  },
});`;

const FILES: Readonly<Record<string, string>> = {
  "package.json": `{ "type": "module" }`,
  "code/draws.js": DRAWS,
  "code/helper.js": "export const half = 0.5;",
  "code/a.js": claimOf("A", 'import { half } from "./helper.js";', "* half"),
  "code/b.js": claimOf("B", "", "/ 2"),
  "kernel.mjs": `
    import { showClaim } from "ncsparse-kit";
    import { claim as a } from "./code/a.js";
    import { claim as b } from "./code/b.js";
    for (const claim of [a, b]) await showClaim(claim);`,
  // Outside a kernel the text of what is displayed is printed; here all of it is.
  "whole.mjs": `
    import { runClaim } from "ncsparse-kit";
    import { session } from "ncsparse-kit/notebook";
    import { claim as a } from "./code/a.js";
    import { claim as b } from "./code/b.js";
    for (const claim of [a, b]) console.log(JSON.stringify(await runClaim(claim, session())));`,
};

let folder: string;
let records: string;
beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), "ncsparse-recomputed-")));
  records = join(folder, "records");
  await mkdir(join(folder, "node_modules"));
  await mkdir(join(folder, "code"));
  await symlink(kitPath(), join(folder, "node_modules", "ncsparse-kit"), "junction");
  await restore();
  await kernel();
});
afterAll(async () => rm(folder, { recursive: true, force: true }));
beforeEach(restore);

async function restore(): Promise<void> {
  await rm(join(folder, "code", "table.json"), { force: true });
  for (const [name, text] of Object.entries(FILES)) await writeFile(join(folder, name), text);
}

interface Kernel {
  computed: string;
  displayed: string;
}

const run = promisify(execFile);
const parsed: ParsedModules = new Map();

/** What a kernel computes and displays, with the memory and the code as they are. */
async function kernel(env: Record<string, string> = {}, around = "as it is", program = "kernel.mjs"): Promise<Kernel> {
  const folders = [
    { name: "ncsparse-kit", folder: kitPath("dist") },
    { name: "code", folder: join(folder, "code") },
  ];
  const known = { programs: programsOf(readModules(folders, parsed)), urls: moduleUrls(folders), around };
  return await withKernelMemory(records, known, (memory) => execute({ ...memory, ...env }, program));
}

async function execute(env: Record<string, string>, program: string): Promise<Kernel> {
  const { stdout, stderr } = await run(process.execPath, [join(folder, program)], { env: { ...process.env, ...env } });
  return { computed: [...new Set(stderr.split("\n"))].filter(Boolean).sort().join(", "), displayed: stdout };
}

async function edit(name: string, from: string, to: string): Promise<void> {
  const text = await readFile(join(folder, "code", name), "utf8");
  expect(text).toContain(from);
  await writeFile(join(folder, "code", name), text.replace(from, to));
}

const ALL = "A, B, chart A, chart B, draws";

it.each<[string, string, () => unknown, Record<string, string>?, string?]>([
  ["nothing", "", () => undefined],
  ["a comment", "", () => edit("a.js", "export", "/** Small. */ export")],
  ["a caption, in the claim's own module", "", () => edit("a.js", "Of A, of", "About A, and")],
  ["the text of a caption that a template makes", "", () => edit("a.js", "all of it", "the rest")],
  ["a module that nothing imports", "", () => writeFile(join(folder, "code", "more.js"), "export const more = 1;")],
  ["a claim's code", "A, chart A", () => edit("a.js", "note: String(-0)", 'note: "-0"')],
  [
    "its title: words of a claim other than a caption count",
    "A, chart A",
    () => edit("a.js", "Claim A", "The claim A"),
  ],
  ["a module that one of two claims imports", "A, chart A", () => edit("helper.js", "0.5", "0.25")],
  ["how it is drawn what both read", ALL, () => edit("draws.js", "source.uniform()", "source.uniform() / 2")],
  ["the seed", ALL, () => undefined, { NCSPARSE_SEED: "7" }],
  ["the profile", ALL, () => undefined, { NCSPARSE_PROFILE: "full" }],
  ["data beside the code", ALL, () => writeFile(join(folder, "code", "table.json"), "[1]")],
  ["data that the notebook declares", ALL, () => undefined, { NCSPARSE_DATA: "changed" }],
  ["packages or Node", ALL, () => undefined, {}, "changed"],
])("%s: computed anew: %s", async (_, anew, change, env, around) => {
  await change();
  const [remembering, forgetful] = await Promise.all([
    kernel(env, around),
    execute({ ...NO_MEMORY, ...env }, "kernel.mjs"),
  ]);
  expect(remembering.computed).toBe(anew);
  expect(remembering.displayed).toBe(forgetful.displayed);
});

it("nothing is remembered without the report", async () => {
  expect((await execute(NO_MEMORY, "kernel.mjs")).computed).toBe(ALL);
});

it("a result is the same to the last digit, be it computed or remembered", async () => {
  const remembered = await kernel({}, "as it is", "whole.mjs");
  expect(remembered.computed).toBe("");
  expect(remembered.displayed).toBe((await execute(NO_MEMORY, "whole.mjs")).displayed);
});

it("a damaged record is computed anew, and kept again", async () => {
  for (const entry of await readdir(records, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) await appendFile(join(entry.parentPath, entry.name), "x");
  }
  expect((await kernel()).computed).toBe(ALL);
  expect((await kernel()).computed).toBe("");
});
