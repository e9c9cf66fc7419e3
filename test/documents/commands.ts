/** The commands that the documents tell readers to type, and the test that types each. */
import { readdirSync, readFileSync } from "node:fs";
import { enginePath } from "../../report/root.js";

export interface DocumentedCommand {
  document: string;
  command: string;
}

const DOCUMENTS = [
  "README.md",
  "templates/init/README.md.mustache",
  ...readdirSync(enginePath("docs"))
    .filter((name) => name.endsWith(".md"))
    .map((name) => `docs/${name}`),
];

/** A command of ours, or of a reader's shell; what stands in for a value is in capitals (`N`, `FILE`). */
const COMMAND = /^(?:npm|npx|ncsparse|jupyter|[A-Z_]+=\S+ ) ?.*[a-z]/;

/** Every command in the shell blocks and in the running text of the documents, one for each part between `&&`. */
export function documentedCommands(): DocumentedCommand[] {
  return DOCUMENTS.flatMap((document) => {
    const text = readFileSync(enginePath(document), "utf8");
    const blocks = [...text.matchAll(/^```sh\n([^]*?)^```/gm)].flatMap(([, block]) => block!.trimEnd().split("\n"));
    const prose = text.replace(/^```[^]*?^```/gm, "");
    const inline = [...prose.matchAll(/`([^`\n]+)`/g)].map(([, code]) => code!);
    return [...blocks.map((line) => line.replace(/\s+#.*$/, "")), ...inline]
      .flatMap((line) => line.split(" && "))
      .map((command) => command.trim())
      .filter((command) => !/^ncsparse [a-z]+$/.test(command)) // the name of a command, which nobody types as it stands
      .map((command) => command.replace(/^ncsparse /, "npx ncsparse "))
      .filter((command) => COMMAND.test(command) && /\s/.test(command) && !command.startsWith("cd "))
      .map((command) => ({ document, command }));
  });
}

/** Where a command is typed: in a fresh checkout by commands.slow.test.ts, or by another test or CI. */
export type Typed =
  /** A shell line in the checkout, with values for what stands in capitals; it exits with 0. */
  | { checkout: string }
  /** A file that runs it, and the text by which it does. */
  | { file: string; by: string };

const NEW_PROJECT = "test/report/init/whole-project.slow.test.ts";

const SHARES = "test/report/compute/small-project.ts";
const SWEEPS = "test/report/sweep/sweep.test.ts";
const MERGING = "test/report/compute/shards.test.ts";

const VERIFYING = "test/report/verify/verify.test.ts";

const RENDER = "test/report/render.test.ts";

const BY_QUEUE = "test/report/queue/whole-report.slow.test.ts";

/** In the order in which they are typed. */
export const TYPED: Readonly<Record<string, Typed>> = {
  "npm ci": { checkout: "npm ci --prefer-offline --no-progress" },
  "npm run build": { checkout: "npm run build" },
  "npm run check": { checkout: "npm run check" },
  "npm run format": { checkout: "npm run format" },
  "npm run build:kernels": { checkout: "npm run build:kernels" },
  "npm run claim-ids": { checkout: "npm run claim-ids" },
  "npm run schema": { checkout: "npm run schema" },
  "npm run notices": { checkout: "npm run notices" },
  "npm run test:fast": { checkout: "npm run test:fast -- test/report/page/math/lean-math.test.ts" },
  "npm run fuzz -- --seed N --times M": { checkout: "npm run fuzz -- --seed 7 --times 1" },
  "npm run bench": { checkout: "npm run bench -- --sizes 512 --rounds 1" },
  "npm run report -- --only 01 --no-pdf": { checkout: "npm run report -- --only 01 --no-pdf" },
  "npm run report -- --only 01,02": { checkout: "npm run report -- --only 13,14" },
  "npm run report -- --no-pdf": { checkout: "npm run report -- --no-pdf --only 13" },
  "npm run report -- --out DIR": { checkout: "npm run report -- --out elsewhere --no-pdf --only 13" },
  "npm run report -- --seed N": { checkout: "npm run report -- --seed 5 --no-pdf --only 01" },
  "npm run report -- --profile full": { checkout: "npm run report -- --profile full --no-pdf --only 01" },
  "npm run report -- --no-cache": { checkout: "npm run report -- --no-cache --no-pdf --only 13" },
  "npm run report -- --config FILE": {
    checkout: "cd docs && npm run report -- --config ncsparse.config.json --no-pdf --only 13",
  },
  // Ctrl-C, as a terminal sends it: to the whole group. 130 is its exit code.
  "npm run report -- --watch": {
    checkout: `timeout -s INT 60 npm run report -- --watch --only 13 > watched; code=$?; cat watched
      grep -q 'http://127.0.0.1' watched; [ $code = 124 ] || [ $code = 130 ]`,
  },
  "npx ncsparse compute --shard 3/16 --out part-3": { file: SHARES, by: '"compute", "--shard"' },
  "npx ncsparse compute --shard i/N --out FILE": { file: SHARES, by: '"compute", "--shard"' },
  "npx ncsparse merge part-*": { file: MERGING, by: 'run("merge", ...parts)' },
  "npx ncsparse merge parts/part-*": { file: "test/examples/slurm-array.slow.test.ts", by: 'run("merge"' },
  "npx ncsparse merge --write-durations FILE part-*": { file: MERGING, by: '"--write-durations", file' },
  "npx ncsparse verify out": { file: VERIFYING, by: 'run("verify", out' },
  "npx ncsparse verify out --sample 0": { file: VERIFYING, by: '"verify", out, "--sample", "0"' },
  "npx ncsparse sweep --seeds 1..100": { file: SWEEPS, by: '"--seeds", "1..3"' },
  "npx ncsparse sweep --seeds 1..100 --only 10,13 --out sweep.json": {
    checkout: "npx ncsparse sweep --seeds 1..2 --only 13 --out sweep.json",
  },
  "npx ncsparse sweep --seeds 1..100 --shard 3/16 --out sweep-3": { file: SWEEPS, by: '"--shard", `${shard}/2`' },
  "npx ncsparse sweep --seeds 1..100 --queue redis://HOST:PORT --out sweep.json": {
    file: "test/report/queue/sweep.test.ts",
    by: '"--queue", server.url',
  },
  "npx ncsparse sweep --join sweep-* --out sweep.json": { file: SWEEPS, by: '"--join", ...parts' },
  "npm run bench -- --mode scaling": { checkout: "npm run bench -- --mode scaling --notebooks 13 --rounds 1" },
  "npx ncsparse cache ls": { checkout: "npx ncsparse cache ls" },
  "npx ncsparse diff OLD NEW": { checkout: "npx ncsparse diff out-only/claims.json elsewhere" },
  "npx ncsparse cache clear": { checkout: "npx ncsparse cache clear" },
  "npm run lab": { checkout: "npm run lab" },
  "npm run lab -- --no-browser --port 8899": { checkout: "npm run lab -- --no-browser --port 8899" },
  "npx ncsparse lab --clean-on-save": { checkout: "npx ncsparse lab --clean-on-save" },
  "npx ncsparse clean": { checkout: "npx ncsparse clean" },
  "npx ncsparse clean --check": { checkout: "npx ncsparse clean --check" },
  'JUPYTER_PATH="$PWD/report/kernel/spec" jupyter lab notebooks': {
    checkout: 'JUPYTER_PATH="$PWD/report/kernel/spec" jupyter lab notebooks',
  },
  "npm run report": { file: ".ci/run", by: "npm run report" },
  "npm test": { file: ".ci/run", by: "npm test" },
  "npm run test:whole": { file: ".ci/run", by: "npm run test:whole" },
  "npm run test:slow": { file: ".github/workflows/slow.yml", by: "npm run test:slow" },
  "npm run mutants": { file: "test/mutants/mutants.slow.test.ts", by: "run.mjs" },
  "npx ncsparse init ../my-paper": { file: NEW_PROJECT, by: '"init", project' },
  "npx ncsparse init DIR": { file: NEW_PROJECT, by: '"init", project' },
  "npx ncsparse render NOTEBOOK.ipynb": { file: RENDER, by: "await render(path)" },
  "npx ncsparse render NOTEBOOK.ipynb --no-execute": { file: RENDER, by: '"--no-execute"' },
  "npx ncsparse render NOTEBOOK.ipynb --pdf --out DIR": { file: RENDER, by: '"--pdf", "--out", to' },
  "jupyter nbconvert --to notebook --nbformat 4 --inplace NOTEBOOK.ipynb": {
    file: "test/jupyter/convert.test.ts",
    by: '"--to", "notebook", "--nbformat", "4", "--inplace"',
  },
  "npx ncsparse worker redis://HOST:PORT": { file: "test/report/queue/worker-command.ts", by: '"worker", ' },
  "npm run report -- --queue redis://HOST:PORT": { file: BY_QUEUE, by: '"--queue", server.url' },
  "npm install": { file: NEW_PROJECT, by: 'npm("install"' },
  "npm pack": { file: "test/report/init/init.test.ts", by: "pack" },
  "npx tsc -p src --watch": { file: NEW_PROJECT, by: '"tsc", "-p", "src", "--watch"' },
};

/** The calculator's commands are typed by a test of its own, with their answers. */
export const CALCULATOR =
  /^npx ncsparse (?:bound|collapse|exponents|row|window|sample|measure)\b|^npx ncsparse COMMAND$/;
