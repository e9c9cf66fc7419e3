import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseConfig } from "./config.js";
import { readSafetensors, type NamedArray } from "./safetensors.js";
import { modelOf, type LanguageModel } from "./weights.js";

/**
 * Reads a model as Hugging Face's library saves it: a folder with `config.json` and one `.safetensors` file or several.
 *
 * @throws RangeError, one line that begins with the file, if a file is missing or damaged, or the model is not a plain Llama
 */
export async function readModel(folder: string): Promise<LanguageModel> {
  const path = join(folder, "config.json");
  const config = await reading(path, async () => parseConfig(await readFile(path, "utf8")));
  const arrays = new Map<string, NamedArray>();
  for (const file of await weightFiles(folder)) {
    for (const [name, array] of await reading(file, async () => readSafetensors(await readFile(file)))) {
      if (arrays.has(name)) throw new RangeError(`${file}: ${name} must be in one file alone`);
      arrays.set(name, array);
    }
  }
  return reading(folder, () => modelOf(config, arrays));
}

async function weightFiles(folder: string): Promise<string[]> {
  const names = (await reading(folder, () => readdir(folder))).filter((name) => name.endsWith(".safetensors")).sort();
  if (names.length === 0) throw new RangeError(`${folder}: a .safetensors file must be there, and is missing`);
  return names.map((name) => join(folder, name));
}

/** Names the file in what goes wrong with it. */
async function reading<T>(path: string, read: () => T | Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw new RangeError(`${path}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}
