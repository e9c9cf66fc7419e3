/** Reading a project's config, and refusing with one line what no report can be made of. */
import { readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
// One module and not the library, which takes a second to load.
import { CHART_COLOURS } from "ncsparse-kit/figures/theme";
import { InputError } from "../errors.js";
import { parseJson } from "../json.js";
import { contrast } from "./contrast.js";
import { citationLayout, type StyleSource } from "./csl.js";
import { definitions, macroProblem, type MacroConfig } from "./macros.js";
import { hasLibrary } from "../root.js";
import type { CodePlace, Paper, Project } from "./project.js";
import { schemaProblem } from "./schema-problem.js";

/** The config as it is written, once the schema's defaults are filled in. */
type Config = Pick<Project, "title" | "notebooks" | "abstract" | "provenance" | "explore"> & {
  paper?: Paper;
  article?: string;
  /** A list names folders of built code, as `built` does. */
  code: CodePlace | readonly string[];
  built: readonly string[];
  bibliography?: string;
  citationStyle?: string;
  macros: MacroConfig;
  theme: { accent: Project["theme"]["accent"]; stylesheet?: string };
};

/** What text needs on its ground (WCAG 2, level AA). The page's ground is that of figures. */
const LEAST_CONTRAST = 4.5;
const GROUND = CHART_COLOURS.halo;

/**
 * Reads a config and what it names.
 *
 * @param file path of the config
 * @param withLibrary whether the library `ncsparse` is installed, which Explore panels compute with
 * @throws InputError naming the file, the field, what is required of it and what it is
 */
export function readProject(file: string, withLibrary: boolean = hasLibrary()): Project {
  const config = parseConfig(file);
  const root = dirname(resolve(file));
  const refuse = (field: string, requirement: string, got: unknown): never => {
    throw new InputError(`${file}: "${field}" must be ${requirement}, got ${JSON.stringify(got)}`);
  };
  const existing = (field: string, path: string, kind: "file" | "folder"): string => {
    const fits = isThere(join(root, path), kind);
    return fits ? join(root, path) : refuse(field, `the path of a ${kind} that exists, seen from the config`, path);
  };
  const { stylesheet, accent } = config.theme;
  checkAccent(accent, refuse);
  const cssFile = stylesheet === undefined ? null : existing("theme.stylesheet", stylesheet, "file");
  const css = cssFile === null ? "" : readFileSync(cssFile, "utf8");
  if (LOADS_OR_ENDS.test(css)) {
    refuse(
      "theme.stylesheet",
      "CSS that loads nothing: without @import, url() of anything but data, or </style",
      stylesheet,
    );
  }
  for (const [name, macro] of Object.entries(config.macros)) {
    const requirement = macroProblem(macro);
    if (requirement !== null) refuse(`macros.${name}`, requirement, macro);
  }
  const { title, paper = null, abstract, provenance, explore } = config;
  if (explore && !withLibrary) refuse("explore", "false where the library ncsparse is not installed", explore);
  const bibliography = config.bibliography === undefined ? null : existing("bibliography", config.bibliography, "file");
  const style = styleOf(config.citationStyle, existing, refuse);
  const folders = (["built", "code"] as const).map((field) => {
    const named = config[field];
    return typeof named === "string" ? [] : named.map((path, index) => existing(`${field}.${index}`, path, "folder"));
  });
  const notebooks = existing("notebooks", config.notebooks, "folder");
  const { article = null } = config;
  if (article !== null && !isThere(join(notebooks, `${article}.ipynb`), "file"))
    refuse("article", `the name of a notebook in ${notebooks}, without .ipynb`, article);
  return {
    ...readManifest(join(root, "package.json")),
    ...{ root, config: file, title, paper, abstract, provenance, explore, bibliography, notebooks, article },
    citationStyle: style.source,
    code: folders.flat(),
    macros: definitions(config.macros),
    codePlace: typeof config.code === "string" ? config.code : "folded",
    theme: { accent, css },
    files: [resolve(file), bibliography, style.file, cssFile].filter((path) => path !== null),
  };
}

function checkAccent(accent: Project["theme"]["accent"], refuse: Refuse): void {
  for (const ground of ["light", "dark"] as const) {
    const colour = accent[ground];
    if (contrast(colour, GROUND[ground]) >= LEAST_CONTRAST) continue;
    refuse(`theme.accent.${ground}`, `a colour with a contrast of ${LEAST_CONTRAST} to ${GROUND[ground]}`, colour);
  }
}

type Existing = (field: string, path: string, kind: "file") => string;
type Refuse = (field: string, requirement: string, got: unknown) => never;

/** How works are cited, and the file that says it, if one does. */
function styleOf(
  name: string | undefined,
  existing: Existing,
  refuse: Refuse,
): { source: StyleSource | null; file: string | null } {
  if (name === undefined) return { source: null, file: null };
  if (!name.endsWith(".csl")) return { source: { name, xml: null }, file: null };
  const file = existing("citationStyle", name, "file");
  const xml = readFileSync(file, "utf8");
  const layout = citationLayout(xml);
  if ("problem" in layout) refuse("citationStyle", layout.problem, name);
  return { source: { name, xml }, file };
}

/** Whether there is such a thing; a path that no file can have, too long or with odd characters, leads to none. */
function isThere(path: string, kind: "file" | "folder"): boolean {
  try {
    const found = statSync(path);
    return kind === "file" ? found.isFile() : found.isDirectory();
  } catch {
    return false;
  }
}

/** The page is one file that loads nothing, and the style must not end its own element. */
const LOADS_OR_ENDS = /@import|url\(\s*["']?(?!data:)|<\/style/i;

function parseConfig(file: string): Config {
  const document = readJson(file);
  const problem = schemaProblem(document);
  if (problem !== null) throw new InputError(`${file}: ${problem}`);
  return document as Config;
}

/** Name and version of the project: npm's own file has them. */
function readManifest(file: string): Pick<Project, "name" | "version"> {
  const manifest = readJson(file) as Record<string, unknown> | null;
  const text = (field: "name" | "version"): string => {
    const value = manifest?.[field];
    if (typeof value === "string" && value !== "") return value;
    throw new InputError(
      `${file}: "${field}" must be a text, got ${value === undefined ? "nothing" : JSON.stringify(value)}`,
    );
  };
  return { name: text("name"), version: text("version") };
}

function readJson(file: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    throw new InputError(`${file}: cannot be read (${(error as NodeJS.ErrnoException).code ?? "unknown reason"})`);
  }
  return parseJson(file, text);
}
