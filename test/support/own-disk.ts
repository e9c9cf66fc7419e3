/** File systems of a test's own, in memory, to be filled up or made read-only. */
import { execFileSync } from "node:child_process";
import { mkdir } from "node:fs/promises";
import { tmpdir } from "node:os";

/** Whether this user may mount: root, outside of most containers. */
export function mayMount(): boolean {
  if (process.platform !== "linux" || process.getuid?.() !== 0) return false;
  try {
    execFileSync("unshare", ["--mount", "mount", "-t", "tmpfs", "tmpfs", tmpdir()], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

export class OwnDisks {
  readonly #mounted: string[] = [];

  /** A new folder that is a file system, so large by these options. */
  async mount(path: string, options: string): Promise<string> {
    await mkdir(path);
    execFileSync("mount", ["-t", "tmpfs", "-o", options, "tmpfs", path]);
    this.#mounted.push(path);
    return path;
  }

  unmountAll(): void {
    for (const path of this.#mounted.splice(0)) execFileSync("umount", ["--lazy", path]);
  }
}
