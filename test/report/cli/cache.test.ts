import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { CACHE_FOLDER, CacheStore } from "../../../report/cache/store.js";
import { cacheCommand } from "../../../report/cli/cache.js";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "ncsparse-cache-ls-"));
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true, force: true });
});

/** What a subcommand writes for the project in the folder. */
async function written(subcommand: string): Promise<string> {
  let text = "";
  vi.spyOn(process.stdout, "write").mockImplementation((chunk) => ((text += String(chunk)), true));
  await cacheCommand().parseAsync([subcommand, "--config", join(folder, "ncsparse.config.json")], { from: "user" });
  vi.restoreAllMocks();
  return text;
}

it("sizes are in MiB of 2^20 bytes, pieces of a kind together, and clearing counts every entry", async () => {
  const store = new CacheStore(join(folder, ...CACHE_FOLDER));
  await store.put("a", Buffer.alloc(3 * 2 ** 19), { kind: "notebook", label: "00-a" });
  await store.put("b", Buffer.alloc(2 ** 18), { kind: "font", label: "x" });
  await store.put("c", Buffer.alloc(2 ** 19), { kind: "font", label: "y" });
  const listed = await written("ls");
  expect(listed).toMatch(/^notebook\s+00-a\s+1\.50 MiB\s/m);
  expect(listed).toMatch(/^font\s+2 in all\s+0\.75 MiB\s/m);
  expect(await written("clear")).toBe("3 entries removed\n");
  expect(await written("ls")).toBe("nothing is kept\n");
});
