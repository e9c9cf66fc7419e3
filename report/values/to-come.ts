/** Which values cells may show that have not run. */
import { builtinModules } from "node:module";
import { namesOf } from "../document/values.js";
import { codeCellsOf, joinText } from "../notebooks/cells.js";
import type { NotebookFile } from "../types.js";

/** Whether one of the notebooks may show a value of a name: false only where none can, whatever its cells compute. */
export function valuesToCome(files: readonly NotebookFile[]): (name: string) => boolean {
  const cells = files.flatMap(({ notebook }) => codeCellsOf(notebook));
  const names = new Set(cells.flatMap(namesOf));
  const sources = cells.map(({ source }) => joinText(source));
  const isOpen = sources.some(mayShowAnything);
  return (name) => isOpen || names.has(name) || sources.some((source) => source.includes(name));
}

/** A name that is computed. */
const COMPUTED = /showValue\s*\(\s*(?!(["'])[^"'\\\n]*\1\s*,)|vnd\.ncsparse\.value/;
const IMPORT = /(?:\bfrom\s*|\bimport\s*\(?\s*|\brequire\s*\(\s*)["'`]([^"'`]+)["'`]/g;
/** Modules of which no function shows a value unasked. */
const SILENT = /^(?:node:.*|tslab|ncsparse(?:-kit)?(?:\/.*)?)$/;

/** Names that are computed, or functions of modules that are not known: what they show, a run tells. */
function mayShowAnything(source: string): boolean {
  return COMPUTED.test(source) || importsUnknown(source);
}

/** Whether code imports a module of which nobody knows what it shows. */
export function importsUnknown(source: string): boolean {
  const modules = Array.from(source.matchAll(IMPORT), ([, name]) => name!);
  return modules.some((name) => !SILENT.test(name) && !builtinModules.includes(name));
}
