/** Reading notebooks, and refusing with one line those that this project cannot run. */
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { InputError } from "../errors.js";
import type { Notebook, NotebookFile } from "../types.js";
import { notebookProblem } from "./validate.js";

const KERNEL = "tslab";
const LANGUAGE = "typescript";

/**
 * Reads a notebook of format 4.5 whose kernel is tslab.
 * @throws InputError naming the file and what is wrong with it
 */
export async function readNotebook(path: string): Promise<NotebookFile> {
  const notebook = parse(path, await readText(path));
  requireKernel(path, notebook);
  return { name: basename(path, ".ipynb"), path, notebook };
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    throw new InputError(`${path}: cannot be read: ${(error as NodeJS.ErrnoException).code ?? String(error)}`);
  }
}

function parse(path: string, text: string): Notebook {
  const document = parseJson(path, text);
  const problem = notebookProblem(document);
  if (problem !== null) throw new InputError(`${path}: not a notebook of format 4.5: ${problem}`);
  return document as Notebook;
}

function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new InputError(`${path}: not JSON: ${(error as Error).message.replace(/\s*\n\s*/g, " ")}`);
  }
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
