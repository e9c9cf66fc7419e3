import type { ModelKernels } from "./model-kernels.js";
import type { Precision } from "./precision.js";
import { WASM_BASE64 } from "./wasm-bytes.js";
import { webAssembly, type WasmMemory, type WasmModule } from "./webassembly.js";

/** The module's exports. Numbers that are not sizes or counts are addresses in `memory`. */
interface Exports extends ModelKernels {
  readonly memory: WasmMemory;
  readonly heapBase: () => number;
  readonly ask: Ask;
  readonly askOutputs: AskOutputs;
  readonly draws: Draws;
  readonly sumWeights: SumWeights;
  readonly momentsF32: Moments;
  readonly momentsF64: Moments;
  readonly gramF32: Gram;
  readonly gramF64: Gram;
  readonly packF32: Pack;
  readonly packF64: Pack;
  readonly packQueriesF32: Pack;
  readonly packQueriesF64: Pack;
  readonly productF32: Product;
  readonly productF64: Product;
  readonly softmaxWeightsF32: SoftmaxWeights;
  readonly softmaxWeightsF64: SoftmaxWeights;
  readonly statisticsF32: Statistics;
  readonly statisticsF64: Statistics;
}

type Ask = (windows: number, count: number, thresholds: number, count2: number, ordered: number, sums: number) => void;
type AskOutputs = (values: number, dimension: number, indices: number, means: number) => void;
type Draws = (
  law: number,
  k0: number,
  k1: number,
  c2: number,
  c3: number,
  from: number,
  count: number,
  scale: number,
  out: number,
) => void;
type SumWeights = (z: number, n: number, scale: number, peak: number) => number;
type Gram = (e: number, rows: number, columns: number, v: number, out: number) => void;
type Moments = (z: number, n: number, out: number) => void;
type Pack = (from: number, rows: number, d: number, to: number) => void;
type Product = (
  y: number,
  groups: number,
  panels: number,
  n: number,
  d: number,
  room: number,
  z: number,
  stride: number,
  marks: number,
) => void;
type SoftmaxWeights = (z: number, n: number) => number;
type Statistics = (z: number, n: number, record: number) => number;

/** The kernels of one precision, and what is common to both. Each function's contract stands with its source in assembly/. */
export interface Kernels {
  readonly memory: WasmMemory;
  readonly heapBase: number;
  readonly model: ModelKernels;
  readonly ask: Ask;
  readonly askOutputs: AskOutputs;
  readonly draws: Draws;
  readonly sumWeights: SumWeights;
  readonly gram: Gram;
  readonly moments: Moments;
  readonly pack: Pack;
  readonly packQueries: Pack;
  readonly product: Product;
  readonly softmaxWeights: SoftmaxWeights;
  readonly statistics: Statistics;
}

let compiled: WasmModule | undefined;

/** A new instance of the kernels with a memory of its own. Compiles on the first call of a thread, in a few ms. */
export function instantiate(): Record<Precision, Kernels> {
  compiled ??= new webAssembly.Module(Uint8Array.from(atob(WASM_BASE64), (character) => character.charCodeAt(0)));
  const exports = new webAssembly.Instance(compiled).exports as Exports;
  const { memory, ask, askOutputs, draws, sumWeights } = exports;
  const common = { memory, heapBase: exports.heapBase(), model: exports, ask, askOutputs, draws, sumWeights };
  return {
    float32: {
      ...common,
      gram: exports.gramF32,
      moments: exports.momentsF32,
      pack: exports.packF32,
      packQueries: exports.packQueriesF32,
      product: exports.productF32,
      softmaxWeights: exports.softmaxWeightsF32,
      statistics: exports.statisticsF32,
    },
    float64: {
      ...common,
      gram: exports.gramF64,
      moments: exports.momentsF64,
      pack: exports.packF64,
      packQueries: exports.packQueriesF64,
      product: exports.productF64,
      softmaxWeights: exports.softmaxWeightsF64,
      statistics: exports.statisticsF64,
    },
  };
}
