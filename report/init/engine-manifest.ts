/** The package.json of the engine as a package of its own. */
import type { Manifest } from "../root.js";

const ENGINE_NAME = "ncsparse-report";
/** What the project here needs and its engine does not: the library of the paper on attention. */
const LIBRARY = "ncsparse";
/** What a new project tests and compiles with, in the versions that the engine uses or is made with. */
const TOOLS = ["typescript", "vite", "vitest"];

/** What is the engine's own in a manifest, be it that of the project around the engine or that of the installed engine. */
export function engineManifest(whole: Manifest): Manifest {
  const { version, private: isPrivate, license, type, engines, files, bin, dependencies, devDependencies } = whole;
  return {
    name: ENGINE_NAME,
    version,
    private: isPrivate,
    description: "Executes the notebooks of a reproduction and renders their report",
    ...{ license, type, engines, files, bin },
    dependencies: only(dependencies, (name) => name !== LIBRARY),
    devDependencies: only({ ...dependencies, ...devDependencies }, (name) => TOOLS.includes(name)),
  };
}

function only(versions: Record<string, string>, wanted: (name: string) => boolean): Record<string, string> {
  return Object.fromEntries(Object.entries(versions).filter(([name]) => wanted(name)));
}
