/** A shard's file: a tar of the manifest and the records that it names, written whole or not at all. */
import { randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { access, constants, open, readFile, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { recordPath } from "ncsparse-kit/memory/record-file";
import { pack, type Pack } from "tar-stream";
import { InputError } from "../errors.js";
import type { ShardManifest } from "./manifest.js";

/** The first entry; the others are `records/<key>`. */
export const MANIFEST_NAME = "manifest.json";
export const RECORDS_PREFIX = "records/";

/** No clock is in the file: the same work gives the same bytes, durations apart. */
const ATTRIBUTES = { mode: 0o644, mtime: new Date(0) };

/**
 * Refuses a path at which no file can be written, before hours are spent on what should lie there.
 *
 * @throws InputError naming the path and the reason
 */
export async function refuseOut(out: string, option = "--out"): Promise<void> {
  if ((await stat(out).catch(() => null))?.isDirectory()) throw new InputError(`${option} ${out}: it is a folder`);
  try {
    await access(dirname(out), constants.W_OK);
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? "unknown reason";
    throw new InputError(`${option} ${out}: nothing can be written there (${reason})`);
  }
}

/** Writes the file under another name beside its place, and then renames it. */
export async function writeShard(out: string, manifest: ShardManifest, records: string): Promise<void> {
  const unfinished = join(dirname(out), `.${basename(out)}.${randomUUID()}.tmp`);
  const archive = pack();
  try {
    await Promise.all([fill(archive, manifest, records), pipeline(archive, createWriteStream(unfinished))]);
    await flush(unfinished);
    await rename(unfinished, out);
  } catch (error) {
    archive.destroy();
    await rm(unfinished, { force: true });
    throw error;
  }
}

async function fill(archive: Pack, manifest: ShardManifest, records: string): Promise<void> {
  await add(archive, MANIFEST_NAME, Buffer.from(`${JSON.stringify(manifest, null, 1)}\n`));
  for (const { key } of manifest.records) {
    await add(archive, `${RECORDS_PREFIX}${key}`, await readFile(recordPath(records, key)));
  }
  archive.finalize();
}

async function add(archive: Pack, name: string, content: Buffer): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    archive.entry({ name, ...ATTRIBUTES }, content, (error) => (error ? reject(error) : resolve()));
  });
}

/** What is renamed is on the disk: a machine that loses its power has the whole file, or none. */
async function flush(path: string): Promise<void> {
  const file = await open(path, "r+");
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
