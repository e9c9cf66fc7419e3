/** What a run depends on beside its notebooks, as hashes of content: times and paths do not count. */
import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { projectPath } from "../root.js";
import { cacheKey } from "./store.js";

/** What executing a notebook depends on: the built library, the kernel's launcher, the packages, Node. */
export function kernelFingerprint(): string {
  return cacheKey([
    "kernel",
    process.versions.node,
    ...treeParts(projectPath("src", "dist"), (name) => name.endsWith(".js") || name.endsWith(".d.ts")),
    readFileSync(projectPath("src", "package.json")),
    ...treeParts(projectPath("report", "kernel", "spec", "kernels"), () => true),
    readFileSync(projectPath("package-lock.json")),
  ]);
}

/** What making the page depends on beside its input: the report's own code, the templates, the packages, Node. */
export function pageFingerprint(): string {
  return cacheKey([
    "page",
    pieceFingerprint(),
    ...treeParts(projectPath("templates"), () => true),
    readFileSync(projectPath("THIRD-PARTY-NOTICES.md")),
  ]);
}

/** What a drawing or a font of the page depends on beside its own parts: as the page, without markup and style. */
export function pieceFingerprint(): string {
  return cacheKey([
    "piece",
    process.versions.node,
    ...treeParts(projectPath("report"), (name) => name.endsWith(".ts") && !name.includes(`dist${sep}`)),
    ...treeParts(projectPath("src", "dist"), (name) => name.endsWith(".js")),
    readFileSync(projectPath("package-lock.json")),
  ]);
}

/** Names and contents of a folder's files, in the order of their names. */
function treeParts(folder: string, wanted: (name: string) => boolean): (string | Uint8Array)[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .filter(wanted)
    .sort();
  return files.flatMap((name) => [name.split(sep).join("/"), readFileSync(join(folder, name))]);
}
