/** Packing the kit and the engine, so that a new project carries the very code that it was begun with. */
import { execFile } from "node:child_process";
import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { InputError } from "../errors.js";
import { enginePath, kitPath, manifestOf } from "../root.js";
import { engineManifest } from "./engine-manifest.js";

const run = promisify(execFile);

/** npm starts programs through a shell script on Windows, which only a shell can run. */
const NPM = process.platform === "win32" ? { program: "npm.cmd", shell: true } : { program: "npm", shell: false };

/** A package as a tarball. */
export interface Packed {
  name: string;
  /** File name, e.g. "ncsparse-kit-0.1.0.tgz". */
  tarball: string;
  /** Bytes of the tarball, and of what is inside. */
  bytes: number;
  unpackedBytes: number;
  /** Paths of what is inside. */
  files: string[];
}

/**
 * Packs kit and engine by `npm pack`, which asks no registry. Of the paper that this engine reports on, nothing goes in.
 *
 * @param into an existing folder
 * @throws InputError if npm is missing or fails
 */
export async function packEngine(into: string): Promise<{ kit: Packed; engine: Packed }> {
  const stage = await mkdtemp(join(tmpdir(), "ncsparse-pack-"));
  try {
    await stageEngine(stage);
    return { kit: await pack(kitPath(), into), engine: await pack(stage, into) };
  } finally {
    await rm(stage, { recursive: true, force: true });
  }
}

/** In a checkout the engine's package.json is that of a project with a paper: the files go under a manifest of their own. */
async function stageEngine(stage: string): Promise<void> {
  const { files } = await npmPack(["--dry-run", enginePath()], stage);
  for (const { path } of files.filter((file) => !OF_THE_PROJECT.has(file.path))) {
    await cp(enginePath(path), join(stage, path));
  }
  await writeFile(join(stage, "package.json"), `${JSON.stringify(engineManifest(manifestOf(enginePath)), null, 2)}\n`);
}

/** What npm takes into every package, and what is about the project here. */
const OF_THE_PROJECT = new Set(["README.md", "package.json"]);

async function pack(folder: string, into: string): Promise<Packed> {
  const { name, filename, size, unpackedSize, files } = await npmPack(["--pack-destination", into, folder], into);
  return { name, tarball: filename, bytes: size, unpackedBytes: unpackedSize, files: files.map((file) => file.path) };
}

/** What `npm pack --json` tells of a package. */
interface PackReport {
  name: string;
  filename: string;
  size: number;
  unpackedSize: number;
  files: { path: string }[];
}

async function npmPack(args: readonly string[], cwd: string): Promise<PackReport> {
  const whole = ["pack", "--json", "--ignore-scripts", ...args];
  const { stdout } = await run(NPM.program, whole, { cwd, shell: NPM.shell }).catch((error: unknown) => {
    const { code, stderr } = error as NodeJS.ErrnoException & { stderr?: string };
    const reason = code === "ENOENT" ? "it is not on the PATH" : (stderr ?? String(error)).trim().split("\n").at(-1);
    throw new InputError(`init: npm, which packs kit and engine, failed: ${reason}`);
  });
  return (JSON.parse(stdout) as [PackReport])[0];
}
