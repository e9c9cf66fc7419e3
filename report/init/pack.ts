/** Packing the library and the engine, so that a new project carries the very code that it was begun with. */
import { execFile } from "node:child_process";
import { basename, join } from "node:path";
import { promisify } from "node:util";
import { InputError } from "../errors.js";
import { enginePath, libraryPath, manifestOf } from "../root.js";

const run = promisify(execFile);

/** npm starts programs through a shell script on Windows, which only a shell can run. */
const NPM = process.platform === "win32" ? { program: "npm.cmd", shell: true } : { program: "npm", shell: false };

/** A package as a tarball. */
export interface Packed {
  name: string;
  /** File name, e.g. "ncsparse-0.1.0.tgz". */
  tarball: string;
  /** Paths of what is inside. */
  files: string[];
}

/**
 * Packs library and engine by `npm pack`, which asks no registry.
 *
 * @param into an existing folder
 * @throws InputError if npm is missing or fails
 */
export async function packEngine(into: string): Promise<{ library: Packed; engine: Packed }> {
  return { library: await pack(libraryPath, into), engine: await pack(enginePath, into) };
}

async function pack(path: typeof enginePath, into: string): Promise<Packed> {
  const args = ["pack", "--json", "--ignore-scripts", "--pack-destination", into, path()];
  const { stdout } = await run(NPM.program, args, { cwd: into, shell: NPM.shell }).catch((error: unknown) => {
    const { code, stderr } = error as NodeJS.ErrnoException & { stderr?: string };
    const reason = code === "ENOENT" ? "it is not on the PATH" : (stderr ?? String(error)).trim().split("\n").at(-1);
    throw new InputError(`init: npm, which packs library and engine, failed: ${reason}`);
  });
  const [packed] = JSON.parse(stdout) as [{ filename: string; files: { path: string }[] }];
  const files = packed.files.map((file) => file.path);
  return { name: manifestOf(path).name, tarball: basename(join(into, packed.filename)), files };
}
