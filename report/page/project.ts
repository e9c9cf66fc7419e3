/** Files of this project and of its packages, found from wherever this module runs (sources under test, or dist). */
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const require = createRequire(import.meta.url);

/** The project's folder: the nearest one above this module that holds `templates/page.html`. */
export function projectRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, "templates", "page.html"))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error("report: templates/page.html was not found above the report's code");
    folder = parent;
  }
  return folder;
}

/** A text file of `templates/`. */
export function readTemplate(name: string): string {
  return readFileSync(join(projectRoot(), "templates", name), "utf8");
}

/** The path of a file inside an installed package, e.g. `temml/package.json`. */
export function packageFile(specifier: string): string {
  return require.resolve(specifier);
}
