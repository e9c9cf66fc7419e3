/** Which claims notebooks may make that have not run. */
import { pathToFileURL } from "node:url";
import { statementsOf, type Claim } from "ncsparse-kit/claims/claim";
import { codeCellsOf, joinText } from "../notebooks/cells.js";
import { hasLibrary, libraryPath, manifestOf } from "../root.js";
import type { NotebookFile } from "../types.js";
import { importsUnknown } from "../values/to-come.js";

/** What makes or shows claims otherwise than by an id in the registry. */
const MAKING =
  /\b(?:define|bound|ratio|exactRatio|difference|exactDifference|trend|exactTrend|inequality|merge|show)Claims?\b/;
const MENTION = /#(?:(?:fig|tbl)[:-])?([A-Z][A-Za-z0-9.]*(?:-[a-z0-9]+)*)/g;

/**
 * The ids of all claims that notebooks can show.
 *
 * @returns undefined where cells may make claims of their own, where all that prose names stand in the code, or where the library
 *   cannot be loaded: then a run tells
 */
export async function claimsToCome(files: readonly NotebookFile[]): Promise<ReadonlySet<string> | undefined> {
  const code = files.flatMap(({ notebook }) => codeCellsOf(notebook)).map(({ source }) => joinText(source));
  if (code.some((source) => MAKING.test(source) || importsUnknown(source))) return undefined;
  const prose = files.flatMap(({ notebook }) =>
    notebook.cells.flatMap(({ cell_type: type, source }) => (type === "markdown" ? [joinText(source)] : [])),
  );
  const named = prose.flatMap((source) => Array.from(source.matchAll(MENTION), ([, id]) => id!));
  if (named.every((id) => code.some((source) => source.includes(id)))) return undefined;
  return hasLibrary() ? await registered() : new Set();
}

/** The ids and former ids of the library's claims and of their parts; undefined where it names no registry. */
async function registered(): Promise<ReadonlySet<string> | undefined> {
  const place = (manifestOf(libraryPath) as { ncsparse?: { registry: string } }).ncsparse?.registry;
  if (place === undefined) return undefined;
  try {
    const { CLAIMS } = (await import(pathToFileURL(libraryPath(place)).href)) as { CLAIMS: readonly Claim[] };
    return new Set(CLAIMS.flatMap((claim) => [...statementsOf(claim).map(({ id }) => id), ...(claim.aliases ?? [])]));
  } catch {
    return undefined; // what cannot be loaded fails in the kernels, and they say it better
  }
}
