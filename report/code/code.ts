/**
 * The code that kernels run, known without running it: what of it a notebook depends on, and by what code a claim, a draw or a
 * chart is computed. Read once for the same files.
 */
import { realpathSync } from "node:fs";
import { pathToFileURL } from "node:url";
import type { Form, Memory } from "../cache/memory.js";
import type { Project } from "../config/project.js";
import { hasLibrary, kitPath, libraryPath, manifestOf } from "../root.js";
import {
  hashOf,
  namesIn,
  reachedFrom,
  readModules,
  type CodeFolder,
  type CodeModules,
  type ParsedModules,
} from "./code-graph.js";
import type { ModuleFacts } from "./parse-module.js";
import { libraryClaims, type LibraryClaims } from "./library-claims.js";

export interface Code {
  modules: CodeModules;
  programs: Record<string, string>;
  /** Null where a notebook depends on all modules. */
  claims: LibraryClaims | null;
}

const CODE_FORM: Form<Code> = {
  write: (code) => Buffer.from(JSON.stringify(code)),
  read: (data) => JSON.parse(data.toString("utf8")) as Code,
};

const PARSED_FORM: Form<ParsedModules> = {
  write: (parsed) => Buffer.from(JSON.stringify([...parsed])),
  read: (data) => new Map(JSON.parse(data.toString("utf8")) as [string, ModuleFacts][]),
};

/** The code of a project as it is now. */
export async function readCode(project: Pick<Project, "code">, memory: Memory): Promise<Code> {
  return await memory.once("code", "modules", [], () => readCodeAnew(codeFolders(project), memory), CODE_FORM);
}

async function readCodeAnew(folders: readonly CodeFolder[], memory: Memory): Promise<Code> {
  const parsed = (await memory.last("parsed", "modules", PARSED_FORM)) ?? (new Map() as ParsedModules);
  const modules = readModules(folders, parsed);
  const current = Object.values(modules).flatMap(({ text }) =>
    parsed.has(text) ? [[text, parsed.get(text)!] as const] : [],
  );
  await memory.keepLast("parsed", "modules", new Map(current), PARSED_FORM);
  const byUrl = new Map(moduleUrls(folders));
  const claims = hasLibrary() ? await libraryClaims(realpathSync(libraryPath()), (url) => byUrl.get(url)) : null;
  return { modules, programs: programsOf(modules), claims };
}

/** By the name of each module: the hash of the code that runs when it does. */
export function programsOf(modules: CodeModules): Record<string, string> {
  const programs = Object.keys(modules).map(
    (name) => [name, hashOf(modules, reachedFrom(modules, [name]), "program")] as const,
  );
  return Object.fromEntries(programs);
}

/** The names of modules by their files. */
export function moduleFiles(folders: readonly CodeFolder[]): ReadonlyMap<string, string> {
  return new Map(folders.flatMap(namesIn));
}

/** Kit, library and the project's own code. */
export function codeFolders({ code }: Pick<Project, "code">): CodeFolder[] {
  const libraries = hasLibrary() ? [kitPath, libraryPath] : [kitPath];
  return [
    ...libraries.map((library) => ({ name: manifestOf(library).name, folder: library("dist") })),
    ...code.map((folder, index) => ({ name: `code ${index + 1}`, folder })),
  ];
}

/** URLs of all modules, by which kernels know them, with their names. */
export function moduleUrls(folders: readonly CodeFolder[]): [url: string, name: string][] {
  return folders.flatMap(namesIn).map(([file, name]) => [pathToFileURL(file).href, name]);
}
