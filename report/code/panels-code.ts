/** What the page's script has of a library: the modules that the Explore panels compute with, and what these import. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Memory } from "../cache/memory.js";
import type { Project } from "../config/project.js";
import { enginePath } from "../root.js";
import { codeFolders, moduleFiles, readCode } from "./code.js";
import { hashOf, reachedFrom, type CodeModules } from "./code-graph.js";
import { importsFrom } from "./notebook-code.js";

/** What stands in quotes behind `from` or `import`: the script's sources say nothing else so. */
const SPECIFIERS = /\b(?:from|import)\s*\(?\s*"([^"]+)"/g;

/** Its hash. */
export async function panelsCode(project: Pick<Project, "code">, memory: Memory): Promise<string> {
  const { modules } = await readCode(project, memory);
  return hashOf(modules, panelsModules(project, modules), "text");
}

/** Its modules; null where that cannot be told. */
export function panelsModules(project: Pick<Project, "code">, modules: CodeModules): ReadonlySet<string> | null {
  const script = enginePath("report", "page", "client");
  const nameOf = importsFrom(join(script, "main.ts"), moduleFiles(codeFolders(project)), enginePath("package.json"));
  const roots = specifiersIn(script).map(nameOf);
  return reachedFrom(modules, new Set(roots.filter((name) => name !== null)));
}

function specifiersIn(folder: string): string[] {
  const sources = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
  return sources
    .flatMap((name) => [...readFileSync(join(folder, name), "utf8").matchAll(SPECIFIERS)].map((found) => found[1]!))
    .filter((specifier) => !specifier.startsWith("."));
}
