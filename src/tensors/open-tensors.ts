import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { arraysIn, type FoundArray } from "./arrays-in.js";
import { listFiles, stemOf, type ArrayFile } from "./list-files.js";
import { tensorIn, type Tensor } from "./tensor.js";

/** Arrays by their names. */
export interface TensorSet {
  readonly tensors: ReadonlyMap<string, Tensor>;
  /** Removes temporary files; nothing can be read of them afterwards. */
  readonly close: () => void;
}

/**
 * Everything in .npy, .npz and .safetensors files, in folders of them, and in the shards that a *.safetensors.index.json
 * names. Only headers are read. The arrays of a compressed .npz are inflated into a temporary folder, some 64 KiB at a time.
 *
 * An array's name is that in its file, or the file's own name for an .npy file. Where several files use a name, all names
 * of these files follow the file's own: `layer_0/q`, `layer_1/q`.
 *
 * @throws RangeError that names the file and what is wrong with it: not there, damaged, of another format
 */
export async function openTensors(paths: readonly string[]): Promise<TensorSet> {
  const temporary = new TemporaryFolder();
  try {
    const opened: OpenedFile[] = [];
    for (const path of paths) {
      for (const file of await naming(path, () => listFiles(path))) {
        opened.push({ ...file, arrays: await naming(file.path, () => arraysIn(file, () => temporary.folder())) });
      }
    }
    return { tensors: named(opened), close: () => temporary.remove() };
  } catch (error) {
    temporary.remove();
    throw error;
  }
}

interface OpenedFile extends ArrayFile {
  readonly arrays: readonly FoundArray[];
}

/** Says of which file an error is. */
async function naming<T>(path: string, task: () => T | Promise<T>): Promise<T> {
  try {
    return await task();
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (!(error instanceof RangeError) && code === undefined) throw error;
    const reason = code === "ENOENT" ? "there is no such file or folder" : (error as Error).message;
    throw new RangeError(`openTensors: ${path}: ${reason.replace(/^readNpy: /, "")}`, { cause: error });
  }
}

/** A folder for what is inflated, made when the first array needs it. */
class TemporaryFolder {
  #root = "";
  #made = 0;

  /** A new folder inside it. */
  folder(): string {
    if (this.#root === "") this.#root = mkdtempSync(join(tmpdir(), "ncsparse-tensors-"));
    const folder = join(this.#root, String(this.#made++));
    mkdirSync(folder);
    return folder;
  }

  remove(): void {
    if (this.#root !== "") rmSync(this.#root, { recursive: true, force: true });
    this.#root = "";
  }
}

function named(files: readonly OpenedFile[]): Map<string, Tensor> {
  const users = countBy(files.flatMap((file) => file.arrays.map((array) => nameIn(file, array))));
  const own = ownNames(files);
  const tensors = new Map<string, Tensor>();
  for (const file of files) {
    const shared = file.arrays.some((array) => users.get(nameIn(file, array))! > 1);
    for (const array of file.arrays) {
      const qualified = array.key === "" ? own(file) : `${own(file)}/${array.key}`;
      const name = shared ? qualified : nameIn(file, array);
      if (tensors.has(name)) {
        throw new RangeError(`openTensors: ${file.path}: arrays must have names of their own, got two ${name}`);
      }
      const label = array.key === "" ? file.path : `${file.path}: ${array.key}`;
      tensors.set(name, tensorIn(array.file, name, label, array.stored));
    }
  }
  return tensors;
}

/** What each file is called among the others: by its name, its path without ending, or its path. */
function ownNames(files: readonly ArrayFile[]): (file: ArrayFile) => string {
  const forms: readonly ((file: ArrayFile) => string)[] = [({ stem }) => stem, ({ path }) => stemOf(path)];
  const counted = forms.map((form) => ({ form, users: countBy(files.map(form)) }));
  return (file) => {
    const found = counted.find(({ form, users }) => users.get(form(file)) === 1);
    return found === undefined ? file.path : found.form(file);
  };
}

function nameIn({ stem }: ArrayFile, { key }: FoundArray): string {
  return key === "" ? stem : key;
}

function countBy(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}
