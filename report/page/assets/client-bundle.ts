/** The page's scripts: bundled when the report is built, so that the HTML file needs nothing beside it. */
import type { Plugin } from "esbuild";
import { enginePath } from "../../root.js";
import type { Pieces } from "../pieces.js";

export interface ClientBundle {
  /** Minified. It cannot contain `</script`, so it may stand in a script element as it is. */
  code: string;
  /** Source files that went into it, relative to the working directory. */
  inputs: string[];
}

/** The script of the page's head, and the one at its end, which unpacks and runs one of the two below. */
export const FIRST_SCRIPTS = { early: "early.ts", first: "main.ts" } as const;
/** What draws figures, without the panels of the Explore section and with them. */
export const PACKED_SCRIPTS = { drawing: "drawing.ts", explore: "drawing-and-explore.ts" } as const;

/** The code of the page's scripts. */
export interface PageScripts {
  early: string;
  first: string;
  /** Null for a page that has nothing to draw. */
  packed: string | null;
}

/** Of the panels' script, whose code is partly a library's: once a process. */
let withPanels: Promise<ClientBundle> | null = null;

/**
 * The page's scripts, bundled once.
 *
 * @param draws whether the page has figures, or may be given some
 * @param explore whether it has the panels of the Explore section
 */
export async function pageScripts(
  { draws, explore }: { draws: boolean; explore: boolean },
  pieces: Pieces,
): Promise<PageScripts> {
  const code = (entry: string): Promise<string> =>
    pieces.once("sources", entry, ["script", entry], async () => (await bundleScript(entry)).code);
  const panels = async (): Promise<string> => (await (withPanels ??= bundleScript(PACKED_SCRIPTS.explore))).code;
  const [early, first, packed] = await Promise.all([
    code(FIRST_SCRIPTS.early),
    code(FIRST_SCRIPTS.first),
    explore ? panels() : draws ? code(PACKED_SCRIPTS.drawing) : null,
  ]);
  return { early, first, packed };
}

/** Bundles a script of `client/`, with its free names defined as JavaScript source. */
export async function bundleScript(entry: string, define: Record<string, string> = {}): Promise<ClientBundle> {
  const { build } = await import("esbuild");
  const result = await build({
    entryPoints: [enginePath("report", "page", "client", entry)],
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    format: "iife",
    target: "es2020",
    legalComments: "none",
    logLevel: "silent",
    define,
    plugins: [withoutRareTransforms],
  });
  const code = (result.outputFiles[0]?.text ?? "").replaceAll("</script", "<\\/script");
  return { code, inputs: Object.keys(result.metafile.inputs) };
}

/** Vega's parts for maps, networks, trees and word clouds: a third of its weight, used by no figure of a report. */
const RARE_TRANSFORMS = /^vega-(?:geo|force|hierarchy|voronoi|wordcloud|crossfilter)$/;

/** A figure that needs one of the parts left out keeps its static drawing. */
const withoutRareTransforms: Plugin = {
  name: "without-rare-transforms",
  setup(bundle) {
    bundle.onResolve({ filter: RARE_TRANSFORMS }, ({ path }) => ({ path, namespace: "left-out", sideEffects: false }));
    bundle.onLoad({ filter: /.*/, namespace: "left-out" }, () => ({ contents: "export {};" }));
  },
};
