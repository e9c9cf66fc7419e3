import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, extname, join } from "node:path";
import { foreignFile } from "./foreign.js";
import { readBytes } from "./file-head.js";

/** A file of arrays, and what it is called among others of its folder. */
export interface ArrayFile {
  readonly path: string;
  /** Its name without the ending, after its folders' names where it was found inside a folder. */
  readonly stem: string;
}

const ENDINGS = new Set([".npy", ".npz", ".safetensors"]);
const INDEX = ".safetensors.index.json";

/**
 * The files that a path means: itself; of a folder all .npy, .npz and .safetensors files in it, at any depth; of an index of
 * shards (*.safetensors.index.json) those that it names.
 *
 * @throws RangeError where a folder holds none, or a shard is missing; what the file system throws
 */
export function listFiles(path: string): ArrayFile[] {
  if (statSync(path).isDirectory()) return filesOf(path);
  if (path.endsWith(INDEX)) return shardsOf(path).map((shard) => ({ path: shard, stem: stemOf(basename(shard)) }));
  return [{ path, stem: stemOf(basename(path)) }];
}

function filesOf(folder: string): ArrayFile[] {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
  for (const name of names) if (name.endsWith(INDEX)) shardsOf(join(folder, name));
  const files = names.filter((name) => ENDINGS.has(extname(name)));
  if (files.length === 0) throw new RangeError(nothingIn(folder, names));
  return files.map((name) => ({ path: join(folder, name), stem: stemOf(name.replaceAll("\\", "/")) }));
}

/** A name without the ending that says what a file holds. */
export function stemOf(name: string): string {
  const ending = extname(name);
  return ENDINGS.has(ending) ? name.slice(0, -ending.length) : name;
}

/** What a folder that holds no arrays of ours holds. */
function nothingIn(folder: string, names: readonly string[]): string {
  const files = names.filter((name) => statSync(join(folder, name), { throwIfNoEntry: false })?.isFile());
  const told = files.map((name) => foreignFile(readBytes(join(folder, name), 0, 16)) ?? "").find((text) => text !== "");
  const got = files.length === 0 ? "none" : `${files.slice(0, 3).join(", ")}${files.length > 3 ? ", ..." : ""}`;
  return `the folder must hold .npy, .npz or .safetensors files, got ${got}${told === undefined ? "" : ` (${told})`}`;
}

function shardsOf(index: string): string[] {
  const shards = [...new Set(weightMap(index))];
  for (const shard of shards) {
    if (basename(shard) !== shard) throw new RangeError(`the shards must lie beside their index, got ${shard}`);
    const path = join(dirname(index), shard);
    if (!existsSync(path)) throw new RangeError(`the shards must lie beside their index, ${shard} is missing`);
  }
  return shards.map((shard) => join(dirname(index), shard));
}

/** The file of each tensor. */
function weightMap(index: string): string[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(readFileSync(index, "utf8"));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  const map = typeof parsed === "object" && parsed !== null ? (parsed as { weight_map?: unknown }).weight_map : null;
  const files = typeof map === "object" && map !== null ? Object.values(map as Record<string, unknown>) : [];
  if (files.length === 0 || !files.every((file) => typeof file === "string")) {
    throw new RangeError(`${basename(index)}: the index must have a weight_map from tensors to files`);
  }
  return files;
}
