/** What a run depends on beside its notebooks, as hashes of content: times and paths do not count. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import type { Project } from "../config/project.js";
import { enginePath, hasLibrary, kitPath, libraryPath } from "../root.js";
import type { Fingerprints } from "./memory.js";
import { cacheKey } from "./store.js";

type PathIn = (...parts: string[]) => string;

/** Where the engine and the packages that go with it are, and which Node runs them. */
export interface Installation {
  engine: PathIn;
  kit: PathIn;
  /** Null where it is not installed. */
  library: PathIn | null;
  node: string;
}

const INSTALLED: Installation = {
  engine: enginePath,
  kit: kitPath,
  library: hasLibrary() ? libraryPath : null,
  node: process.versions.node,
};

/**
 * What each kind of thing depends on beside its parts, read when it is first asked for.
 *
 * @param pieces `pieceFingerprint()`, where a process has it from an earlier build: it is of the code that the process runs
 */
export function fingerprintsOf(project: Pick<Project, "root" | "code">, pieces?: string): Fingerprints {
  const kernel = lazily(() => kernelFingerprint(project));
  const piece = lazily(() => pieces ?? pieceFingerprint(project.root));
  const page = lazily(() => pageFingerprint(piece()));
  const code = lazily(() => codeFingerprint(project, piece()));
  const of = {
    ...{ notebook: kernel, executed: kernel, translation: kernel, code, parsed: piece, cells: piece },
    ...{ figure: piece, image: piece, font: piece, sources: piece, page, pdf: page },
  };
  return (kind) => of[kind]();
}

function lazily(read: () => string): () => string {
  let known: string | undefined;
  return () => (known ??= read());
}

/**
 * What executing a notebook depends on beside the modules of kit and library that it runs (`code/notebook-code.ts`): the types
 * that cells are checked against, the project's own code, the launcher, packages, Node.
 */
export function kernelFingerprint(
  { root, code }: Pick<Project, "root" | "code">,
  { engine, kit, library: installed, node }: Installation = INSTALLED,
): string {
  return cacheKey([
    "kernel",
    node,
    ...librariesOf(kit, installed).flatMap((library) => [
      ...treeParts(library("dist"), (name) => name.endsWith(".d.ts")),
      readFileSync(library("package.json")),
    ]),
    ...code.flatMap((folder) => treeParts(folder, (name) => !/\.(?:map|tsbuildinfo)$/.test(name))),
    ...treeParts(engine("report", "kernel", "spec", "kernels"), () => true),
    lockfile(root),
  ]);
}

/** Which modules there are, and what they say: in kit, library, the project's own code; with the code that reads them. */
export function codeFingerprint(
  { code }: Pick<Project, "code">,
  pieces: string,
  { kit, library: installed }: Installation = INSTALLED,
): string {
  return cacheKey([
    "code",
    pieces,
    ...librariesOf(kit, installed).flatMap((library) => [
      ...treeParts(library("dist"), isModule),
      readFileSync(library("package.json")),
    ]),
    ...code.flatMap((folder) => treeParts(folder, isModule)),
  ]);
}

/** What numbers depend on beside the modules that compute them: packages, Node, the processor's kind. */
export function aroundCode(root: string, { node }: Installation = INSTALLED): string {
  return cacheKey(["around", node, process.arch, lockfile(root)]);
}

/**
 * What making the page depends on beside its input: the report's own code, the templates, the packages, Node.
 *
 * @param pieces `pieceFingerprint()`, which is most of it
 */
export function pageFingerprint(pieces: string, { engine }: Installation = INSTALLED): string {
  return cacheKey([
    "page",
    pieces,
    ...treeParts(engine("templates"), () => true),
    readFileSync(engine("THIRD-PARTY-NOTICES.md")),
  ]);
}

/**
 * What a drawing or a font of the page depends on beside its own parts: as the page, without markup and style. No library is
 * in it; what the page's script has of one, `code/panels-code.ts` tells.
 */
export function pieceFingerprint(root: string, { engine, kit, node }: Installation = INSTALLED): string {
  return cacheKey([
    "piece",
    node,
    // An installed engine has its built code alone; a checkout has sources, which may be newer than what is built.
    ...treeParts(engine("report"), (name) => /\.(?:ts|js)$/.test(name)),
    ...treeParts(kit("dist"), (name) => name.endsWith(".js")),
    lockfile(root),
  ]);
}

/** What cells import by name. */
function librariesOf(kit: PathIn, library: PathIn | null): PathIn[] {
  return library === null ? [kit] : [kit, library];
}

/** Which packages are installed; nothing where the project was installed without a lockfile. */
function lockfile(root: string): string | Uint8Array {
  const file = join(root, "package-lock.json");
  return existsSync(file) ? readFileSync(file) : "";
}

/** Whether a built file counts as a module of the code that runs, data beside it included. */
export function isModule(name: string): boolean {
  return !/\.(?:map|d\.ts|tsbuildinfo)$/.test(name);
}

/** Names and contents of a folder's files, in the order of their names. */
function treeParts(folder: string, wanted: (name: string) => boolean): (string | Uint8Array)[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .filter(wanted)
    .sort();
  return files.flatMap((name) => [name.split(sep).join("/"), readFileSync(join(folder, name))]);
}
