import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { openTensors, readRows, type Tensor } from "../tensors/index.js";
import { parseConfig } from "./config.js";
import { modelOf, type LanguageModel, type NamedArray } from "./weights.js";

/**
 * Reads a model as Hugging Face's library saves it: a folder with `config.json` and one `.safetensors` file or several.
 * Weights narrower than float32 are widened, which is exact.
 *
 * @throws RangeError, one line that names the file, if a file is missing or damaged, or the model is not a plain Llama
 */
export async function readModel(folder: string): Promise<LanguageModel> {
  const path = join(folder, "config.json");
  const config = await naming(path, async () => parseConfig(await readFile(path, "utf8")));
  const { tensors, close } = await openTensors([folder]);
  try {
    const arrays = new Map([...tensors].map(([name, tensor]) => [name, arrayOf(tensor)]));
    return await naming(folder, () => modelOf(config, arrays));
  } finally {
    close();
  }
}

function arrayOf(tensor: Tensor): NamedArray {
  const { shape } = tensor;
  const read = (): Float32Array => Float32Array.from(readRows(shape.length === 1 ? tensor.row([]) : tensor.at([])));
  return { shape, read };
}

/** Says of which file an error is. */
async function naming<T>(path: string, task: () => T | Promise<T>): Promise<T> {
  try {
    return await task();
  } catch (error) {
    throw new RangeError(`readModel: ${path}: ${(error as Error).message}`, { cause: error });
  }
}
