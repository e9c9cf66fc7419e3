/** Where this checkout is, whether the code runs from its sources or from `report/dist`. */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const PROJECT_NAME = "ncsparse-reproduction";

/**
 * The folder of the project's package.json, found upwards from this file.
 * @throws Error when no folder above holds it, which means that the code was copied out of the project
 */
export function projectRoot(): string {
  const start = dirname(fileURLToPath(import.meta.url));
  for (let folder = start; ; folder = dirname(folder)) {
    if (isProject(join(folder, "package.json"))) return folder;
    if (folder === dirname(folder)) {
      throw new Error(`projectRoot: a package.json named "${PROJECT_NAME}" must be in a folder above ${start}`);
    }
  }
}

/** The path of a file of the project, e.g. `projectPath("templates", "report.css")`. */
export function projectPath(...parts: string[]): string {
  return join(projectRoot(), ...parts);
}

function isProject(packageFile: string): boolean {
  if (!existsSync(packageFile)) return false;
  const { name } = JSON.parse(readFileSync(packageFile, "utf8")) as { name?: unknown };
  return name === PROJECT_NAME;
}
