/** The hash of the modules that a notebook's cells run. */
import { createRequire } from "node:module";
import type { CellCode, CellImport } from "./cell-code.js";
import { definerOf, hashOf, reachedFrom, type CodeModules } from "./code-graph.js";
import type { LibraryClaims } from "./library-claims.js";

type Modules = ReadonlySet<string>;

/**
 * The modules that cells run: what they import, and of the claims those that they show. That a notebook shows one claim more
 * or less of the library changes nothing for the others.
 *
 * @param nameOf the module that a specifier leads to from the notebook; null for what is no module of ours
 * @returns null where that cannot be told: all of them, then
 */
export function modulesRunBy(
  cells: CellCode | null,
  modules: CodeModules,
  claims: LibraryClaims | null,
  nameOf: (specifier: string) => string | null,
): Modules | null {
  if (cells === null || claims === null) return null;
  const roots = new Set<string>();
  const shown: string[] = [];
  for (const one of cells.imports) {
    const module = nameOf(one.from);
    if (module === null) continue;
    const definer = one.name === "*" ? null : definerOf(modules, module, one.name);
    if (definer === null) return null;
    roots.add(definer);
    if (definer === claims.shows) {
      const defining = modulesShown(one, cells, claims);
      if (defining === null) return null;
      shown.push(...defining);
    }
  }
  const own = reachedFrom(modules, roots, (from, to) => !(from === claims.shows && to === claims.registry));
  const registry = roots.has(claims.shows) ? registryFor(new Set(shown), modules, claims) : new Set<string>();
  return own === null || registry === null ? null : new Set([...own, ...registry]);
}

/** Modules of the claims that are shown by their ids, written out; null where an id is computed, or unknown. */
function modulesShown({ as }: CellImport, { calls, others }: CellCode, { modules }: LibraryClaims): string[] | null {
  if (others.includes(as)) return null;
  const ids = Object.hasOwn(calls, as) ? calls[as]! : [];
  const shown = ids.map((id) => (Object.hasOwn(modules, id) ? modules[id] : undefined));
  return shown.every((one) => one !== undefined) ? shown.flat() : null;
}

/** What the registry is made of, and of the claims only the modules that define the shown ones, with what they import. */
function registryFor(shown: Modules, modules: CodeModules, claims: LibraryClaims): Modules | null {
  const defining = new Set(Object.values(claims.modules).flat());
  const families = modules[claims.registry]!.imports.filter((name) => !defining.has(name));
  const gather = new Set([claims.registry, ...families]);
  return reachedFrom(modules, [claims.registry], (from, to) => !gather.has(from) || !defining.has(to) || shown.has(to));
}

/** The hash of all that the cells of a notebook run. */
export function notebookCode(
  cells: CellCode | null,
  { modules, claims }: { modules: CodeModules; claims: LibraryClaims | null },
  nameOf: (specifier: string) => string | null,
): string {
  return hashOf(modules, modulesRunBy(cells, modules, claims, nameOf), "text");
}

/**
 * Where the imports of a notebook lead.
 *
 * @param path the notebook's
 * @param names modules by their files
 * @param fallback a file beside the packages that the kernel offers to notebooks that have none above them
 */
export function importsFrom(
  path: string,
  names: ReadonlyMap<string, string>,
  fallback: string,
): (specifier: string) => string | null {
  return (specifier) => {
    for (const from of specifier.startsWith(".") ? [path] : [path, fallback]) {
      try {
        return names.get(createRequire(from).resolve(specifier)) ?? null;
      } catch {
        continue; // not found from there
      }
    }
    return null;
  };
}
