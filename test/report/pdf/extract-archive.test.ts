import { createWriteStream } from "node:fs";
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createBrotliCompress } from "node:zlib";
import tar from "tar-fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { extractArchive } from "../../../report/pdf/extract-archive.js";

let folder: string;
let archive: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "ncsparse-archive-"));
  archive = join(folder, "a.tar.br");
  await mkdir(join(folder, "from", "lib"), { recursive: true });
  await mkdir(join(folder, "to"));
});
afterEach(async () => rm(folder, { recursive: true, force: true }));

const pack = (): Promise<void> =>
  pipeline(tar.pack(join(folder, "from")), createBrotliCompress(), createWriteStream(archive));

describe("extracting an archive", () => {
  it("writes files where they belong, with their modes", async () => {
    const library = join(folder, "from", "lib", "a.so");
    await writeFile(library, "x".repeat(600));
    await chmod(library, 0o755);
    await pack();
    await extractArchive(archive, join(folder, "to"));
    const written = join(folder, "to", "lib", "a.so");
    expect(await readFile(written, "utf8")).toBe("x".repeat(600));
    expect((await stat(written)).mode & 0o777).toBe(0o755);
  });

  it("refuses a link that leads out of the folder, and an archive that is cut short", async () => {
    await symlink("../../elsewhere", join(folder, "from", "out"));
    await pack();
    await expect(extractArchive(archive, join(folder, "to"))).rejects.toThrow("is not a valid symlink");
    expect(await readdir(join(folder, "to"))).not.toContain("out");
    await truncate(archive, 40);
    await expect(extractArchive(archive, join(folder, "to"))).rejects.toThrow("unexpected end of file");
  });
});
