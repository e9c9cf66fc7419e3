/** Reading notebooks, and refusing with one line those that cannot be run. */
import { basename } from "node:path";
import { InputError } from "../errors.js";
import { readJson } from "../json.js";
import type { Notebook, NotebookFile } from "../types.js";
import { kernelOf } from "./kernel-of.js";
import { formatOf, upgraded } from "./upgrade.js";
import { notebookProblem } from "./validate.js";

/**
 * Reads a notebook of format 4.0 to 4.5 whose kernel is tslab or jslab; what it is in memory is of format 4.5.
 *
 * @param number of its chapter
 * @throws InputError naming the file and what is wrong with it
 */
export async function readNotebook(path: string, number = 1): Promise<NotebookFile> {
  const notebook = checkFormat(path, await readJson(path));
  const kernel = kernelOf(notebook);
  if ("problem" in kernel) throw new InputError(`${path}: ${kernel.problem}`);
  return { number, name: basename(path, ".ipynb"), path, notebook };
}

/**
 * A document as a notebook of format 4.5, whatever its kernel.
 *
 * @param path what messages name
 * @throws InputError for what is no notebook of format 4.0 to 4.5
 */
export function checkFormat(path: string, document: unknown): Notebook {
  const format = formatOf(document);
  if (format?.kind === "older") {
    const convert = `jupyter nbconvert --to notebook --nbformat 4 --inplace ${quoted(path)}`;
    throw new InputError(`${path}: a notebook of format ${format.major}, which must be 4; convert it: ${convert}`);
  }
  if (format?.kind === "newer") {
    throw new InputError(`${path}: a notebook of format ${format.found}, which must be from 4.0 to 4.5`);
  }
  const whole = format === null ? document : upgraded(document);
  const problem = notebookProblem(whole);
  const name = format === null ? "4" : `4.${format.minor}`;
  if (problem !== null) throw new InputError(`${path}: not a notebook of format ${name}: ${problem}`);
  return whole as Notebook;
}

/** A path as a shell takes it. */
function quoted(path: string): string {
  return /^[\w./\\:-]+$/.test(path) ? path : `'${path.replaceAll("'", String.raw`'\''`)}'`;
}
