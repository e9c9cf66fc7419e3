/** A library that shows its claims by id: which modules a notebook depends on that shows some of them. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Claim } from "ncsparse-kit/claims/claim";
import { statementsOf } from "ncsparse-kit/claims/claim";
import { definedIn } from "ncsparse-kit/claims/origin";

export interface LibraryClaims {
  /** The module whose function takes a claim's id, and that has the registry for nothing else. */
  shows: string;
  /** The module that gathers all claims. */
  registry: string;
  /** By the id or a former id of a claim or of a part: the modules that define what is shown by it. */
  modules: Record<string, string[]>;
}

/** What a registry exports. */
interface Registry {
  CLAIMS: readonly Claim[];
  findClaim: (id: string) => Claim;
}

/**
 * Loads the library and asks its claims, as the manifest's `ncsparse` names them.
 *
 * @param nameOf the name of a module in the graph, by its URL
 * @returns null where the library names none, where it cannot be loaded, or where it makes claims in another way: then
 *   nothing is known, and a notebook depends on all of it
 */
export async function libraryClaims(
  folder: string,
  nameOf: (url: string) => string | undefined,
): Promise<LibraryClaims | null> {
  const places = claimPlaces(folder);
  if (places === null) return null;
  const [shows, registry] = [urlIn(folder, places.shows), urlIn(folder, places.registry)];
  try {
    await import(urlIn(folder, places.main));
    const { CLAIMS, findClaim } = (await import(registry)) as Registry;
    const ids = CLAIMS.flatMap((claim) => [...statementsOf(claim).map(({ id }) => id), ...(claim.aliases ?? [])]);
    const modules = ids.map((id) => [id, modulesOf(findClaim(id), nameOf)] as const);
    const [showsName, registryName] = [nameOf(shows), nameOf(registry)];
    if (showsName === undefined || registryName === undefined) return null;
    return { shows: showsName, registry: registryName, modules: Object.fromEntries(modules) };
  } catch {
    return null; // what cannot be loaded fails in the kernels, and they say it better
  }
}

interface ClaimPlaces {
  main: string;
  shows: string;
  registry: string;
}

function claimPlaces(folder: string): ClaimPlaces | null {
  const file = join(folder, "package.json");
  if (!existsSync(file)) return null;
  const manifest = JSON.parse(readFileSync(file, "utf8")) as { main: string; ncsparse?: Omit<ClaimPlaces, "main"> };
  return manifest.ncsparse === undefined ? null : { main: manifest.main, ...manifest.ncsparse };
}

function urlIn(folder: string, place: string): string {
  return pathToFileURL(join(folder, place)).href;
}

/** @throws Error for a claim that no module of the graph defines */
function modulesOf(claim: Claim, nameOf: (url: string) => string | undefined): string[] {
  const names = statementsOf(claim).map((statement) => nameOf(definedIn(statement) ?? ""));
  if (names.every((name) => name !== undefined)) return [...new Set(names)];
  throw new Error(`modulesOf: each statement of ${claim.id} must be defined in a module of the library, got none`);
}
