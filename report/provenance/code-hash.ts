import { isModule } from "../cache/fingerprint.js";
import { codeFolders } from "../code/code.js";
import type { Project } from "../config/project.js";
import { sha256Of } from "../sha256.js";
import { hashesIn } from "./hash.js";

/**
 * One hash of the code that a project's notebooks can run, as it is built: of the lines `<SHA-256>  <package>/<file>`, as
 * sha256sum writes them, in the order of packages and files.
 */
export async function codeHash(project: Pick<Project, "code">): Promise<string> {
  const lines: string[] = [];
  for (const { name, folder } of codeFolders(project)) {
    const files = [...(await hashesIn(folder))].filter(([file]) => isModule(file));
    lines.push(...files.map(([file, sha256]) => `${sha256 ?? "no plain file"}  ${name}/${file}\n`));
  }
  return sha256Of(lines.join(""));
}
