/** A new project: the template's files under its own name, and the packed library and engine. */
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join, relative, resolve } from "node:path";
import mustache from "mustache";
import { InputError } from "../errors.js";
import { enginePath, manifestOf, type Manifest } from "../root.js";
import { engineManifest } from "./engine-manifest.js";
import { packEngine, type Packed } from "./pack.js";

/** Files that the new project fills in with names end so; the rest is copied as it is. */
const FILLED = ".mustache";
/** `npm pack` leaves out or obeys some files whose names begin with a dot: the template's dots are written out. */
const DOT = "dot-";

/**
 * Writes a new project.
 *
 * @param target a folder that is empty or does not exist; its name becomes the project's
 * @throws InputError if the folder holds something, cannot be written or has a name that npm takes for no package, or if npm
 *   is missing; nothing is written then
 */
export async function initProject(target: string): Promise<void> {
  const folder = resolve(target);
  const engine = engineManifest(manifestOf(enginePath));
  const name = packageName(folder, engine);
  await refuseContent(target, folder);
  const stage = await stageBeside(target, folder);
  try {
    const vendor = join(stage, "vendor");
    await mkdir(vendor);
    await fillTemplate(stage, { name, ...(await packEngine(vendor)), tools: engine.devDependencies });
    await mkdir(folder, { recursive: true });
    for (const entry of await readdir(stage)) await rename(join(stage, entry), join(folder, entry));
  } finally {
    await rm(stage, { recursive: true, force: true });
  }
}

/** What the template's files are filled in with. */
interface TemplateView {
  name: string;
  kit: Packed;
  engine: Packed;
  /** Versions of the tools that the template needs, by package name. */
  tools: Record<string, string>;
}

async function fillTemplate(into: string, view: TemplateView): Promise<void> {
  const template = enginePath("templates", "init");
  const entries = await readdir(template, { recursive: true, withFileTypes: true });
  for (const entry of entries.filter((one) => one.isFile())) {
    const source = join(entry.parentPath, entry.name);
    const text = await readFile(source, "utf8");
    const target = join(into, plainName(relative(template, source)));
    await mkdir(dirname(target), { recursive: true });
    // The files are JSON and Markdown, not HTML: nothing is escaped, and the names in the view need no escaping.
    const filled = entry.name.endsWith(FILLED) ? mustache.render(text, view, {}, { escape: String }) : text;
    await writeFile(target, filled);
  }
}

/** `dot-github/workflows/ci.yml` -> `.github/workflows/ci.yml`, `package.json.mustache` -> `package.json`. */
function plainName(path: string): string {
  const dotted = path.startsWith(DOT) ? `.${path.slice(DOT.length)}` : path;
  return dotted.endsWith(FILLED) ? dotted.slice(0, -FILLED.length) : dotted;
}

/** The folder's name as npm takes it for a package. */
function packageName(folder: string, { name: engine, dependencies, devDependencies }: Manifest): string {
  const name = basename(folder)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
  if (name === "") throw new InputError(`init: the folder's name must hold a letter a to z or a digit, got ${folder}`);
  // A package cannot be installed inside one of its own name.
  if (![engine, ...Object.keys(dependencies), ...Object.keys(devDependencies)].includes(name)) return name;
  throw new InputError(`init: the folder's name must be other than that of a package which it needs, got ${name}`);
}

async function refuseContent(target: string, folder: string): Promise<void> {
  const found = await readdir(folder).catch((reason: unknown) => {
    const error = reason as NodeJS.ErrnoException;
    if (error.code === "ENOENT") return [];
    throw new InputError(
      `init: ${target} must be a folder that is empty or does not exist (${error.code ?? "unknown"})`,
    );
  });
  if (found.length === 0) return;
  throw new InputError(`init: ${target} must be a folder that is empty or does not exist; it holds ${found[0]!}`);
}

/** A private folder beside the target, so on its file system: the project appears whole or not at all. */
async function stageBeside(target: string, folder: string): Promise<string> {
  try {
    await mkdir(dirname(folder), { recursive: true });
    return await mkdtemp(join(dirname(folder), `.${basename(folder)}-`));
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? "unknown reason";
    throw new InputError(`init: ${target}: nothing can be written there (${reason})`);
  }
}
