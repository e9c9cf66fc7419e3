/** Putting a finished report into its folder: whole files only, and no file that is not ours is touched. */
import { access, constants, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { basename, dirname, join, relative } from "node:path";
import { lock } from "proper-lockfile";
import { InputError } from "./errors.js";

/** Lists the files of the last report in the folder, so that the next one can take away what it no longer has. */
export const MANIFEST = ".ncsparse-files.json";

/** Written last: it marks the report as finished. */
const LAST = "run.json";

/** Held while files are moved, so that of two runs that end at once one's files come after all of the other's. */
export const LOCK = ".ncsparse-lock";
/** Milliseconds after which a lock is that of a process that was killed: moving files takes some hundredths of that. */
const LOCK_STALE_MS = 5_000;
/** Waiting for another run's lock, for longer than a stale one lasts. */
const LOCK_RETRIES = { retries: 100, factor: 1, minTimeout: 100, maxTimeout: 100 };

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
 * A private folder on the file system of `out`, in which the report is made ready: beside it, or inside it where `out`
 * is a file system of its own (a mounted volume).
 *
 * @throws InputError if nothing can be written there; it is told now, not after all notebooks have run
 */
export async function stageFor(out: string): Promise<string> {
  try {
    await mkdir(dirname(out), { recursive: true });
    const found = await stat(out).catch(() => null);
    if (found !== null) await access(out, constants.W_OK);
    const beside = found === null || found.dev === (await stat(dirname(out))).dev;
    return await mkdtemp(beside ? join(dirname(out), `.${basename(out)}-`) : join(out, ".ncsparse-stage-"));
  } catch (error) {
    throw new InputError(
      `--out ${out}: nothing can be written there (${(error as NodeJS.ErrnoException).code ?? "unknown reason"})`,
    );
  }
}

/**
 * Move every file of `stage` into `out`, each by one rename, run.json last, and remove what an earlier report left.
 * Both folders must be on one file system. Runs that end at once take turns: the last one's report stands whole.
 *
 * @throws InputError if another run does not finish writing there
 */
export async function publish(stage: string, out: string): Promise<void> {
  await mkdir(out, { recursive: true });
  const release = await lockFolder(out);
  try {
    await moveAll(stage, out);
  } finally {
    await release();
  }
}

async function lockFolder(out: string): Promise<() => Promise<void>> {
  try {
    return await lock(out, { lockfilePath: join(out, LOCK), stale: LOCK_STALE_MS, retries: LOCK_RETRIES });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ELOCKED") throw error;
    throw new InputError(`--out ${out}: another run is writing there, and does not finish`);
  }
}

async function moveAll(stage: string, out: string): Promise<void> {
  const files = await filesOf(stage);
  const earlier = await readManifest(out);
  await writeFile(join(stage, MANIFEST), `${JSON.stringify(files)}\n`);
  // What needs room on the disk comes before the first file is replaced.
  for (const folder of new Set(files.map((file) => dirname(join(out, file))))) await mkdir(folder, { recursive: true });
  for (const file of [MANIFEST, ...files.filter((name) => name !== LAST), LAST]) {
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
