/** Files of a project, and none beyond it: what a folder lists may be a link to anywhere. */
import { realpath } from "node:fs/promises";
import { isAbsolute, join, relative, sep } from "node:path";
import { InputError } from "../errors.js";
import { reasonOf } from "../json.js";

/**
 * The path of a file in a folder, its links resolved for the check only: messages and results name what people wrote.
 *
 * @param name as the folder lists it
 * @throws InputError if a link leads out of the folder, or nowhere
 */
export async function insideFolder(folder: string, name: string): Promise<string> {
  const path = join(folder, name);
  const [root, file] = await Promise.all([resolved(folder), resolved(path)]);
  const way = relative(root, file);
  if (!isAbsolute(way) && way.split(sep)[0] !== "..") return path;
  throw new InputError(`${path}: a link leads out of ${folder}`);
}

async function resolved(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    throw new InputError(`${path}: cannot be read: ${reasonOf(error)}`);
  }
}
