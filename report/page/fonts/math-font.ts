/** Formulas' face, with the table that tells browsers how to lay them out; it also has the signs that text faces lack. */
import { packageFile } from "../assets/files.js";
import { joinAssemblies } from "./math-table.js";
import { unpackFont } from "./unpack-font.js";

/** Where its file lies. */
export function mathFile(): string {
  return packageFile("@fontsource/stix-two-math/files/stix-two-math-latin-400-normal.woff2");
}

/** The formulas' whole face, uncompressed, with its long arrows in order. */
export async function mathFont(file: string = mathFile()): Promise<Buffer> {
  return Buffer.from(joinAssemblies(await unpackFont(file)));
}
