/** Archives by numpy.savez and savez_compressed: zip files whose members are .npy files. */
import { createWriteStream } from "node:fs";
import { join } from "node:path";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { crc32 } from "node:zlib";
import type { Entry, ZipFile } from "yauzl";
import { foreignZip } from "./foreign.js";

/** An .npy file that lies in some file. */
export interface NpyMember {
  readonly name: string;
  readonly file: string;
  /** In bytes. */
  readonly offset: number;
  readonly length: number;
}

/** Whether a file that begins so is a zip archive. */
export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5);
}

const STORED = 0;
const NPY = /\.npy$/;

/**
 * The .npy files of an archive: where they lie in it, if they are stored as they are; inflated into a folder, if they are
 * compressed, some 64 KiB at a time.
 *
 * @param folder makes a new folder for an inflated member
 * @throws RangeError where the archive is damaged or holds something else, and what the file system throws
 */
export async function npzMembers(archive: string, folder: () => string): Promise<NpyMember[]> {
  // Loaded where it is needed: most who load the library open no archive.
  const { openPromise } = await import("yauzl");
  const zip = await openPromise(archive, { autoClose: false }).catch(damaged);
  try {
    const entries: Entry[] = [];
    for await (const entry of zip.eachEntry()) entries.push(entry);
    const arrays = entries.filter(({ fileName }) => fileName.endsWith(".npy"));
    if (arrays.length === 0) throw new RangeError(foreignZip(entries.map(({ fileName }) => fileName)));
    const members: NpyMember[] = [];
    for (const entry of arrays) members.push(await memberOf(zip, archive, entry, folder));
    return members;
  } catch (error) {
    return damaged(error);
  } finally {
    zip.close();
  }
}

/** What yauzl and zlib say of bytes that they cannot read; all else goes on. */
function damaged(error: unknown): never {
  if (!(error instanceof Error) || error instanceof RangeError) throw error;
  if ("code" in error && String(error.code).startsWith("E")) throw error; // the file system's
  throw new RangeError(`the archive must be whole, got: ${error.message}`);
}

async function memberOf(zip: ZipFile, archive: string, entry: Entry, folder: () => string): Promise<NpyMember> {
  const name = entry.fileName.replace(NPY, "");
  const length = entry.uncompressedSize;
  if (entry.compressionMethod === STORED && !entry.isEncrypted()) {
    const { fileDataStart } = await zip.readLocalFileHeaderPromise(entry, { minimal: true });
    if (fileDataStart + length > zip.fileSize) throw new RangeError(`${entry.fileName}: the archive ends too soon`);
    return { name, file: archive, offset: fileDataStart, length };
  }
  const file = join(folder(), "array.npy");
  const stream = await zip.openReadStreamPromise(entry);
  await pipeline(stream, checksum(entry), createWriteStream(file, { flags: "wx" }));
  return { name, file, offset: 0, length };
}

/** Lets everything through, and fails at the end where the bytes are not those that were packed. */
function checksum({ fileName, crc32: expected }: Entry): Transform {
  let sum = 0;
  return new Transform({
    transform(chunk: Buffer, _, done) {
      sum = crc32(chunk, sum);
      done(null, chunk);
    },
    flush(done) {
      done(sum === expected ? null : new RangeError(`${fileName}: the checksum must be ${expected}, got ${sum}`));
    },
  });
}
