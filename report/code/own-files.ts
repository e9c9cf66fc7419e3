/** Files of the project that a notebook's cells import by their places, or by the `paths` of a tsconfig: not by a package. */
import { readFile } from "node:fs/promises";
import { isBuiltin } from "node:module";
import { dirname, resolve } from "node:path";
import type { Plugin } from "esbuild";

/** What may be a specifier in a cell; what only looks like one leads nowhere. */
const SPECIFIER = /\b(?:from|import|require)\s*\(?\s*(["'])([^"'\n]+)\1/g;

/**
 * Names and contents of the files that cells import, and that these import in turn.
 *
 * @param path the notebook's
 * @param isPackages whether a specifier leads to what is told apart already
 * @returns an empty list also where a file cannot be read as code: the cell that imports it fails then
 */
export async function ownFiles(
  path: string,
  cells: readonly string[],
  isPackages: (specifier: string) => boolean,
): Promise<(string | Uint8Array)[]> {
  const named = cells.flatMap((cell) => Array.from(cell.matchAll(SPECIFIER), ([, , specifier]) => specifier!));
  const own = [...new Set(named)].filter((one) => one !== "tslab" && !isBuiltin(one) && !isPackages(one)).sort();
  if (own.length === 0) return [];
  const folder = dirname(path);
  const names = await namesOfFiles(own, folder);
  return (await Promise.all(names.map(async (name) => [name, await readFile(resolve(folder, name))]))).flat();
}

const CELLS = "cells.ts";

async function namesOfFiles(specifiers: readonly string[], folder: string): Promise<string[]> {
  const contents = specifiers.map((one) => `import ${JSON.stringify(one)};`).join("\n");
  try {
    const { build } = await import("esbuild");
    const { metafile } = await build({
      stdin: { contents, resolveDir: folder, sourcefile: CELLS, loader: "ts" },
      absWorkingDir: folder,
      bundle: true,
      format: "esm",
      logLevel: "silent",
      metafile: true,
      packages: "external",
      platform: "node",
      plugins: [LEADS_NOWHERE],
      write: false,
    });
    return Object.keys(metafile.inputs)
      .filter((name) => name !== CELLS)
      .sort();
  } catch {
    return [];
  }
}

/** What is not found is left out. */
const LEADS_NOWHERE: Plugin = {
  name: "leads-nowhere",
  setup(build) {
    build.onResolve({ filter: /.*/ }, async ({ path, pluginData, ...from }) => {
      if (pluginData === LEADS_NOWHERE || from.kind === "entry-point") return undefined;
      const { importer, kind, namespace, resolveDir } = from;
      const found = await build.resolve(path, { importer, kind, namespace, resolveDir, pluginData: LEADS_NOWHERE });
      return found.errors.length > 0 ? { path, external: true } : found;
    });
  },
};
