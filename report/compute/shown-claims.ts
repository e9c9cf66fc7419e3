/** Which claims notebooks show, read off their cells. */
import { realpathSync } from "node:fs";
import type { Claim } from "ncsparse-kit/claims/claim";
import { codeWithoutOptions } from "../notebooks/cell-options.js";
import { codeCellsOf, joinText } from "../notebooks/cells.js";
import { enginePath } from "../root.js";
import type { NotebookFile } from "../types.js";
import { readCells, type CellCode } from "../code/cell-code.js";
import { definerOf } from "../code/code-graph.js";
import type { Code } from "../code/code.js";
import { importsFrom } from "../code/notebook-code.js";
import { claimNamed, type RegistryModule } from "./claim-registry.js";

/** What is known of a project's code and claims. */
export interface ClaimSources {
  readonly code: Code;
  /** Modules by their files. */
  readonly names: ReadonlyMap<string, string>;
  readonly registry: RegistryModule;
  /** The registry's name among the modules. */
  readonly registryName: string | undefined;
}

/**
 * The claims of the registry that a notebook shows: by their ids, or as what it imports of the registry by name. All of them
 * where its cells can only be read by running them.
 */
export async function claimsShownBy(file: NotebookFile, sources: ClaimSources): Promise<readonly Claim[]> {
  const { CLAIMS } = sources.registry;
  const cells = await readCells(codeCellsOf(file.notebook).map(({ source }) => codeWithoutOptions(joinText(source))));
  if (cells === null) return CLAIMS;
  const nameOf = importsFrom(realpathSync(file.path), sources.names, enginePath("package.json"));
  const shown = new Set<Claim>();
  for (const one of cells.imports) {
    const module = nameOf(one.from);
    if (module === null) continue;
    const claims =
      module === sources.registryName ? importedClaims(one.name, sources) : shownByIds(one, cells, module, sources);
    for (const claim of claims) shown.add(claim);
  }
  return [...shown];
}

function importedClaims(name: string, { registry }: ClaimSources): readonly Claim[] {
  if (name === "*" || name === "CLAIMS") return registry.CLAIMS;
  return registry.CLAIMS.filter((claim) => claim === registry[name]);
}

function shownByIds(
  { name, as }: CellCode["imports"][number],
  { calls, others }: CellCode,
  module: string,
  { code, registry }: ClaimSources,
): readonly Claim[] {
  const { claims, modules } = code;
  if (claims === null || name === "*" || definerOf(modules, module, name) !== claims.shows) return [];
  if (others.includes(as)) return registry.CLAIMS;
  const ids = Object.hasOwn(calls, as) ? calls[as]! : [];
  return ids.map((id) => claimNamed(registry.CLAIMS, id)).filter((claim) => claim !== undefined);
}
