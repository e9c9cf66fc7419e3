import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { main } from "../../../report/cli/main.js";
import { enginePath } from "../../../report/root.js";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "ncsparse-test-"));
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true });
});

const path = (name: string): string => join(folder, name);

/** What the command answers. */
async function clean(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const [out, err]: string[][] = [[], []];
  vi.spyOn(process.stdout, "write").mockImplementation((text) => Boolean(out!.push(String(text))));
  vi.spyOn(process.stderr, "write").mockImplementation((text) => Boolean(err!.push(String(text))));
  const code = await main(["clean", ...args]);
  vi.restoreAllMocks();
  return { code, out: out!.join(""), err: err!.join("") };
}

/** As JupyterLab leaves a notebook that was run. */
const RUN = `{
 "cells": [
  {
   "cell_type": "code",
   "execution_count": 3,
   "id": "a",
   "metadata": {
    "collapsed": true,
    "execution": {
     "iopub.status.busy": "2026-01-01T00:00:00.000Z"
    },
    "jupyter": {
     "outputs_hidden": true
    },
    "tags": [
     "hide-input"
    ]
   },
   "outputs": [
    {
     "data": {
      "text/plain": "1"
     },
     "execution_count": 3,
     "metadata": {},
     "output_type": "execute_result"
    }
   ],
   "source": [
    "const one = 1;\\n",
    "one"
   ]
  }
 ],
 "metadata": {
  "kernelspec": {
   "display_name": "Python 3",
   "language": "python",
   "name": "python3"
  },
  "scale": 1.0,
  "serial": 12345678901234567890
 },
 "nbformat": 4,
 "nbformat_minor": 5
}
`;
const CLEAN = RUN.replace(/"execution_count": 3,\n {3}"id"/, '"execution_count": null,\n   "id"')
  .replace(/"collapsed": true,\n[^]*?"tags"/, '"tags"')
  .replace(/"outputs": \[[^]*?\n {3}\],/, '"outputs": [],');

describe("ncsparse clean", () => {
  it("takes out what a run left, of any kernel, and keeps all else to the byte", async () => {
    await writeFile(path("a.ipynb"), RUN);
    const { code, out } = await clean(path("a.ipynb"));
    expect(await readFile(path("a.ipynb"), "utf8")).toBe(CLEAN);
    expect(code).toBe(0);
    expect(out).toMatch(
      /a\.ipynb: 1 output, 1 count, metadata \(collapsed, execution, outputs_hidden\)\n1 of 1 notebook cleaned\n$/,
    );
  });

  it("writes what others wrote as JupyterLab would, and leaves alone what is so already", async () => {
    const compact = JSON.stringify(JSON.parse(CLEAN.replace("12345678901234567890", "7")));
    await writeFile(path("a.ipynb"), compact.replace('["const one = 1;\\n","one"]', '"const one = 1;\\none"'));
    await writeFile(path("b.ipynb"), CLEAN);
    const { mtimeMs } = await stat(path("b.ipynb"));
    expect((await clean(path("a.ipynb"), path("b.ipynb"))).out).toMatch(
      /a\.ipynb: not written as JupyterLab writes it\n1 of 2 notebooks cleaned\n$/,
    );
    // A double has lost what it was written as before.
    const expected = CLEAN.replace("12345678901234567890", "7").replace("1.0", "1");
    expect(await readFile(path("a.ipynb"), "utf8")).toBe(expected);
    expect((await stat(path("b.ipynb"))).mtimeMs).toBe(mtimeMs);
  });

  it("says with --check what is not clean, exits with 1 and writes nothing", async () => {
    await writeFile(path("a.ipynb"), RUN);
    const { code, out } = await clean("--check", path("a.ipynb"));
    expect([code, out]).toEqual([1, expect.stringMatching(/a\.ipynb: 1 output.*\n1 of 1 notebook not clean\n$/)]);
    expect(await readFile(path("a.ipynb"), "utf8")).toBe(RUN);
    await writeFile(path("a.ipynb"), CLEAN);
    expect(await clean("--check", path("a.ipynb"))).toMatchObject({ code: 0, out: "0 of 1 notebook not clean\n" });
  });

  it("refuses all that is no notebook, each in a line, and then writes none", async () => {
    await writeFile(path("a.ipynb"), RUN);
    await writeFile(path("torn.ipynb"), RUN.slice(0, 100));
    await writeFile(path("old.ipynb"), '{ "nbformat": 3, "worksheets": [] }');
    await writeFile(path("latin.ipynb"), Buffer.from(CLEAN.replace("one", "\u00e9"), "latin1"));
    const names = ["a", "torn", "old", "latin", "absent"].map((name) => path(`${name}.ipynb`));
    const { code, err } = await clean(...names);
    expect(code).toBe(2);
    expect(err.trimEnd().split("\n")).toEqual([
      expect.stringContaining(`${path("torn.ipynb")}: not JSON: `),
      expect.stringContaining(`${path("old.ipynb")}: a notebook of format 3, which must be 4`),
      expect.stringContaining(`${path("latin.ipynb")}: cannot be read: `),
      expect.stringContaining(`${path("absent.ipynb")}: cannot be read: ENOENT`),
    ]);
    expect(await readFile(path("a.ipynb"), "utf8")).toBe(RUN);
  });

  it("finds the notebooks of the project, which are clean in this one and in a new one", async () => {
    const config = enginePath("ncsparse.config.json");
    expect(await clean("--check", "--config", config)).toMatchObject({ code: 0, err: "" });
    expect(await clean("--check", enginePath("templates/init/notebooks/01-largest-sum.ipynb"))).toMatchObject({
      code: 0,
    });
  });
});
