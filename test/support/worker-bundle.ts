/**
 * Once a run: the sources of the library's worker in one file. A worker that read and transformed each source by itself
 * would take a second to start, and a run starts a hundred.
 */
import { build } from "esbuild";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** The file that workers start from. */
    workerUrl: string;
  }
}

export default async function bundleWorker(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), "ncsparse-worker-"));
  const outfile = join(folder, "worker.mjs");
  await build({
    entryPoints: [fileURLToPath(new URL("source-worker.ts", import.meta.url))],
    bundle: true,
    format: "esm",
    platform: "node",
    conditions: ["ncsparse-source"],
    sourcemap: "inline",
    outfile,
    logLevel: "error",
  });
  project.provide("workerUrl", pathToFileURL(outfile).href);
  return () => rm(folder, { recursive: true, force: true });
}
