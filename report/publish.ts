/** Putting a finished report into its folder: whole files only, and no file that is not ours is touched. */
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { basename, dirname, join, relative } from "node:path";
import { InputError } from "./errors.js";

/** Lists the files of the last report in the folder, so that the next one can take away what it no longer has. */
const MANIFEST = ".ncsparse-files.json";

/** Written last: it marks the report as finished. */
const LAST = "run.json";

/**
 * Refuse an output folder that cannot take this report.
 *
 * @throws InputError if `out` is no folder, or if it holds a whole report and this one is only a part
 */
export async function refuseToShrink(out: string, partial: boolean): Promise<void> {
  const found = await stat(out).catch(() => null);
  if (found === null) return;
  if (!found.isDirectory()) throw new InputError(`--out ${out}: it is not a folder`);
  if (partial && (await isComplete(out))) {
    throw new InputError(`--out ${out}: it holds a whole report, which --only would overwrite with a part`);
  }
}

/**
 * A private folder beside `out`, so on its file system, in which the report is made ready.
 *
 * @throws InputError if none can be made there
 */
export async function stageBeside(out: string): Promise<string> {
  try {
    await mkdir(dirname(out), { recursive: true });
    return await mkdtemp(join(dirname(out), `.${basename(out)}-`));
  } catch (error) {
    throw new InputError(
      `--out ${out}: nothing can be written there (${(error as NodeJS.ErrnoException).code ?? "unknown reason"})`,
    );
  }
}

/**
 * Move every file of `stage` into `out`, each by one rename, run.json last, and remove what an earlier report left.
 * Both folders must be on one file system.
 */
export async function publish(stage: string, out: string): Promise<void> {
  const files = await filesOf(stage);
  const earlier = await readManifest(out);
  await mkdir(out, { recursive: true });
  await writeFile(join(stage, MANIFEST), `${JSON.stringify(files)}\n`);
  for (const file of [MANIFEST, ...files.filter((name) => name !== LAST), LAST]) {
    await mkdir(dirname(join(out, file)), { recursive: true });
    await rename(join(stage, file), join(out, file));
  }
  for (const file of earlier.filter((name) => !files.includes(name))) await rm(join(out, file), { force: true });
}

async function isComplete(out: string): Promise<boolean> {
  try {
    return (JSON.parse(await readFile(join(out, LAST), "utf8")) as { complete?: unknown }).complete === true;
  } catch {
    return false;
  }
}

async function readManifest(out: string): Promise<string[]> {
  try {
    const names: unknown = JSON.parse(await readFile(join(out, MANIFEST), "utf8"));
    // A manifest that someone edited must not make us delete outside the folder.
    return Array.isArray(names)
      ? names.filter((name): name is string => typeof name === "string" && isInside(name))
      : [];
  } catch {
    return [];
  }
}

function isInside(name: string): boolean {
  const path = relative("/out", join("/out", name));
  return path !== "" && !path.startsWith("..");
}

async function filesOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}
