/** Files that the page is made from: its templates, and those of installed packages. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { enginePath } from "../../root.js";

const require = createRequire(import.meta.url);

/** A text file of `templates/`. */
export function readTemplate(name: string): string {
  return readFileSync(enginePath("templates", name), "utf8");
}

/** The path of a file inside an installed package, e.g. `temml/package.json`. */
export function packageFile(specifier: string): string {
  return require.resolve(specifier);
}
