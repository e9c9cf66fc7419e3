/**
 * The notebooks' kernel under Jupyter's own Python client, nbclient, as JupyterLab's server starts it: by its kernelspec,
 * found through JUPYTER_PATH alone. Needs a python3 with nbclient and nbconvert (Debian: python3-nbclient,
 * jupyter-nbconvert); without one these tests are skipped and say so.
 */
import { execFile, spawnSync } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { labEnvironment } from "../../report/cli/lab.js";
import { executeNotebook } from "../../report/notebooks/execute.js";
import { findBrowser } from "../../report/pdf/browser.js";
import { withBrowser } from "../../report/pdf/launch.js";
import { enginePath } from "../../report/root.js";
import type { Notebook, Output } from "../../report/types.js";
import { fixture, fixturePath, outputsOf } from "../report/notebooks/fixture.js";

const run = promisify(execFile);

const python = ["python3", "/usr/bin/python3"].find(
  (command) => spawnSync(command, ["-c", "import nbclient, nbconvert"]).status === 0,
);
const MISSING = "nbclient and nbconvert are not installed for python3";

/** What execute.py tells. */
interface Executed {
  notebook: Notebook;
  raised: { ename: string; evalue: string } | null;
  kernelspec: string;
}

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ncsparse-test-"));
  if (python === undefined) console.warn(`test/jupyter/nbclient.test.ts is skipped: ${MISSING}`);
});
afterAll(() => rm(folder, { recursive: true, force: true }));
beforeEach(({ skip }) => skip(python === undefined, MISSING));

async function runPython(...args: string[]): Promise<string> {
  // Nothing of the user's own Jupyter, so that the kernelspec can only come from the project.
  const own = Object.fromEntries(
    ["JUPYTER_DATA_DIR", "JUPYTER_CONFIG_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR"].map((name) => [
      name,
      join(folder, name),
    ]),
  );
  const env = labEnvironment({ ...process.env, JUPYTER_PATH: "", ...own });
  const { stdout } = await run(python!, args, { env, maxBuffer: 64 * 1024 * 1024 });
  return stdout;
}

/** Where execute.py writes the executed fixture. */
const resultPath = (name: string): string => join(folder, `${name}.ipynb`);

async function execute(name: string, ...flags: string[]): Promise<Executed> {
  const script = enginePath("test", "jupyter", "execute.py");
  return JSON.parse(await runPython(script, fixturePath(name), resultPath(name), ...flags)) as Executed;
}

/** Outputs with neighbouring pieces of one stream joined, which Jupyter leaves to whoever shows them. */
function joined(outputs: readonly Output[]): Output[] {
  const result: Output[] = [];
  for (const output of outputs) {
    const last = result.at(-1);
    if (output.output_type === "stream" && last?.output_type === "stream" && last.name === output.name)
      last.text = `${last.text as string}${output.text as string}`;
    else result.push(structuredClone(output));
  }
  return result;
}

const outputsIn = ({ notebook }: { notebook: Notebook }): Output[][] =>
  notebook.cells.flatMap((cell) => (cell.cell_type === "code" ? [joined(cell.outputs)] : []));

const countsIn = ({ notebook }: Executed): (number | null)[] =>
  notebook.cells.flatMap((cell) => (cell.cell_type === "code" ? [cell.execution_count] : []));

describe("under nbclient", () => {
  let claim: Executed;
  beforeAll(async () => {
    if (python !== undefined) claim = await execute("one-claim");
  });

  it("a notebook finds the project's kernel with nothing installed, and emits what it emits in the report", async () => {
    expect(claim.raised).toBeNull();
    expect(claim.kernelspec).toBe(enginePath("report", "kernel", "spec", "kernels", "tslab"));
    expect(countsIn(claim)).toEqual([1]);
    const [outputs] = outputsIn(claim);
    expect(outputs!.map((output) => Object.keys((output as { data: object }).data))).toEqual([
      ["application/vnd.ncsparse.claim+json", "text/markdown", "text/plain"],
      ["application/vnd.vegalite.v5+json", "image/svg+xml", "text/plain"],
    ]);
    expect([outputs]).toEqual(outputsIn(await executeNotebook(await fixture("one-claim"))));
  });

  it("keeps characters whole, whatever pieces they come in", async () => {
    const executed = await execute("unicode");
    const text = "n^C ≥ √n · 😀 漢字";
    expect(outputsIn(executed)).toEqual([
      [
        { output_type: "stream", name: "stdout", text: `${text}\n${text}` },
        { output_type: "execute_result", data: { "text/plain": "true" }, metadata: {}, execution_count: 1 },
      ],
    ]);
    expect(executed.raised).toBeNull();
  });

  it("a cell that throws ends the run by its error's name, and the cells after it are not run", async () => {
    const executed = await execute("throws-sync");
    expect(executed.raised).toEqual({ ename: "RangeError", evalue: "rows must be positive, got 0" });
    expect(countsIn(executed)).toEqual([1, 2, null]);
    expect(outputsOf(executed)).toEqual([
      ["stdout: before 1\n"],
      ["stdout: in the cell\n", "RangeError: rows must be positive, got 0"],
      [],
    ]);
  });

  it("a cell that throws where errors are allowed loses none of the cells after it", async () => {
    const executed = await execute("throws-sync", "--allow-errors");
    expect(executed.raised).toBeNull();
    expect(outputsOf(executed)).toEqual([
      ["stdout: before 1\n"],
      ["stdout: in the cell\n", "RangeError: rows must be positive, got 0"],
      ["stdout: never printed\n"],
    ]);
    expect(countsIn(executed)).toEqual([1, 2, 3]);
  });

  it("an executed notebook becomes HTML by nbconvert with the figure as SVG and the verdict in words", async () => {
    await runPython("-m", "nbconvert", "--to", "html", "--log-level", "ERROR", resultPath("one-claim"));
    const html = join(folder, "one-claim.html");
    expect(await readFile(html, "utf8")).not.toContain("vegalite");
    await withBrowser(await findBrowser({ installed: false }), 60_000, async (browser) => {
      const page = await browser.newPage();
      await page.goto(pathToFileURL(html).href, { waitUntil: "domcontentloaded" });
      const read = <T>(expression: string): Promise<T> => page.evaluate(expression) as Promise<T>;
      const width = "document.querySelector('.jp-OutputArea-output svg.chart').getBoundingClientRect().width";
      expect(await read(width)).toBeGreaterThan(400);
      const text = await read<string>("document.body.innerText");
      expect(text).toContain("From which length on the paper-shaped bound informs");
      expect(text).toContain("holds, as expected — holds on 4 of 4 cells.");
      expect(text).toContain("Outcome of this control: violated.");
    });
  });
});
