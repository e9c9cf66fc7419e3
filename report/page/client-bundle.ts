/** The page's script: bundled when the report is built, so that the HTML file needs nothing beside it. */
import { join } from "node:path";
import { build } from "esbuild";
import { projectRoot } from "./project.js";

/** The minified script. It cannot contain `</script`, so it may stand in a script element as it is. */
export async function clientScript(): Promise<string> {
  const result = await build({
    entryPoints: [join(projectRoot(), "report", "page", "client", "main.ts")],
    bundle: true,
    minify: true,
    write: false,
    format: "iife",
    target: "es2020",
    legalComments: "none",
    logLevel: "silent",
  });
  const script = result.outputFiles[0]?.text ?? "";
  return script.replaceAll("</script", "<\\/script");
}
