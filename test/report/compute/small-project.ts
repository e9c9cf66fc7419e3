/** A project of two claims that read the same draws, and a third with a part: small enough to be computed many times. */
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { enginePath, kitPath } from "../../../report/root.js";
import { ownEnv } from "../../support/own-env.js";
import type { CommandRun } from "../../support/run-command.js";

const DRAWS = `
import { drawSet } from "ncsparse-kit/claims/draw-set";
import { stream } from "ncsparse-kit/random";
export function drawn(context, role, n) {
  return drawSet(context, ["S", role, n], (path) => {
    const source = stream(context.seed, ...path);
    return Float64Array.from({ length: n }, () => source.uniform());
  });
}`;

export const claimOf = (id: string, limit: number): string => `
import { certain, inequalityClaim } from "ncsparse-kit/claims/kinds";
import { drawn } from "./draws.js";
export const claim = inequalityClaim({
  id: "${id}", title: "Claim ${id}", provenance: "ours", hypotheses: [], scope: "all", statement: "it is at most ${limit}",
  rule: "by its largest", reason: "uniform",
  grid: { quick: [{ n: 4 }, { n: 8 }, { n: 16 }], full: [{ n: 4 }, { n: 8 }] },
  measure: ({ n }, context, role) => ({
    excess: Math.max(...drawn(context, role, n)) - ${limit}, roundingBound: 1e-9, draws: n, note: String(-0),
  }),
  caption: "The largest draws of ${id}",
  chart: (result, context) => ({
    description: "The largest of all draws of ${id}, cell by cell",
    mark: "point",
    data: { values: result.cells.map((cell) => ({ x: cell.parameters.n, y: cell.estimate.value })) },
    encoding: { x: { field: "x", type: "quantitative" }, y: { field: "y", type: "quantitative" } },
  }),
  control: { statement: "it is below 0", power: certain("draws are positive"), grid: { n: 4 }, measure: (cell, context) => ({
    excess: Math.max(...drawn(context, "control", 4)), roundingBound: 1e-9, draws: 4,
  }) },
});`;

const INDEX = `
import { mergeClaims } from "ncsparse-kit/claims/claim";
import { claim as a } from "./a.js";
import { claim as b } from "./b.js";
import { claim as c } from "./c.js";
export { a };
export const both = mergeClaims(b, [c], { title: "B, and C as its part" });
export const CLAIMS = [a, both];
`;

const cell = (id: string, source: string): object => ({
  cell_type: "code",
  id,
  metadata: {},
  source,
  execution_count: null,
  outputs: [],
});

const notebook = (title: string, source: string): string =>
  JSON.stringify({
    nbformat: 4,
    nbformat_minor: 5,
    metadata: { kernelspec: { name: "tslab", language: "typescript", display_name: "TypeScript" } },
    cells: [{ cell_type: "markdown", id: "title", metadata: {}, source: `# ${title}` }, cell("shows", source)],
  });

const FILES: Readonly<Record<string, string>> = {
  "package.json": JSON.stringify({
    ...{ name: "small", version: "0.1.0", type: "module" },
    ncsparse: { registry: "./code/index.js" },
  }),
  "ncsparse.config.json": JSON.stringify({ title: "Small", built: ["code"] }),
  "code/draws.js": DRAWS,
  "code/a.js": claimOf("A", 1),
  "code/b.js": claimOf("B", 0.9999),
  "code/c.js": claimOf("C", 1.5),
  "code/index.js": INDEX,
  "notebooks/01-one.ipynb": notebook(
    "One",
    'import { showClaim } from "ncsparse-kit";\nimport { a } from "../code/index.js";\nawait showClaim(a);',
  ),
  "notebooks/02-two.ipynb": notebook(
    "Two",
    'import { showClaim } from "ncsparse-kit";\nimport { both } from "../code/index.js";\nawait showClaim(both);',
  ),
};

export interface SmallProject {
  readonly folder: string;
  readonly config: string;
  /** Runs `ncsparse` on it, in a process of its own: under the test runner there would be two copies of the kit. */
  readonly run: (command: string, ...args: string[]) => Promise<CommandRun>;
  /** The same, with something in its environment. */
  readonly runWith: (env: Readonly<Record<string, string>>, command: string, ...args: string[]) => Promise<CommandRun>;
  /** Removes it. */
  readonly remove: () => Promise<void>;
}

/** Writes the project into a folder of its own, with some files otherwise. */
export async function smallProject(files: Readonly<Record<string, string>> = {}): Promise<SmallProject> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), "ncsparse-small-")));
  for (const [name, text] of Object.entries({ ...FILES, ...files })) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  await mkdir(join(folder, "node_modules"));
  await symlink(kitPath(), join(folder, "node_modules", "ncsparse-kit"), "junction");
  const config = join(folder, "ncsparse.config.json");
  return {
    folder,
    config,
    run: async (command, ...args) => await runProgram([command, "--config", config, ...args], { cwd: folder }),
    runWith: async (env, command, ...args) =>
      await runProgram([command, "--config", config, ...args], { cwd: folder, env }),
    remove: async () => await rm(folder, { recursive: true, force: true }),
  };
}

/** The command line without the look at whether it is built, which takes its time. */
const MAIN = pathToFileURL(enginePath("report", "dist", "cli", "main.js")).href;
const RUN = `import { main } from ${JSON.stringify(MAIN)}; process.exitCode = await main(process.argv.slice(1));`;
export const PROGRAM: readonly string[] = ["--input-type=module", "--eval", RUN, "--"];

async function runProgram(
  args: readonly string[],
  { cwd, env = {} }: { cwd: string; env?: Readonly<Record<string, string>> },
): Promise<CommandRun> {
  return await new Promise((resolve) => {
    const options = { cwd, env: { ...ownEnv(), ...env } };
    const child = execFile(process.execPath, [...PROGRAM, ...args], options, (_, out, err) =>
      resolve({ code: child.exitCode ?? -1, out, err }),
    );
  });
}

/** Writes the files of N shares, one after the other. */
export async function computeShards(project: SmallProject, of: number, ...args: string[]): Promise<string[]> {
  const files = Array.from({ length: of }, (_, index) => join(project.folder, `part-${index + 1}`));
  for (const [index, file] of files.entries()) {
    const { code, err } = await project.run("compute", "--shard", `${index + 1}/${of}`, "--out", file, ...args);
    if (code !== 0) throw new Error(`computeShards: share ${index + 1} must be computed, got: ${err}`);
  }
  return files;
}
