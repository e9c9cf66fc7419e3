/** What was changed on disk, and what is made anew for it: row by row, in a project and an engine of files of no sense. */
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import {
  aroundCode,
  codeFingerprint,
  fingerprintsOf,
  kernelFingerprint,
  pageFingerprint,
  pieceFingerprint,
} from "../../../report/cache/fingerprint.js";
import type { Installation } from "../../../report/cache/fingerprint.js";

const FILES = [
  "project/package-lock.json",
  "project/dist/index.js",
  "kit/package.json",
  "kit/dist/index.js",
  "library/package.json",
  "library/dist/index.js",
  "library/dist/index.d.ts",
  "engine/THIRD-PARTY-NOTICES.md",
  "engine/templates/page.css",
  "engine/report/page/page.ts",
  "engine/report/dist/page/page.js",
  "engine/report/kernel/spec/kernels/tslab/launcher.cjs",
];

let folder: string;
let installed: Installation;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "ncsparse-fingerprint-"));
  installed = installedIn(folder);
  for (const file of FILES) await write(file, "as it was");
});
afterEach(async () => rm(folder, { recursive: true, force: true }));

function installedIn(place: string): Installation {
  const under =
    (name: string) =>
    (...parts: string[]) =>
      join(place, name, ...parts);
  return { engine: under("engine"), kit: under("kit"), library: under("library"), node: "22.0.0" };
}

async function write(file: string, text: string): Promise<void> {
  await mkdir(dirname(join(folder, file)), { recursive: true });
  await writeFile(join(folder, file), text);
}

const NAMES = ["notebooks", "modules", "claims", "drawings", "page"];

/**
 * Which fingerprints things have now. Of a notebook and of a claim it is what they have beside the modules that they run, which
 * `test/report/code` is about; "modules" is whether these are read again.
 */
function fingerprints(): string[] {
  const root = join(folder, "project");
  const code = [join(root, "dist")];
  const pieces = pieceFingerprint(root, installed);
  const kernel = kernelFingerprint({ root, code }, installed);
  const modules = codeFingerprint({ code }, pieces, installed);
  return [kernel, modules, aroundCode(root, installed), pieces, pageFingerprint(pieces, installed)];
}

const edit = (file: string) => () => write(file, "as it is now");
const remove = (file: string) => () => rm(join(folder, file));
const update = (node: string) => () => void (installed = { ...installed, node });

it.each<[string, string, () => unknown]>([
  ["nothing", "", () => undefined],
  ["Node", "notebooks modules claims drawings page", update("22.0.1")],
  [
    "a package's version (the lockfile), as of tslab or vega",
    "notebooks modules claims drawings page",
    edit("project/package-lock.json"),
  ],
  ["the lockfile, removed", "notebooks modules claims drawings page", remove("project/package-lock.json")],
  ["the built library", "modules", edit("library/dist/index.js")],
  ["the built kit", "modules drawings page", edit("kit/dist/index.js")],
  ["one more module of the library", "modules", edit("library/dist/more.js")],
  ["the library's types, which cells are checked against", "notebooks", edit("library/dist/index.d.ts")],
  ["the library's manifest", "notebooks modules", edit("library/package.json")],
  ["its source maps", "", edit("library/dist/index.js.map")],
  ["the project's own built code", "notebooks modules", edit("project/dist/index.js")],
  ["data beside it", "notebooks modules", edit("project/dist/table.json")],
  ["its maps and the compiler's notes", "", edit("project/dist/tsconfig.tsbuildinfo")],
  ["the kernel's launcher", "notebooks", edit("engine/report/kernel/spec/kernels/tslab/launcher.cjs")],
  ["the report's source", "modules drawings page", edit("engine/report/page/page.ts")],
  ["the report as it is built", "modules drawings page", edit("engine/report/dist/page/page.js")],
  ["a template", "page", edit("engine/templates/page.css")],
  ["the notices", "page", edit("engine/THIRD-PARTY-NOTICES.md")],
  ["the project's documents", "", edit("project/README.md")],
])("%s: made anew: %s", async (_, anew, change) => {
  const before = fingerprints();
  await change();
  const after = fingerprints();
  const changed = NAMES.filter((_name, index) => before[index] !== after[index]);
  expect(changed.join(" ")).toBe(anew);
});

it("cells are translated anew where notebooks are executed anew, whatever modules they run", () => {
  const of = fingerprintsOf({ root: join(folder, "project"), code: [join(folder, "project", "dist")] });
  expect(of("translation")).toBe(of("notebook"));
});

it("where things are makes no difference", async () => {
  const [before, elsewhere] = [fingerprints(), `${folder}-elsewhere`];
  await mkdir(elsewhere);
  await rm(folder, { recursive: true });
  [folder, installed] = [elsewhere, installedIn(elsewhere)];
  for (const file of FILES) await write(file, "as it was");
  expect(fingerprints()).toEqual(before);
});
