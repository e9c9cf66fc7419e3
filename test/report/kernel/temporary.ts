/** Looking for what a kernel could leave behind. */
import { readdirSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Runs `test` with a temporary folder of its own in TMPDIR, so that its files are told from others'. */
export async function withTemporaryFolder<T>(test: (folder: string) => Promise<T>): Promise<T> {
  const before = process.env.TMPDIR;
  const folder = await mkdtemp(join(tmpdir(), "test-"));
  process.env.TMPDIR = folder;
  try {
    return await test(folder);
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
    await rm(folder, { recursive: true });
  }
}

/** Names in a folder. */
export function filesIn(folder: string): string[] {
  return readdirSync(folder);
}

/** Whether a process of this id exists. A zombie, dead but not yet waited for by its parent, does not count. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  return !isZombie(pid);
}

function isZombie(pid: number): boolean {
  if (process.platform !== "linux") return false;
  try {
    return readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)!.startsWith("Z");
  } catch {
    return true;
  }
}
