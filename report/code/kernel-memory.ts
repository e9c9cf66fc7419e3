/** What kernels are told of the memory: a file, for as long as they run. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MEMORY_VARIABLE, type MemoryFile } from "ncsparse-kit/memory/records";
import { cacheKey } from "../cache/store.js";

/** Tells kernels that nothing is remembered, whatever the shell says that started the report. */
export const NO_MEMORY: Readonly<Record<string, string>> = { [MEMORY_VARIABLE]: "" };

/**
 * Runs something with a file that names the records and, by the URL of a module, the code that runs when it does.
 *
 * @param programs hashes of code by the names of modules
 * @param urls the modules' URLs on this machine, with their names; no key depends on a URL
 * @param around what all code depends on: packages, Node
 */
export async function withKernelMemory<T>(
  folder: string,
  { programs, urls, around }: { programs: Readonly<Record<string, string>>; urls: [string, string][]; around: string },
  run: (env: Record<string, string>) => Promise<T>,
): Promise<T> {
  const place = await mkdtemp(join(tmpdir(), "ncsparse-memory-"));
  try {
    const known = urls.flatMap(([url, name]) => {
      const program = programs[name];
      return program === undefined ? [] : [[url, cacheKey([around, program])]];
    });
    const told: MemoryFile = { folder, programs: Object.fromEntries(known) as Record<string, string> };
    const file = join(place, "memory.json");
    await writeFile(file, JSON.stringify(told));
    return await run({ [MEMORY_VARIABLE]: file });
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}
