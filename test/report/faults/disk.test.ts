/** Output folders without room or without leave to write: one line, exit code 2, nothing left. */
import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { EXIT, machineProblem } from "../../../report/errors.js";
import { mayMount, OwnDisks } from "../../support/own-disk.js";
import { build, notebooksIn, requestFor } from "./build-folder.js";

let folder: string;
let notebooks: string;
const disks = new OwnDisks();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ncsparse-disk-"));
  notebooks = await notebooksIn(folder, ["no-code"]);
});
afterEach(() => disks.unmountAll());
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A file system of its own: in memory, so large, by these options. */
const mount = async (name: string, options: string): Promise<string> => await disks.mount(join(folder, name), options);

describe.skipIf(!mayMount())("on a file system of its own", () => {
  it("that is full, a report is told to want room, and leaves nothing", async () => {
    const disk = await mount("full", "size=64k");
    const told = await build(requestFor(notebooks, join(disk, "out")));
    expect(told).toEqual({
      code: EXIT.badInput,
      stdout: "",
      stderr: "ncsparse: ENOSPC: no space left on device, write\n",
    });
    expect(await readdir(disk)).toEqual([]);
  });

  it("that is full, an earlier report stays as it was", async () => {
    const disk = await mount("nearly-full", "size=2m");
    const out = join(disk, "out");
    expect((await build(requestFor(notebooks, out))).code).toBe(EXIT.ok);
    const before = await readFile(join(out, "run.json"), "utf8");
    // Larger than the disk: what fits is written, then there is no room left.
    await expect(writeFile(join(disk, "filler"), Buffer.alloc(2 ** 21))).rejects.toThrow("ENOSPC");
    const { code } = await build(requestFor(notebooks, out));
    expect(code).toBe(EXIT.badInput);
    expect(await readFile(join(out, "run.json"), "utf8")).toBe(before);
    expect((await readdir(disk)).sort()).toEqual(["filler", "out"]);
  });

  it("that is read-only, a report is refused before a notebook is run", async () => {
    const disk = await mount("read-only", "size=1m");
    await mkdir(join(disk, "out"));
    execFileSync("mount", ["-o", "remount,ro", disk]);
    for (const out of [join(disk, "out"), join(disk, "other")]) {
      const told = await build(requestFor(notebooks, out));
      expect(told).toEqual({
        code: EXIT.badInput,
        stdout: "",
        stderr: `ncsparse: --out ${out}: nothing can be written there (EROFS)\n`,
      });
    }
  });

  it("that is the output folder itself, as a container's volume is, a report is written whole", async () => {
    const out = await mount("volume", "size=8m");
    const { code } = await build(requestFor(notebooks, out));
    expect(code).toBe(EXIT.ok);
    expect((await readdir(out)).filter((name) => name.startsWith("."))).toEqual([".ncsparse-files.json"]);
    expect((await readdir(folder)).filter((name) => name.startsWith(".volume"))).toEqual([]);
  });

  it("that is full, where temporary files go, the page is written and only the PDF is missing", async () => {
    vi.stubEnv("TMPDIR", await mount("temporary", "size=4k,nr_inodes=1"));
    const told = await build(requestFor(notebooks, join(folder, "printed"), { pdf: true }));
    vi.unstubAllEnvs();
    expect(told.code).toBe(EXIT.pdfMissing);
    expect(told.stdout).toMatch(/^NO PDF: no PDF: the browser's profile cannot be made \(ENOSPC: .+\)$/m);
    expect(await readdir(join(folder, "printed"))).toContain("index.html");
  });

  it("that is full, where a kernel's connection goes, nothing is written", async () => {
    vi.stubEnv("TMPDIR", await mount("connections", "size=4k,nr_inodes=1"));
    const home = await mkdtemp(join(folder, "home-"));
    const told = await build(requestFor(await notebooksIn(home, ["one-claim"]), join(home, "out")));
    vi.unstubAllEnvs();
    expect(told).toMatchObject({ code: EXIT.badInput, stdout: "" });
    expect(told.stderr).toMatch(/^ncsparse: ENOSPC: no space left on device, mkdtemp [^\n]+\n$/);
    expect(await readdir(home)).toEqual(["notebooks"]);
  });
});

describe("errors of file operations", () => {
  it("are told in one line where the machine is in want of something, and are faults of the program elsewhere", () => {
    const full = Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" });
    expect(machineProblem(full)).toBe("ENOSPC: no space left on device, write");
    expect(machineProblem(Object.assign(new Error("ENOENT: no such file"), { code: "ENOENT" }))).toBeNull();
    expect(machineProblem(new Error("ENOSPC"))).toBeNull();
    expect(machineProblem("ENOSPC")).toBeNull();
  });
});
