/** Font packages of Fontsource: their files by subset, and the characters that each file has. */
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import type { Pieces } from "../pieces.js";
import { packageFile } from "../assets/files.js";
import { unpackFont } from "./unpack-font.js";

/** A part of a face, and the characters that it is meant for, as a CSS `unicode-range`; null for all that it has. */
export interface FaceFile {
  path: string;
  range: string | null;
}

/** The files of a face of an installed package, none where it is not installed. */
export function faceFiles(name: string, weight = 400, style = "normal"): FaceFile[] {
  const ranges = rangesOf(name);
  if (ranges === null) return [];
  const subsets = Object.keys(ranges).length === 0 ? { latin: null } : ranges;
  return Object.entries(subsets).map(([subset, range]) => ({
    path: packageFile(`@fontsource/${name}/files/${name}-${subset.replace(/[[\]]/g, "")}-${weight}-${style}.woff2`),
    range,
  }));
}

/** A subset with a number for a name stands in brackets; a package of a single subset lists none. */
function rangesOf(name: string): Record<string, string> | null {
  let file: string;
  try {
    file = packageFile(`@fontsource/${name}/unicode.json`);
  } catch {
    return null;
  }
  return JSON.parse(readFileSync(file, "utf8")) as Record<string, string>;
}

/** The characters that a font file has glyphs for. */
export async function charactersIn(path: string, pieces: Pieces): Promise<ReadonlySet<number>> {
  const list = await pieces.once("font", `characters of ${basename(path)}`, ["characters", basename(path)], async () =>
    JSON.stringify(await readCharacters(path)),
  );
  return new Set(JSON.parse(list) as number[]);
}

/** Unpacked first: fontkit unpacks WOFF2 too, in JavaScript that takes three times as long. */
async function readCharacters(path: string): Promise<number[]> {
  const { create } = await import("fontkit");
  const font = create(await unpackFont(path));
  if (!("characterSet" in font))
    throw new Error(`charactersIn: ${basename(path)} must hold one font, got a collection`);
  return font.characterSet;
}
