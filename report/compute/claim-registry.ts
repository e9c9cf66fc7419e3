/** Where a project's claims are gathered: in its own package, or in the library. */
import { existsSync, readFileSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Claim } from "ncsparse-kit/claims/claim";
import { statementsOf, withoutParts } from "ncsparse-kit/claims/claim";
import type { Project } from "../config/project.js";
import { InputError } from "../errors.js";
import { hasLibrary, libraryPath } from "../root.js";

/**
 * The module that exports `CLAIMS`: what `ncsparse.registry` names in the package.json of the project, or else in the
 * library's.
 *
 * @returns its path, without links, as kernels know it
 * @throws InputError where neither names one that exists
 */
export function registryFile({ root }: Pick<Project, "root">): string {
  const packages = hasLibrary() ? [root, libraryPath()] : [root];
  for (const folder of packages) {
    const file = join(folder, "package.json");
    if (!existsSync(file)) continue;
    const { ncsparse } = JSON.parse(readFileSync(file, "utf8")) as { ncsparse?: { registry?: string } };
    if (ncsparse?.registry === undefined) continue;
    const registry = join(folder, ncsparse.registry);
    if (existsSync(registry)) return realpathSync(registry);
    throw new InputError(`${file}: "ncsparse.registry" must be a module that exists, got ${ncsparse.registry}`);
  }
  throw new InputError(`${join(root, "package.json")}: "ncsparse.registry" must name the module that exports CLAIMS`);
}

/** What a registry exports. */
export type RegistryModule = Readonly<Record<string, unknown>> & { readonly CLAIMS: readonly Claim[] };

/** @throws InputError for a module that exports no claims */
export async function loadRegistry(file: string): Promise<RegistryModule> {
  const loaded = (await import(pathToFileURL(file).href)) as Partial<RegistryModule>;
  if (Array.isArray(loaded.CLAIMS)) return loaded as RegistryModule;
  throw new InputError(`${file}: the registry of claims must export CLAIMS, a list`);
}

/** Every statement by its id, each for itself: a claim without its parts, and the parts. */
export function statementsById(claims: readonly Claim[]): ReadonlyMap<string, Claim> {
  return new Map(claims.flatMap(statementsOf).map((claim) => [claim.id, withoutParts(claim)]));
}

/** The claim that an id stands for, one of a claim, of a part, or a former one. */
export function claimNamed(claims: readonly Claim[], id: string): Claim | undefined {
  return (
    claims.flatMap(statementsOf).find((claim) => claim.id === id) ?? claims.find(({ aliases }) => aliases?.includes(id))
  );
}
