/** The package.json of the engine as a package of its own. */
import type { Manifest } from "../root.js";

const ENGINE_NAME = "ncsparse-report";
/** What the project here needs and its engine does not: the library of the paper on attention. */
const LIBRARY = "ncsparse";
/** What a queue needs, and nothing else: a project that uses one installs it. */
const QUEUE_PACKAGES = ["bullmq", "ioredis"];
/** What a new project tests and compiles with, in the versions that the engine uses or is made with. */
const TOOLS = ["typescript", "vite", "vitest"];

/** What is the engine's own in a manifest, be it that of the project around the engine or that of the installed engine. */
export function engineManifest(whole: Manifest): Manifest {
  const { version, private: isPrivate, license, type, engines, files, bin, dependencies, devDependencies } = whole;
  const forQueues = only({ ...dependencies, ...whole.peerDependencies }, (name) => QUEUE_PACKAGES.includes(name));
  return {
    name: ENGINE_NAME,
    version,
    private: isPrivate,
    description: "Executes the notebooks of a reproduction and renders their report",
    ...{ license, type, engines, files, bin },
    dependencies: only(dependencies, (name) => name !== LIBRARY && !QUEUE_PACKAGES.includes(name)),
    peerDependencies: forQueues,
    peerDependenciesMeta: Object.fromEntries(Object.keys(forQueues).map((name) => [name, { optional: true }])),
    devDependencies: only({ ...dependencies, ...devDependencies }, (name) => TOOLS.includes(name)),
  };
}

function only(versions: Record<string, string>, wanted: (name: string) => boolean): Record<string, string> {
  return Object.fromEntries(Object.entries(versions).filter(([name]) => wanted(name)));
}
