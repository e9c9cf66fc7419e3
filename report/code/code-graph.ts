/** The code that cells run, module by module: which imports which, and the hash of each with all that it reaches. */
import { readdirSync, readFileSync, realpathSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative, resolve, sep } from "node:path";
import { isModule } from "../cache/fingerprint.js";
import { cacheKey } from "../cache/store.js";
import { parseModule, type ModuleFacts, type PassedOn } from "./parse-module.js";

/** A folder of built code, and what its modules are called by: a path in it follows after a slash. */
export interface CodeFolder {
  name: string;
  folder: string;
}

/** A module, its imports by the names of modules; what is no module of the graph is a package, which the lockfile fixes. */
export interface CodeModule {
  /** Hash of the text that computes. */
  program: string;
  /** Hash of the whole text, with captions and comments. */
  text: string;
  imports: string[];
  isOpaque: boolean;
  /** Data, or a script: any module of its folder may read it, by a path that only a run can tell. */
  isData: boolean;
  own: string[];
  passedOn: Record<string, PassedOn>;
  allFrom: string[];
}

export type CodeModules = Record<string, CodeModule>;

/** What a text says, by its hash; of the program within it the hash. */
export type ParsedModules = Map<string, ModuleFacts>;

/**
 * Reads all modules of some folders; files of other kinds are data.
 *
 * @param parsed what modules said when they were read before; afterwards, what these say
 */
export function readModules(folders: readonly CodeFolder[], parsed: ParsedModules = new Map()): CodeModules {
  const files = folders.map(namesIn);
  const names = new Map(files.flat());
  return Object.fromEntries(
    files.flatMap((own) => {
      const packages = packagesFrom(own[0]?.[0], names);
      return own.map(([file, name]) => [name, readModule(file, resolverIn(file, names, packages), parsed)]);
    }),
  );
}

/** The files of a folder that a module can import, by their paths, and their names. */
export function namesIn({ name, folder }: CodeFolder): [file: string, name: string][] {
  const root = realpathSync(folder);
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && isModule(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((file) => [file, `${name}/${relative(root, file).split(sep).join("/")}`]);
}

type Resolve = (specifier: string) => string | null;

/** The name of what a specifier leads to from a file; null for what is no module of the graph. */
function resolverIn(file: string, names: ReadonlyMap<string, string>, packages: Resolve): Resolve {
  return (specifier) =>
    specifier.startsWith(".") ? (names.get(resolve(dirname(file), specifier)) ?? null) : packages(specifier);
}

/** The same of packages, for all files of one folder: each is looked for once. */
function packagesFrom(file: string | undefined, names: ReadonlyMap<string, string>): Resolve {
  if (file === undefined) return () => null;
  const { resolve: find } = createRequire(file);
  const known = new Map<string, string | null>();
  return (specifier) => {
    if (!known.has(specifier)) known.set(specifier, moduleOf(specifier, find, names));
    return known.get(specifier)!;
  };
}

function moduleOf(specifier: string, find: (specifier: string) => string, names: ReadonlyMap<string, string>) {
  try {
    return names.get(find(specifier)) ?? null;
  } catch {
    return null; // installed for `import` alone: no module of ours
  }
}

function readModule(file: string, resolved: Resolve, parsed: ParsedModules): CodeModule {
  const bytes = readFileSync(file);
  const hash = cacheKey([bytes]);
  const plain = {
    program: hash,
    text: hash,
    imports: [],
    isOpaque: false,
    isData: true,
    own: [],
    passedOn: {},
    allFrom: [],
  };
  if (!/\.m?js$/.test(file)) return plain;
  const { imports, passedOn, allFrom, ...facts } = parsedOnce(bytes.toString("utf8"), hash, parsed);
  const known = (specifiers: readonly string[]): string[] => specifiers.map(resolved).filter((name) => name !== null);
  return {
    ...plain,
    ...facts,
    isData: false,
    imports: [...new Set(known(imports))],
    passedOn: Object.fromEntries(
      Object.entries(passedOn).flatMap(([name, { from, name: there }]) => {
        const module = resolved(from);
        return module === null ? [] : [[name, { from: module, name: there }]];
      }),
    ),
    allFrom: known(allFrom),
  };
}

function parsedOnce(text: string, hash: string, parsed: ParsedModules): ModuleFacts {
  const known = parsed.get(hash);
  if (known !== undefined) return known;
  const facts = parseModule(text);
  const hashed = { ...facts, program: cacheKey([facts.program]) };
  parsed.set(hash, hashed);
  return hashed;
}

/** Modules that some reach, themselves included; null where one of them imports what only a run can tell. */
export function reachedFrom(
  modules: CodeModules,
  roots: Iterable<string>,
  follows: (from: string, to: string) => boolean = () => true,
): ReadonlySet<string> | null {
  const reached = new Set(roots);
  for (const name of reached) {
    const { imports, isOpaque } = modules[name]!;
    if (isOpaque) return null;
    for (const to of imports) if (follows(name, to)) reached.add(to);
  }
  return reached;
}

/** Hash of some modules by their names and one of their texts, and of all data; null stands for all modules. */
export function hashOf(modules: CodeModules, which: ReadonlySet<string> | null, text: "program" | "text"): string {
  const names = Object.keys(modules).filter((name) => which?.has(name) !== false || modules[name]!.isData);
  return cacheKey(names.sort().flatMap((name) => [name, modules[name]![text]]));
}

/**
 * The module that an export of another comes from; "*" stands for all of them, hence for the module itself.
 *
 * @returns null where no module of the graph exports the name
 */
export function definerOf(
  modules: CodeModules,
  module: string,
  name: string,
  asked: Set<string> = new Set<string>(),
): string | null {
  const { own, passedOn, allFrom } = modules[module]!;
  if (name === "*" || own.includes(name)) return module;
  const passed = Object.hasOwn(passedOn, name) ? passedOn[name] : undefined;
  if (passed !== undefined) return definerOf(modules, passed.from, passed.name);
  asked.add(module);
  for (const from of allFrom) {
    const found = asked.has(from) ? null : definerOf(modules, from, name, asked);
    if (found !== null) return found;
  }
  return null;
}
