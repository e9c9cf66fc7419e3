import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";

/** What a notebook's cell is: CommonJS that requires the built library. */
const CELL = `
  const { isotropicWeights, measureMatrices } = require("ncsparse");
  const plan = { seed: 1, path: ["cell"], matrices: 4, n: 64, input: "uniform", inputScale: 1,
    weights: isotropicWeights(4), attention: "self", rows: "all", values: "none", precision: "float64",
    windows: [8], thresholds: [] };
  Promise.all([1, 2].map((workers) => measureMatrices(plan, { workers, blockAtoms: 1 }))).then(([one, two]) => {
    console.log(one.frobenius.join() === two.frobenius.join() && one.frobenius.length === 4);
  });
`;

test("the built library starts its own workers from a CommonJS program, as a notebook's cells are", async () => {
  const root = fileURLToPath(new URL("../..", import.meta.url));
  const { stdout, stderr } = await promisify(execFile)(process.execPath, ["-e", CELL], { cwd: root });
  expect(stderr.replace(/^.*(ExperimentalWarning|--trace-warnings).*$/gm, "").trim()).toBe("");
  expect(stdout.trim()).toBe("true");
});
