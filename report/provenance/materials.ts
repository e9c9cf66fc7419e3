/** What a report is made from, by hashes: the commit, all code, the packages, the notebooks and all files that these name. */
import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fingerprintsOf } from "../cache/fingerprint.js";
import { Memory } from "../cache/memory.js";
import { declaredFiles } from "../cache/notebook-cache.js";
import { codeHash, readCode } from "../code/code.js";
import type { Project } from "../config/project.js";
import { headOf } from "../project.js";
import type { NotebookFile } from "../types.js";
import { hashedFile } from "./hash.js";
import type { Descriptor } from "./statement.js";

/** What the hash of the code is of: no file has it. */
const CODE_OF = "the built modules of kit, library and project, each with all that it imports";

/**
 * The materials of a report.
 *
 * @param memory where it may be known how the modules were read; null: they are read anew
 * @throws InputError for data files that a notebook declares and that cannot be named
 */
export async function materialsOf(
  project: Project,
  notebooks: readonly NotebookFile[],
  memory: Memory | null,
): Promise<Descriptor[]> {
  const { root } = project;
  const code = codeHash(await readCode(project, memory ?? new Memory(fingerprintsOf(project))));
  const paths = new Set([...project.files, ...notebooks.flatMap(filesOf), ...lockfileOf(root)]);
  const files = await Promise.all([...paths].map(async (path) => await hashedFile(root, path)));
  return [
    ...sourceOf(root),
    { name: "code", digest: { sha256: code }, annotations: { of: CODE_OF } },
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
