/** Files by their SHA-256. */
import { readFileSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { sha256Of } from "../sha256.js";
import type { Hashed } from "./statement.js";

/** A path in a folder as the name of a descriptor, the same on every system. */
function nameIn(folder: string, path: string): string {
  return relative(folder, path).split(sep).join("/");
}

/**
 * Whatever is in a folder and below it, folders apart, in the order of names: each with its hash, or null where it is no plain
 * file, as a link, which is not followed.
 */
export async function hashesIn(folder: string): Promise<ReadonlyMap<string, string | null>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const hashes = entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => {
      const path = join(entry.parentPath, entry.name);
      // Promises take ten times as long for files as small as modules are.
      return [nameIn(folder, path), entry.isFile() ? sha256Of(readFileSync(path)) : null] as const;
    });
  return new Map(hashes.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** A file that is known to be one, named from a folder. */
export async function hashedFile(folder: string, path: string): Promise<Hashed> {
  return { name: nameIn(folder, path), digest: { sha256: sha256Of(await readFile(path)) } };
}
