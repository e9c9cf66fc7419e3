import { relative } from "node:path";
import { expect, it } from "vitest";
import { codeFolders, moduleFiles } from "../../../report/code/code.js";
import { readModules } from "../../../report/code/code-graph.js";
import { panelsModules } from "../../../report/code/panels-code.js";
import { bundleScript } from "../../../report/page/assets/client-bundle.js";
import { enginePath } from "../../../report/root.js";

it("every module of the library that the page's script carries is known, and the claims are none of them", async () => {
  const folders = codeFolders({ code: [] });
  const known = panelsModules({ code: [] }, readModules(folders))!;
  const files = [...moduleFiles(folders)].filter(([, name]) => known.has(name)).map(([file]) => file);
  const { inputs } = await bundleScript("drawing-and-explore.ts");
  const carried = inputs.filter((input) => input.startsWith("src/dist/"));
  expect(carried.length).toBeGreaterThan(20);
  expect(carried.filter((input) => !files.some((file) => relative(enginePath(), file) === input))).toEqual([]);
  expect([...known].filter((name) => name.startsWith("ncsparse/claims/"))).toEqual([]);
});
