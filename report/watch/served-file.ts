/** Which file of a folder an address names. */
import { realpath, stat } from "node:fs/promises";
import { extname, join, relative, isAbsolute, sep } from "node:path";

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  ".csv": "text/csv; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ipynb": "application/json; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".md": "text/markdown; charset=utf-8",
  ".pdf": "application/pdf",
  ".svg": "image/svg+xml; charset=utf-8",
  ".xml": "application/xml; charset=utf-8",
};

export function mediaType(file: string): string {
  return MEDIA_TYPES[extname(file)] ?? "application/octet-stream";
}

/** The file that a path of an address names; null unless it is a plain file inside the folder, links resolved. */
export async function findFile(folder: string, path: string): Promise<string | null> {
  try {
    const root = await realpath(folder);
    const file = await realpath(join(root, decodeURIComponent(path)));
    const inside = relative(root, file);
    if (isAbsolute(inside) || inside.split(sep).some((part) => part.startsWith("."))) return null;
    return (await stat(file)).isFile() ? file : null;
  } catch {
    return null; // no such file, or no address at all ("%E0%A4%A")
  }
}
