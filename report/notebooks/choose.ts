/** Which notebooks of a folder a report is made of. */
import { readdir } from "node:fs/promises";
import { basename } from "node:path";
import { InputError, refuseAll } from "../errors.js";
import { reasonOf } from "../json.js";
import type { NotebookFile } from "../types.js";
import { insideFolder } from "./inside.js";
import { readNotebook } from "./read.js";

/** Notebooks that were read, and why others cannot be, a line each. */
export interface ReadNotebooks {
  files: NotebookFile[];
  problems: string[];
}

/**
 * The notebooks of a folder in the order of their names, the article first, or those of them that `only` names.
 *
 * @throws InputError for a folder without notebooks, for a name in `only` that none has, and for all that cannot be read
 */
export async function readNotebooks(
  folder: string,
  only: readonly string[],
  article: string | null = null,
): Promise<NotebookFile[]> {
  const { files, problems } = await tryNotebooks(folder, only, article);
  refuseAll(problems);
  return files;
}

/**
 * As `readNotebooks`, with what is wrong with single notebooks told beside the others.
 *
 * @param article name of the notebook that is no chapter; it comes first, and the others are numbered without it
 */
export async function tryNotebooks(
  folder: string,
  only: readonly string[],
  article: string | null,
): Promise<ReadNotebooks> {
  const all = await notebooksIn(folder);
  const [first, others] = [true, false].map((isArticle) =>
    all.filter((name) => (name === `${article}.ipynb`) === isArticle),
  ) as [string[], string[]];
  const names = [...first, ...others];
  for (const wanted of only) {
    if (names.some((name) => name.startsWith(wanted))) continue;
    const known = names.map((name) => basename(name, ".ipynb")).join(", ");
    throw new InputError(`--only ${wanted}: no notebook has a name that begins so; there are ${known}`);
  }
  const numbered = names.map((name, index) => ({ name, number: index + 1 - first.length }));
  const chosen = numbered.filter(({ name }) => only.length === 0 || only.some((wanted) => name.startsWith(wanted)));
  const read = await Promise.allSettled(
    chosen.map(async ({ name, number }) => await readNotebook(await insideFolder(folder, name), number)),
  );
  const found: ReadNotebooks = { files: [], problems: [] };
  for (const one of read) {
    if (one.status === "fulfilled") found.files.push(one.value);
    else if (one.reason instanceof InputError) found.problems.push(one.reason.message);
    else throw one.reason;
  }
  return found;
}

/**
 * The names of the notebooks in a folder, in their order.
 *
 * @throws InputError for a folder that cannot be read or has none
 */
export async function notebooksIn(folder: string): Promise<string[]> {
  const names = (await filesOf(folder)).filter((name) => name.endsWith(".ipynb")).sort();
  if (names.length === 0) throw new InputError(`${folder}: there is no notebook in it`);
  return names;
}

async function filesOf(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    throw new InputError(`${folder}: cannot be read: ${reasonOf(error)}`);
  }
}
