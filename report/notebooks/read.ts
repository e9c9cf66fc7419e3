/** Reading notebooks, and refusing with one line those that this project cannot run. */
import { basename } from "node:path";
import { InputError } from "../errors.js";
import { readJson } from "../json.js";
import type { Notebook, NotebookFile } from "../types.js";
import { notebookProblem } from "./validate.js";

const KERNEL = "tslab";
const LANGUAGE = "typescript";

/**
 * Reads a notebook of format 4.5 whose kernel is tslab.
 *
 * @param number of its chapter
 * @throws InputError naming the file and what is wrong with it
 */
export async function readNotebook(path: string, number = 1): Promise<NotebookFile> {
  const notebook = checked(path, await readJson(path));
  requireKernel(path, notebook);
  return { number, name: basename(path, ".ipynb"), path, notebook };
}

function checked(path: string, document: unknown): Notebook {
  const problem = notebookProblem(document);
  if (problem !== null) throw new InputError(`${path}: not a notebook of format 4.5: ${problem}`);
  return document as Notebook;
}

function requireKernel(path: string, { metadata }: Notebook): void {
  const kernelspec = metadata.kernelspec as { name: string; language?: unknown } | undefined;
  if (kernelspec?.name !== KERNEL) {
    const found = kernelspec === undefined ? "none" : `"${kernelspec.name}"`;
    throw new InputError(`${path}: metadata.kernelspec.name must be "${KERNEL}", got ${found}`);
  }
  const language = kernelspec.language ?? (metadata.language_info as { name: string } | undefined)?.name ?? LANGUAGE;
  if (language !== LANGUAGE) {
    throw new InputError(`${path}: the notebook's language must be "${LANGUAGE}", got ${JSON.stringify(language)}`);
  }
}
