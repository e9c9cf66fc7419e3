/** Which notebooks of a folder a report is made of. */
import { readdir } from "node:fs/promises";
import { basename } from "node:path";
import { InputError } from "../errors.js";
import { reasonOf } from "../json.js";
import type { NotebookFile } from "../types.js";
import { insideFolder } from "./inside.js";
import { readNotebook } from "./read.js";

/** The notebooks of a folder in the order of their names, or those of them that `only` names. */
export async function readNotebooks(folder: string, only: readonly string[]): Promise<NotebookFile[]> {
  const names = (await filesOf(folder)).filter((name) => name.endsWith(".ipynb")).sort();
  if (names.length === 0) throw new InputError(`${folder}: there is no notebook in it`);
  for (const wanted of only) {
    if (names.some((name) => name.startsWith(wanted))) continue;
    const known = names.map((name) => basename(name, ".ipynb")).join(", ");
    throw new InputError(`--only ${wanted}: no notebook has a name that begins so; there are ${known}`);
  }
  const numbered = names.map((name, index) => ({ name, number: index + 1 }));
  const chosen = numbered.filter(({ name }) => only.length === 0 || only.some((wanted) => name.startsWith(wanted)));
  return await Promise.all(
    chosen.map(async ({ name, number }) => await readNotebook(await insideFolder(folder, name), number)),
  );
}

async function filesOf(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    throw new InputError(`${folder}: cannot be read: ${reasonOf(error)}`);
  }
}
