/** The page's scripts: bundled when the report is built, so that the HTML file needs nothing beside it. */
import { build, type Plugin } from "esbuild";
import { enginePath } from "../../root.js";

export interface ClientBundle {
  /** Minified. It cannot contain `</script`, so it may stand in a script element as it is. */
  code: string;
  /** Source files that went into it, relative to the working directory. */
  inputs: string[];
}

const bundled = new Map<string, Promise<ClientBundle>>();

/** The script of the page's head, the one at its end, and the one that the latter unpacks and runs. */
export interface PageScripts {
  early: ClientBundle;
  first: ClientBundle;
  packed: ClientBundle;
}

/** Bundles the page's scripts, once a process; the panels of the Explore section come only with it. */
export async function pageScripts({ explore }: { explore: boolean }): Promise<PageScripts> {
  const packed = explore ? "drawing-and-explore.ts" : "drawing.ts";
  return {
    early: await bundledOnce("early.ts"),
    first: await bundledOnce("main.ts"),
    packed: await bundledOnce(packed),
  };
}

function bundledOnce(entry: string): Promise<ClientBundle> {
  const made = bundled.get(entry) ?? bundleScript(entry);
  bundled.set(entry, made);
  return made;
}

/** Bundles a script of `client/`, with its free names defined as JavaScript source. */
export async function bundleScript(entry: string, define: Record<string, string> = {}): Promise<ClientBundle> {
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
