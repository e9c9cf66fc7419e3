/** Jupyter's own Python client, nbclient, and nbconvert, if python3 has them, with nothing of the user's own Jupyter. */
import { execFile, spawnSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, beforeEach } from "vitest";
import { labEnvironment } from "../../report/cli/lab.js";
import { enginePath } from "../../report/root.js";
import type { Notebook, Output } from "../../report/types.js";
import { fixturePath } from "../report/notebooks/fixture.js";

const run = promisify(execFile);

export const python = ["python3", "/usr/bin/python3"].find(
  (command) => spawnSync(command, ["-c", "import nbclient, nbconvert"]).status === 0,
);
const MISSING = "nbclient and nbconvert are not installed for python3";

/** What execute.py tells. */
export interface Executed {
  notebook: Notebook;
  raised: { ename: string; evalue: string } | null;
  kernelspec: string;
}

/** Runs the tests of a file in a folder of their own, or skips them and says so. */
export class Nbclient {
  #folder = "";

  constructor(file: string) {
    beforeAll(async () => {
      this.#folder = await mkdtemp(join(tmpdir(), "ncsparse-test-"));
      if (python === undefined) console.warn(`${file} is skipped: ${MISSING}`);
    });
    afterAll(() => rm(this.#folder, { recursive: true, force: true }));
    beforeEach(({ skip }) => skip(python === undefined, MISSING));
  }

  /** Where execute.py writes the executed fixture, and nbconvert what it makes of it. */
  path(name: string): string {
    return join(this.#folder, name);
  }

  async run(...args: string[]): Promise<string> {
    // Nothing of the user's own Jupyter, so that the kernelspec can only come from the project.
    const own = Object.fromEntries(
      ["JUPYTER_DATA_DIR", "JUPYTER_CONFIG_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR"].map((name) => [
        name,
        this.path(name),
      ]),
    );
    const env = labEnvironment({ ...process.env, JUPYTER_PATH: "", ...own });
    const { stdout } = await run(python!, args, { env, maxBuffer: 64 * 1024 * 1024 });
    return stdout;
  }

  async execute(name: string, ...flags: string[]): Promise<Executed> {
    const script = enginePath("test", "jupyter", "execute.py");
    return JSON.parse(await this.run(script, fixturePath(name), this.path(`${name}.ipynb`), ...flags)) as Executed;
  }
}

/** Outputs with neighbouring pieces of one stream joined, which Jupyter leaves to whoever shows them. */
export function joinedOutputs(outputs: readonly Output[]): Output[] {
  const result: Output[] = [];
  for (const output of outputs) {
    const last = result.at(-1);
    if (output.output_type === "stream" && last?.output_type === "stream" && last.name === output.name)
      last.text = `${last.text as string}${output.text as string}`;
    else result.push(structuredClone(output));
  }
  return result;
}

export const outputsIn = ({ notebook }: { notebook: Notebook }): Output[][] =>
  notebook.cells.flatMap((cell) => (cell.cell_type === "code" ? [joinedOutputs(cell.outputs)] : []));

export const countsIn = ({ notebook }: Executed): (number | null)[] =>
  notebook.cells.flatMap((cell) => (cell.cell_type === "code" ? [cell.execution_count] : []));
