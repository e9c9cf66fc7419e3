/** Building the library and the report again, after their code was changed. */
import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { enginePath } from "../root.js";

/** What the compiler complains of; null where it does not. */
export async function compileProject(signal: AbortSignal): Promise<string | null> {
  const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");
  return await new Promise((resolve) => {
    execFile(process.execPath, [tsc, "-b", enginePath()], { signal }, (error, stdout, stderr) => {
      resolve(error === null ? null : `${stdout}${stderr}`.trim() || error.message);
    });
  });
}
