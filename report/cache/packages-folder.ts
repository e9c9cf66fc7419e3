/** Where the engine keeps what depends on its packages alone, and no project's folder is the place for. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";

/**
 * `node_modules/.cache/ncsparse` of the packages that a file or folder belongs to; it is made if it is not there.
 *
 * @param within a path with `node_modules` in it
 * @returns null where packages are read-only
 */
export function packagesFolder(within: string): string | null {
  const modules = within.slice(0, within.lastIndexOf("node_modules") + "node_modules".length);
  const folder = join(modules, ".cache", "ncsparse");
  try {
    mkdirSync(folder, { recursive: true });
    return folder;
  } catch {
    return null;
  }
}
