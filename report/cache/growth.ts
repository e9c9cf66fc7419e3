/** What a cache has grown by since it was last looked through: to list thousands of entries takes longer than many a run. */
import { readFileSync, rmSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** Where the number is kept, in the cache's folder. */
const FILE = "grown";

/** Bytes stored since the last look, by runs before this one; infinitely many where nobody knows. */
export function grownBefore(folder: string): number {
  try {
    const bytes = Number.parseInt(readFileSync(join(folder, FILE), "utf8"), 10);
    return Number.isSafeInteger(bytes) && bytes >= 0 ? bytes : Infinity;
  } catch {
    return Infinity; // a folder of an earlier version, or none yet
  }
}

/** Of two runs that end at once one is forgotten, which only puts the next look off. */
export async function keepGrown(folder: string, bytes: number): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, FILE), `${bytes}\n`);
  } catch {
    return; // a cache that cannot be written does not grow
  }
}

/** Forgets the number, as where the cache is cleared. */
export function forgetGrown(folder: string): void {
  rmSync(join(folder, FILE), { force: true });
}
