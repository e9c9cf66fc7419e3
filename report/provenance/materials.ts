/** What a report is made from, by hashes: the commit, all code, the packages, the notebooks and all files that these name. */
import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { declaredFiles } from "../cache/notebook-cache.js";
import type { Project } from "../config/project.js";
import { headOf } from "../project.js";
import type { NotebookFile } from "../types.js";
import { codeHash } from "./code-hash.js";
import { hashedFile } from "./hash.js";
import type { Descriptor } from "./statement.js";

/** What the hash of the code is of, as it is of no file. */
const CODE_OF = "the built modules of kit, library and project";

/** The materials of a report, the notebooks of which were found fit to be run. */
export async function materialsOf(project: Project, notebooks: readonly NotebookFile[]): Promise<Descriptor[]> {
  const { root } = project;
  const paths = new Set([...project.files, ...notebooks.flatMap(filesOf), ...lockfileOf(root)]);
  const files = await Promise.all([...paths].map(async (path) => await hashedFile(root, path)));
  return [
    ...sourceOf(root),
    { name: "code", digest: { sha256: await codeHash(project) }, annotations: { of: CODE_OF } },
    ...files.sort((a, b) => (a.name < b.name ? -1 : 1)),
  ];
}

function sourceOf(root: string): Descriptor[] {
  const head = headOf(root);
  if (head === null) return [];
  return [{ name: "source", digest: { gitCommit: head.id }, annotations: { changed: head.changed } }];
}

function lockfileOf(root: string): string[] {
  const file = join(root, "package-lock.json");
  return existsSync(file) ? [file] : [];
}

function filesOf(notebook: NotebookFile): string[] {
  return [notebook.path, ...declaredFiles(notebook).map((name) => resolve(dirname(notebook.path), name))];
}
