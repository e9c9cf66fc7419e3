import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { main } from "../../../report/cli/main.js";
import { readProject } from "../../../report/config/read-project.js";
import { InputError } from "../../../report/errors.js";
import { initProject } from "../../../report/init/init.js";
import { readNotebook } from "../../../report/notebooks/read.js";
import { enginePath, manifestOf } from "../../../report/root.js";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ncsparse-init-"));
});
afterAll(async () => rm(folder, { recursive: true, force: true }));
afterEach(() => vi.restoreAllMocks());

const FILES = [
  ".github/workflows/ci.yml",
  ".gitignore",
  ".npmrc",
  ".puppeteerrc.cjs",
  "README.md",
  "ncsparse.config.json",
  "notebooks/01-largest-sum.ipynb",
  "package.json",
  "references.bib",
  "src/claims/largest-sum.ts",
  "src/index.ts",
  "src/random-sums.ts",
  "src/tsconfig.json",
  "test/claims.test.ts",
  "test/tsconfig.json",
  "vendor/ncsparse-kit-0.1.0.tgz",
  "vendor/ncsparse-report-0.1.0.tgz",
];

describe("a new project in an empty folder", () => {
  let project: string;
  beforeAll(async () => {
    project = join(folder, "deeper", "My Paper");
    await mkdir(project, { recursive: true });
    await initProject(project);
  });

  it("is whole, named after its folder, and leaves nothing beside itself", async () => {
    const found = await readdir(project, { recursive: true, withFileTypes: true });
    const files = found.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    expect(files.map((file) => file.slice(project.length + 1).replaceAll("\\", "/")).sort()).toEqual(FILES);
    expect(await readdir(join(folder, "deeper"))).toEqual(["My Paper"]);
    for (const file of files.filter((name) => !name.endsWith(".tgz"))) {
      expect(await readFile(file, "utf8"), file).not.toMatch(/(?<!\$)\{\{|ncsparse-init-/);
    }
  });

  it("has a config that the engine reads, notebooks that it can run, and packages pinned to this engine's own", async () => {
    await mkdir(join(project, "dist")); // what its build makes
    const read = readProject(join(project, "ncsparse.config.json"));
    expect(read).toMatchObject({ name: "my-paper", version: "0.1.0", bibliography: join(project, "references.bib") });
    await readNotebook(join(project, "notebooks", "01-largest-sum.ipynb"));
    const manifest = JSON.parse(await readFile(join(project, "package.json"), "utf8")) as Record<string, object>;
    const { dependencies, devDependencies } = manifestOf(enginePath);
    const { typescript, vite, vitest } = { ...dependencies, ...devDependencies };
    expect(typescript).toMatch(/^\d/);
    expect(manifest.dependencies).toEqual({
      "ncsparse-kit": "file:vendor/ncsparse-kit-0.1.0.tgz",
      "ncsparse-report": "file:vendor/ncsparse-report-0.1.0.tgz",
    });
    expect(manifest.devDependencies).toEqual({ typescript, vite, vitest });
  });
});

describe("a folder that cannot take a project", () => {
  it("is refused while it holds anything, and keeps it", async () => {
    const taken = join(folder, "taken");
    await mkdir(taken);
    await writeFile(join(taken, "thesis.tex"), "precious");
    const error = vi.spyOn(process.stderr, "write").mockImplementation(() => true);
    expect(await main(["init", taken])).toBe(2);
    expect(error.mock.calls).toEqual([
      [`ncsparse: init: ${taken} must be a folder that is empty or does not exist; it holds thesis.tex\n`],
    ]);
    expect(await readdir(taken)).toEqual(["thesis.tex"]);
  });

  it.each([
    ["vitest", "the folder's name must be other than that of a package which it needs, got vitest"],
    ["ncsparse-report", "got ncsparse-report"],
    ["ncsparse-kit", "got ncsparse-kit"],
    ["+++", "the folder's name must hold a letter a to z or a digit, got "],
  ])("is refused for the name %s", async (name, message) => {
    await expect(initProject(join(folder, name))).rejects.toThrow(message);
    expect(await readdir(folder)).not.toContain(name);
  });

  it("is refused where it is a file, or cannot be made", async () => {
    const file = join(folder, "file");
    await writeFile(file, "");
    await expect(initProject(file)).rejects.toThrow(
      new InputError(`init: ${file} must be a folder that is empty or does not exist (ENOTDIR)`),
    );
    await expect(initProject(join(file, "inside"))).rejects.toThrow(InputError);
  });

  it("must be named", async () => {
    const error = vi.spyOn(process.stderr, "write").mockImplementation(() => true);
    expect(await main(["init"])).toBe(2);
    expect(error.mock.calls).toEqual([["ncsparse: missing required argument 'dir'\n"]]);
  });
});
