/** What a new project carries in `vendor/`: all that it needs, nothing of the paper that this engine reports on. */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { realpathSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { engineManifest } from "../../../report/init/engine-manifest.js";
import { packEngine, type Packed } from "../../../report/init/pack.js";
import { bundleScript } from "../../../report/page/assets/client-bundle.js";
import { enginePath, kitPath, libraryPath, manifestOf } from "../../../report/root.js";
import { CLAIMS } from "../../../src/claims/registry.js";
import { statementsOf } from "../../../src/kit/claims/claim.js";

let folder: string;
let kit: Packed;
let engine: Packed;
/** The packed files, by package and path. */
let contents: Map<string, Buffer>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ncsparse-packed-"));
  ({ kit, engine } = await packEngine(folder));
  contents = new Map();
  for (const { name, tarball } of [kit, engine]) {
    const into = join(folder, name);
    await mkdir(into);
    execFileSync("tar", ["-xzf", join(folder, tarball), "-C", into, "--strip-components=1"]);
    for (const [path, data] of await filesIn(into)) contents.set(`${name}/${path}`, data);
  }
});
afterAll(async () => rm(folder, { recursive: true, force: true }));

async function filesIn(root: string): Promise<[path: string, data: Buffer][]> {
  const found = await readdir(root, { recursive: true, withFileTypes: true });
  const paths = found.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return await Promise.all(
    paths.map(async (path): Promise<[string, Buffer]> => [path.slice(root.length + 1), await readFile(path)]),
  );
}

const hash = (data: Buffer): string => createHash("sha256").update(data).digest("hex");

describe("the packed kit and engine", () => {
  it("hold every source that the page's scripts are bundled from", async () => {
    const packed = new Set([
      ...engine.files.map((path) => enginePath(path)),
      ...kit.files.map((path) => realpathSync(kitPath(path))),
    ]);
    for (const entry of ["early.ts", "main.ts", "drawing.ts", "print.ts", "live.ts"]) {
      const { inputs } = await bundleScript(entry, { EVENTS_PATH: '""', CHANGES_PATH: '""' });
      const own = inputs.filter((path) => !path.includes("node_modules") && !path.startsWith("left-out:"));
      expect(own.length).toBeGreaterThan(0);
      expect(own.filter((path) => !packed.has(resolve(path)))).toEqual([]);
    }
  });

  it("hold no file of the library, no statement of a claim of the paper, and not its number", async () => {
    const library = new Set((await filesIn(libraryPath("dist"))).map(([, data]) => hash(data)));
    const statements = CLAIMS.flatMap(statementsOf);
    expect(statements.length).toBeGreaterThan(100);
    const marks = statements.flatMap(({ id, statement }) => [`id: "${id}"`, statement, asSource(statement)]);
    for (const [path, data] of contents) {
      expect(library.has(hash(data)), path).toBe(false);
      const text = data.toString("utf8");
      expect(
        [...marks, "2404.02690"].filter((mark) => text.includes(mark)),
        path,
      ).toEqual([]);
    }
  });

  it("weigh what they must: some six tenths of a megabyte packed", () => {
    expect(contents.size).toBeGreaterThan(300);
    expect(kit.bytes + engine.bytes).toBeLessThan(640_000);
    expect(kit.unpackedBytes + engine.unpackedBytes).toBeLessThan(2_100_000);
  });
});

/** A text as it stands in the source of a program. */
function asSource(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

describe("the engine's own manifest", () => {
  it("is that of the project around it, without what is the project's", () => {
    const { name, dependencies, devDependencies, peerDependencies, ...rest } = engineManifest(manifestOf(enginePath));
    expect(name).toBe("ncsparse-report");
    expect(dependencies).toHaveProperty("ncsparse-kit");
    expect(dependencies).not.toHaveProperty("ncsparse");
    // Who has no queue need not install what speaks to one.
    expect(Object.keys(peerDependencies ?? {})).toEqual(["bullmq", "ioredis"]);
    expect(Object.keys(dependencies)).not.toContain("bullmq");
    expect(rest.peerDependenciesMeta).toEqual({ bullmq: { optional: true }, ioredis: { optional: true } });
    expect(Object.keys(devDependencies)).toEqual(["typescript", "vite", "vitest"]);
    expect(Object.keys(rest)).not.toContain("workspaces");
  });

  it("is the same where it is made of itself, as an installed engine does", () => {
    const own = engineManifest(manifestOf(enginePath));
    expect(engineManifest(own)).toEqual(own);
  });
});
