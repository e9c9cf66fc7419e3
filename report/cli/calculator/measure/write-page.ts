/** Where `ncsparse measure --html` writes its page. */
import { statSync } from "node:fs";
import { dirname } from "node:path";
import writeFileAtomic from "write-file-atomic";
import { findProject } from "../../../config/find-project.js";
import type { Theme } from "../../../config/project.js";
import { InputError } from "../../../errors.js";
import { reasonOf } from "../../../json.js";

/** What can be told before anything is computed. */
export function refuseUnwritable(html: string): void {
  if (!isFolder(html, dirname(html))) throw new InputError(`--html ${html}: there is no such folder`);
  if (html === "" || isFolder(html, html)) throw new InputError(`--html ${html}: it is not the name of a file`);
}

function isFolder(html: string, path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  } catch (error) {
    throw new InputError(`--html ${html}: it cannot be written (${reasonOf(error)})`);
  }
}

export async function writePage(html: string, page: string): Promise<void> {
  try {
    await writeFileAtomic(html, page);
  } catch (error) {
    throw new InputError(`--html ${html}: it cannot be written (${reasonOf(error)})`);
  }
}

/** The look of the project that this runs in; null where there is none, or none that can be read. */
export function projectTheme(): Theme | null {
  try {
    return findProject(undefined).theme;
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
}
