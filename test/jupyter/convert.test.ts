/** The command that a refused notebook of an old format names, as Jupyter understands it. */
import { cp } from "node:fs/promises";
import { expect, it } from "vitest";
import { readNotebook } from "../../report/notebooks/read.js";
import { enginePath } from "../../report/root.js";
import { Nbclient } from "./nbclient.js";

const jupyter = new Nbclient("test/jupyter/convert.test.ts");

it("a notebook of format 3 is one of format 4 afterwards, in its place, whose kernel is still to be chosen", async () => {
  const path = jupyter.path("3-worksheets.ipynb");
  await cp(enginePath("test", "fixtures", "intake", "3-worksheets.ipynb"), path);
  await expect(readNotebook(path)).rejects.toThrow(
    `convert it: jupyter nbconvert --to notebook --nbformat 4 --inplace ${path}`,
  );
  await jupyter.run("-m", "nbconvert", "--to", "notebook", "--nbformat", "4", "--inplace", path);
  await expect(readNotebook(path)).rejects.toThrow("got none; choose the kernel in JupyterLab");
});
