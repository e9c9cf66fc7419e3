import { execFile, execFileSync } from "node:child_process";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { enginePath } from "../../report/root.js";
import { openRawKernel } from "../report/kernel/raw-kernel.js";

const PLAN = `{ seed: 1, path: ["cell"], matrices: 4, n: 64, input: "uniform", inputScale: 1,
  weights: isotropicWeights(4), attention: "self", rows: "all", values: "none", precision: "float64",
  windows: [8], thresholds: [] }`;

const PROGRAM = `
  const { isotropicWeights, measureMatrices } = require("ncsparse");
  Promise.all([1, 2].map((workers) => measureMatrices(${PLAN}, { workers, blockAtoms: 1 }))).then(([one, two]) => {
    console.log(one.frobenius.join() === two.frobenius.join() && one.frobenius.length === 4);
  });
`;

test("the built library starts its own workers from a CommonJS program", async () => {
  const root = fileURLToPath(new URL("../..", import.meta.url));
  const { stdout, stderr } = await promisify(execFile)(process.execPath, ["-e", PROGRAM], { cwd: root });
  expect(stderr.replace(/^.*(ExperimentalWarning|--trace-warnings).*$/gm, "").trim()).toBe("");
  expect(stdout.trim()).toBe("true");
});

const CELL = `
import { isotropicWeights, measureMatrices } from "ncsparse";
const one = await measureMatrices(${PLAN}, { workers: 1 });
const two = await measureMatrices(${PLAN}, { workers: 2, blockAtoms: 1 });
console.log(one.frobenius.join() === two.frobenius.join() && one.frobenius.length === 4);
`;

test("the built library starts its own workers from a notebook's cell", async () => {
  const kernel = await openRawKernel();
  try {
    const { published } = await kernel.execute(CELL);
    const printed = published
      .filter((message) => message.header.msg_type === "stream")
      .map(({ content }) => content.text);
    expect(printed.join("").trim()).toBe("true");
  } finally {
    await kernel.close();
  }
});

test("a worker loads neither mathjs nor figures: half a second where two are started", () => {
  const worker = pathToFileURL(enginePath("src", "dist", "experiments", "pool", "worker.js")).href;
  const naming = pathToFileURL(enginePath("test", "support", "name-loaded.mjs")).href;
  const options = ["--import", naming, "--input-type=module", "--eval", `await import(${JSON.stringify(worker)})`];
  const loaded = execFileSync(process.execPath, options, { encoding: "utf8" });
  expect(loaded).toContain("/kernels/");
  expect(loaded).not.toMatch(/mathjs|vega|\/formula\//);
});
