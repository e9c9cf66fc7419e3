/** Reads tar archives of plain files: enough for those that ship in a package this project pins. */

export interface TarFile {
  /** Path inside the archive, with forward slashes. */
  path: string;
  mode: number;
  data: Buffer;
}

/** Tar works in blocks of this many bytes. */
const BLOCK = 512;

/**
 * The regular files of a tar archive, in order; folders are implied by their paths.
 *
 * @throws Error for a link, a path that leaves the archive's folder, or a truncated file
 */
export function untar(archive: Buffer): TarFile[] {
  const files: TarFile[] = [];
  for (let at = 0; at + BLOCK <= archive.length;) {
    const header = archive.subarray(at, at + BLOCK);
    const path = field(header, 0, 100);
    if (path === "") break; // two zero blocks end an archive
    const size = Number.parseInt(field(header, 124, 12), 8);
    const type = field(header, 156, 1);
    const from = at + BLOCK;
    at = from + Math.ceil(size / BLOCK) * BLOCK;
    if (type === "5") continue;
    if (type !== "0" && type !== "") throw new Error(`untar: "${path}" is no plain file (type ${type})`);
    if (path.startsWith("/") || path.split("/").includes("..")) throw new Error(`untar: "${path}" leaves the folder`);
    if (from + size > archive.length) throw new Error(`untar: "${path}" is cut short`);
    files.push({ path, mode: Number.parseInt(field(header, 100, 8), 8), data: archive.subarray(from, from + size) });
  }
  return files;
}

/** A text field of a header: up to its first NUL. */
function field(header: Buffer, from: number, length: number): string {
  const text = header.toString("latin1", from, from + length);
  const end = text.indexOf("\0");
  return (end < 0 ? text : text.slice(0, end)).trim();
}
