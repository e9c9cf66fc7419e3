/** Unpacking archives that ship in npm packages: tar, compressed by Brotli. */
import { createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { createBrotliDecompress } from "node:zlib";
import tar from "tar-fs";

/**
 * Writes an archive's files below a folder, with their modes; they belong to whoever runs this.
 *
 * @param archive path of a `.tar.br`
 * @param folder may exist; nothing is written outside it
 * @throws Error for an archive that is damaged or cut short, or with a link that leads out of the folder
 */
export async function extractArchive(archive: string, folder: string): Promise<void> {
  await pipeline(createReadStream(archive), createBrotliDecompress(), tar.extract(folder, { chown: false }));
}
