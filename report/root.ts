/**
 * Where the engine, the kit and the library are: in a checkout, or installed as packages of another project; run from sources or
 * from `report/dist`. Where the project is that a command works on, its config tells (`config/find-project.ts`).
 */
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const MARK = join("templates", "page.html");

/**
 * The path of a file of the engine, e.g. `enginePath("templates", "page.css")`.
 *
 * @throws Error when no folder above holds the templates, which means that the code was copied out of the engine
 */
export function enginePath(...parts: string[]): string {
  const start = dirname(fileURLToPath(import.meta.url));
  for (let folder = start; ; folder = dirname(folder)) {
    if (existsSync(join(folder, MARK))) return join(folder, ...parts);
    if (folder === dirname(folder)) throw new Error(`enginePath: ${MARK} must be in a folder above ${start}`);
  }
}

/** The path of a file of the kit as the engine sees it, e.g. `kitPath("dist")`. */
export function kitPath(...parts: string[]): string {
  return join(packageFolder("ncsparse-kit"), ...parts);
}

/**
 * The path of a file of the library of the paper on attention, e.g. `libraryPath("dist")`.
 *
 * @throws Error where it is not installed: ask `hasLibrary()` first
 */
export function libraryPath(...parts: string[]): string {
  return join(packageFolder(LIBRARY), ...parts);
}

/** Whether the library is installed. The engine does without it: only the calculator and the Explore panels need it. */
export function hasLibrary(): boolean {
  try {
    packageFolder(LIBRARY);
    return true;
  } catch {
    return false;
  }
}

const LIBRARY = "ncsparse";

function packageFolder(name: string): string {
  return dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
}

/** A package.json, as far as it is asked here. */
export interface Manifest {
  name: string;
  version: string;
  description: string;
  private: boolean;
  license: string;
  type: string;
  engines: Record<string, string>;
  files: readonly string[];
  bin: Record<string, string>;
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
  peerDependencies?: Record<string, string>;
  peerDependenciesMeta?: Record<string, { optional: boolean }>;
}

/** The package.json of the engine, of the kit or of the library. */
export function manifestOf(path: typeof enginePath): Manifest {
  return JSON.parse(readFileSync(path("package.json"), "utf8")) as Manifest;
}
