import { statSync } from "node:fs";
import { readBytes } from "./file-head.js";
import { foreignFile } from "./foreign.js";
import type { ArrayFile } from "./list-files.js";
import { isNpy, npyHeaderEnd, storedNpy } from "./npy.js";
import { isZip, npzMembers, type NpyMember } from "./npz.js";
import { SAFETENSORS_PREFIX, safetensorsHeaderLength, storedSafetensors } from "./safetensors.js";
import type { StoredArray } from "./tensor.js";

/** An array of a file. */
export interface FoundArray {
  /** Its name in the file; "" where the file has one array and no name for it. */
  readonly key: string;
  /** Where it lies: the file itself, or a temporary one. */
  readonly file: string;
  readonly stored: StoredArray;
}

/** Bytes of an .npy header at most: NumPy itself reads no more than 10,000 without being told to. */
const LONGEST_NPY_HEADER = 1 << 20;

/**
 * All arrays of a file, whose format is told by its content.
 *
 * @param folder makes a new folder for an inflated member of a compressed archive
 * @throws RangeError where the file is none of ours, or damaged; what the file system throws
 */
export async function arraysIn({ path }: ArrayFile, folder: () => string): Promise<FoundArray[]> {
  const { size } = statSync(path);
  const head = readBytes(path, 0, 16);
  if (size === 0) throw new RangeError("the file is empty");
  if (isZip(head)) return (await npzMembers(path, folder)).map(npyArray);
  const foreign = foreignFile(head);
  if (foreign !== undefined) throw new RangeError(foreign);
  if (isNpy(head) || path.endsWith(".npy")) return [npyArray({ name: "", file: path, offset: 0, length: size })];
  if (path.endsWith(".safetensors") || head[SAFETENSORS_PREFIX] === OPENING_BRACE) return safetensorsArrays(path, size);
  throw new RangeError("the file must be an .npy, .npz or .safetensors file; its content is of none of them");
}

const OPENING_BRACE = 0x7b;

function npyArray({ name, file, offset, length }: NpyMember): FoundArray {
  const end = npyHeaderEnd(readBytes(file, offset, Math.min(12, length)));
  if (end > length) throw new RangeError(`${name === "" ? "" : `${name}: `}the file ends inside its header`);
  if (end > LONGEST_NPY_HEADER)
    throw new RangeError(`the header must have ${LONGEST_NPY_HEADER} bytes or fewer, got ${end}`);
  const stored = storedNpy(readBytes(file, offset, end), length);
  return { key: name, file, stored: { ...stored, offset: offset + stored.offset } };
}

function safetensorsArrays(path: string, size: number): FoundArray[] {
  const length = safetensorsHeaderLength(readBytes(path, 0, SAFETENSORS_PREFIX), size);
  const arrays = storedSafetensors(readBytes(path, SAFETENSORS_PREFIX, length), size);
  return [...arrays].map(([key, stored]) => ({ key, file: path, stored }));
}
