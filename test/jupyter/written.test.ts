/** What Jupyter's own writer makes of notebooks, beside what is committed and what `ncsparse clean` makes of them. */
import { cp, readFile, writeFile } from "node:fs/promises";
import { beforeAll, describe, expect, it } from "vitest";
import { executeNotebook } from "../../report/notebooks/execute.js";
import { cleanFile } from "../../report/notebooks/clean.js";
import { notebooksIn } from "../../report/notebooks/choose.js";
import { readNotebook } from "../../report/notebooks/read.js";
import { writeNotebook } from "../../report/notebooks/write.js";
import { enginePath } from "../../report/root.js";
import { Nbclient, python } from "./nbclient.js";

const nbclient = new Nbclient("test/jupyter/written.test.ts");

interface Written {
  asItIs: string;
  cleaned: string;
}

async function written(paths: readonly string[]): Promise<Written[]> {
  const [script, modules] = [enginePath("test", "jupyter", "write.py"), enginePath("report", "jupyter", "python")];
  return JSON.parse(await nbclient.run(script, modules, ...paths)) as Written[];
}

describe("Jupyter's writer", () => {
  it("writes the committed notebooks as they are, byte for byte, and cleaned they are the same", async () => {
    const own = (await notebooksIn(enginePath("notebooks"))).map((name) => enginePath("notebooks", name));
    const paths = [...own, enginePath("templates", "init", "notebooks", "01-largest-sum.ipynb")];
    const texts = await Promise.all(paths.map((path) => readFile(path, "utf8")));
    for (const [index, { asItIs, cleaned }] of (await written(paths)).entries()) {
      expect(asItIs === texts[index], `${paths[index]}: run \`ncsparse clean\``).toBe(true);
      expect(cleaned === texts[index], paths[index]).toBe(true);
    }
  });

  describe("of notebooks that were run", () => {
    const paths: string[] = [];
    beforeAll(async () => {
      if (python === undefined) return;
      paths.push(nbclient.path("executed.ipynb"), nbclient.path("awkward.ipynb"));
      const file = await readNotebook(enginePath("test", "jupyter", "notebooks", "every-other-output.ipynb"));
      await writeNotebook(paths[0]!, (await executeNotebook(file)).notebook);
      await writeFile(paths[1]!, AWKWARD);
      await cp(enginePath("test", "jupyter", "notebooks", "stranger.ipynb"), nbclient.path("stranger.ipynb"));
      paths.push(nbclient.path("stranger.ipynb"));
    });

    it("and the extension that cleans as JupyterLab saves give what `ncsparse clean` gives", async () => {
      for (const [index, { asItIs, cleaned }] of (await written(paths)).entries()) {
        const { before, after } = await cleanFile(paths[index]!);
        expect(after).toBe(cleaned);
        if (index < 2) expect([before, asItIs]).not.toContain(after);
      }
    });
  });
});

/** Names and texts that programs order, split or write in ways of their own. */
const AWKWARD = JSON.stringify({
  nbformat: 4,
  nbformat_minor: 4,
  metadata: {
    widgets: { state: {} },
    signature: "sha256:0",
    "10": 1,
    "9": 1.5,
    "\u{1F600}": "é\u007f\u2028",
    "\uFFFD": '\\"\t\u0001',
    kernelspec: { name: "ir", display_name: "R" },
  },
  cells: [
    { cell_type: "markdown", metadata: { collapsed: true }, source: "a\r\nb\u2028c\u0085d\u000be\n\nf\n" },
    { cell_type: "raw", metadata: { jupyter: { outputs_hidden: true, source_hidden: true } }, source: [] },
    {
      cell_type: "code",
      metadata: { jupyter: { outputs_hidden: false }, ExecuteTime: {}, scrolled: "auto", trusted: true, tags: [] },
      source: ["one\n", "two"],
      outputs: [{ output_type: "stream", name: "stdout", text: ["one\n"] }],
      execution_count: 7,
    },
  ],
});
