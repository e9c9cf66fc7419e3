// Each contender does the workload once and returns its nanoseconds per logit.
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { isotropicWeights, measureMatrices, measureRowsByDefinition, RowEngine, stream } from "ncsparse";
import { drawInputs, instantiate } from "../../src/dist/kernels/index.js";
import { D, LOGITS, rowsFor, THRESHOLDS, windowsFor } from "./workload.mjs";

const run = promisify(execFile);
const SEED = 1;

/** The whole pipeline on given inputs, as NumPy has them: projection, product and statistics, on this thread. */
export function pipeline(precision, n) {
  const inputs = new Float64Array(n * D);
  drawInputs(stream(SEED, "bench", 0), "gaussian", inputs);
  const questions = { windows: windowsFor(n), thresholds: THRESHOLDS };
  const source = { kind: "inputs", weights: isotropicWeights(D), inputs };
  const open = new RowEngine().open(source, questions, precision);
  const rows = Int32Array.from({ length: Math.min(n, 256) }, (_, i) => i);
  return perLogit(rows.length * n, LOGITS.kernel, () => open.measure(rows));
}

/**
 * What claims call: matrices are drawn, and workers started and ended, within the time.
 *
 * @param logits how many in all; so many more than by default that the start of workers weighs little
 */
export async function matrices(precision, n, workers, logits = LOGITS.workers) {
  const rows = rowsFor(n, LOGITS.workers);
  const count = Math.max(1, Math.round(logits / (rows * n)));
  const plan = {
    ...{ seed: SEED, path: ["bench"], matrices: count, n, input: "gaussian", inputScale: 1 },
    ...{ weights: isotropicWeights(D), attention: "self", rows, values: "none", precision },
    ...{ windows: windowsFor(n), thresholds: THRESHOLDS },
  };
  const start = performance.now();
  await measureMatrices(plan, { workers });
  return ((performance.now() - start) * 1e6) / (count * rows * n);
}

/** Softmax and statistics of logits that are there already. */
export function statistics(precision, n) {
  const rows = 16;
  const logits = new (precision === "float32" ? Float32Array : Float64Array)(rows * n);
  const drawn = new Float64Array(rows * n);
  drawInputs(stream(SEED, "logits"), "gaussian", drawn);
  logits.set(drawn);
  const questions = { windows: windowsFor(n), thresholds: THRESHOLDS };
  const open = new RowEngine().open({ kind: "logits", keys: n, logits }, questions, precision);
  return perLogit(rows * n, LOGITS.kernel, () => open.measure());
}

/** The limit: nothing but the product. */
export function product(precision, n) {
  const kernels = instantiate()[precision];
  const size = precision === "float32" ? 4 : 8;
  const [keys, queries, z] = [n * D * size, 16 * D * size, 16 * n * size];
  const base = kernels.heapBase;
  kernels.memory.grow(Math.ceil((2 * keys + 2 * queries + z) / 65536) + 1);
  const raw = base + keys + 2 * queries + z;
  const numbers = new (size === 4 ? Float32Array : Float64Array)(kernels.memory.buffer, raw, n * D);
  numbers.set(numbers.map((_, i) => ((i * 7919) % 1000) / 1000 - 0.5));
  kernels.pack(raw, n, D, base);
  kernels.packQueries(raw, 16, D, base + keys);
  const block = () => kernels.product(base + keys, 4, base, n, D, D, base + keys + queries, n, 0);
  return perLogit(16 * n, LOGITS.kernel, block);
}

/** The limit: nothing but the row's peak, the exponentials and their sum. */
export function exponentials(precision, n) {
  const kernels = instantiate()[precision];
  const rows = 16;
  const Numbers = precision === "float32" ? Float32Array : Float64Array;
  const bytes = rows * n * Numbers.BYTES_PER_ELEMENT;
  kernels.memory.grow(Math.ceil(bytes / 65536) + 1);
  const drawn = new Float64Array(rows * n);
  drawInputs(stream(SEED, "logits"), "gaussian", drawn);
  const logits = Numbers.from(drawn);
  const z = new Numbers(kernels.memory.buffer, kernels.heapBase, rows * n);
  return perLogit(rows * n, LOGITS.kernel, () => {
    z.set(logits); // the kernel leaves weights in their place
    for (let r = 0; r < rows; r++) kernels.softmaxWeights(z.byteOffset + r * n * z.BYTES_PER_ELEMENT, n);
  });
}

/** The limit: copying each logit once, in a block of 16 rows. */
export function memoryCopy(precision, n) {
  const from = new (precision === "float32" ? Float32Array : Float64Array)(16 * n).fill(1);
  const to = from.slice();
  return perLogit(16 * n, 32 * LOGITS.kernel, () => to.set(from));
}

/** The reference. */
export function plainTypeScript(n) {
  const rows = Math.max(1, Math.round(LOGITS.plain / n));
  const inputs = new Float64Array(n * D);
  drawInputs(stream(SEED, "bench", 0), "gaussian", inputs);
  const source = { kind: "inputs", weights: isotropicWeights(D), inputs, queries: inputs.slice(0, rows * D) };
  const questions = { windows: windowsFor(n), thresholds: THRESHOLDS };
  return perLogit(rows * n, 1, () => measureRowsByDefinition(source, questions));
}

/** A script in `processes` processes at once, one thread each: nanoseconds per logit of all together. */
export async function numpy(script, precision, n, processes) {
  const rows = rowsFor(n, LOGITS.numpy);
  const file = fileURLToPath(new URL(script, import.meta.url));
  const args = [file, precision, n, D, rows, THRESHOLDS.join(), windowsFor(n).join(), 2].map(String);
  const env = { ...process.env, OMP_NUM_THREADS: "1", OPENBLAS_NUM_THREADS: "1", MKL_NUM_THREADS: "1" };
  const outputs = await Promise.all(Array.from({ length: processes }, () => run("python3", args, { env })));
  const seconds = outputs.map(({ stdout }) => Number(stdout.split("\n")[1])); // the first repetition warms up
  return (Math.max(...seconds) * 1e9) / (processes * rows * n);
}

/** NumPy's version, or undefined where there is none. */
export async function numpyVersion() {
  try {
    return (await run("python3", ["-c", "import numpy; print(numpy.__version__)"])).stdout.trim();
  } catch {
    return undefined;
  }
}

function perLogit(logits, atLeast, work) {
  const repeats = Math.max(1, Math.ceil(atLeast / logits));
  const start = performance.now();
  for (let r = 0; r < repeats; r++) work();
  return ((performance.now() - start) * 1e6) / (repeats * logits);
}
