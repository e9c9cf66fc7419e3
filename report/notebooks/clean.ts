/** Notebooks without what a run leaves in them: outputs, counts, and metadata that change with every run. */
import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { InputError } from "../errors.js";
import { parseJson, reasonOf } from "../json.js";
import { enginePath } from "../root.js";
import { jupyterText, parseLossless } from "./jupyter-text.js";
import { checkFormat } from "./read.js";

/** Names of metadata that change with every run, by where they stand: JupyterLab's extension reads the same list. */
const VOLATILE = JSON.parse(
  readFileSync(enginePath("report", "notebooks", "volatile-metadata.json"), "utf8"),
) as Record<"notebook" | "cell" | "jupyter", readonly string[]>;

/** A value of JSON; numbers may be kept as they were written. */
type Fields = Record<string, unknown>;

/** What was taken out, e.g. { outputs: 3, counts: 2, metadata: ["execution"] }. */
export interface Removed {
  readonly outputs: number;
  readonly counts: number;
  /** Names, each once, in the order in which they were found. */
  readonly metadata: readonly string[];
}

/** A notebook's file, and what it is to hold. */
export interface CleanFile {
  readonly path: string;
  readonly before: string;
  readonly after: string;
  readonly removed: Removed;
}

/**
 * Reads a notebook and cleans what was read; the file stays as it is.
 *
 * @throws InputError for what cannot be read, or is no notebook of format 4.0 to 4.5
 */
export async function cleanFile(path: string): Promise<CleanFile> {
  const before = await exactText(path);
  checkFormat(path, parseJson(path, before));
  const notebook = parseLossless(before);
  const removed = cleanNotebook(notebook);
  return { path, before, after: jupyterText(notebook), removed };
}

/** What is no UTF-8 would come out changed. */
async function exactText(path: string): Promise<string> {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(await readFile(path));
  } catch (error) {
    throw new InputError(`${path}: cannot be read: ${reasonOf(error)}`);
  }
}

/**
 * Cleans a notebook, in place. `report/jupyter/python/ncsparse_clean.py` does the same as JupyterLab saves.
 *
 * @param notebook of format 4
 */
function cleanNotebook(notebook: Fields): Removed {
  const metadata = drop(notebook.metadata, VOLATILE.notebook);
  let [outputs, counts] = [0, 0];
  for (const cell of notebook.cells as Fields[]) {
    metadata.push(...dropOfCell(cell));
    if (cell.cell_type !== "code") continue;
    outputs += (cell.outputs as unknown[] | undefined)?.length ?? 0;
    counts += (cell.execution_count ?? null) === null ? 0 : 1;
    Object.assign(cell, { outputs: [], execution_count: null });
  }
  return { outputs, counts, metadata: [...new Set(metadata)] };
}

function dropOfCell({ metadata }: Fields): string[] {
  const dropped = drop(metadata, VOLATILE.cell);
  if (!isFields(metadata) || !isFields(metadata.jupyter)) return dropped;
  dropped.push(...drop(metadata.jupyter, VOLATILE.jupyter));
  if (Object.keys(metadata.jupyter).length === 0) delete metadata.jupyter;
  return dropped;
}

/** @returns the names that were there */
function drop(fields: unknown, names: readonly string[]): string[] {
  if (!isFields(fields)) return [];
  const found = names.filter((name) => Object.hasOwn(fields, name));
  for (const name of found) Reflect.deleteProperty(fields, name);
  return found;
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
