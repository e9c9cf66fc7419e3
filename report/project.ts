/** What a report says of its project: names, versions, commit. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, relative, sep } from "node:path";
import type { Paper, Project } from "./config/project.js";
import { readText } from "./json.js";
import type { ProjectFacts } from "./ledger/claims-file.js";
import type { BibliographySource } from "./page/references/bibliography.js";
import type { NamedStyle } from "./page/references/csl-style.js";
import { enginePath, hasLibrary, kitPath, libraryPath, manifestOf } from "./root.js";

export function projectFacts({ name, version, paper }: Project): ProjectFacts {
  return { name, version, paper: paper?.id ?? null };
}

/** The line under the report's title, as Markdown; "" where the notebooks are about no paper. */
export function subtitleOf(paper: Paper | null): string {
  if (paper === null) return "";
  const { title, authors, id } = paper;
  return `An executable reproduction of *${title}* (${authors}, ${id})`;
}

/** The project's bibliography, named as its config has it. */
export async function bibliographyOf({ root, bibliography }: Project): Promise<BibliographySource | null> {
  if (bibliography === null) return null;
  return { file: relative(root, bibliography).split(sep).join("/"), text: await readText(bibliography) };
}

/** How its works are cited, with the config's name for messages. */
export function citationStyleOf({ citationStyle, config, root }: Project): NamedStyle | null {
  return citationStyle === null ? null : { ...citationStyle, config: relative(root, config) };
}

/** The programs whose versions can change a number or a picture. */
const NAMED_PACKAGES = ["tslab", "mathjs", "vega", "vega-lite", "temml", "markdown-it", "puppeteer"] as const;

/** Versions by name, Node first. */
export function versions(): Record<string, string> {
  const named = NAMED_PACKAGES.map((name) => [name, packageVersion(name)] as const);
  return { node: process.versions.node, ...ownVersions(), ...Object.fromEntries(named) };
}

/** The kit goes by the library's version where there is the library, which is of one release with it. */
function ownVersions(): Record<string, string> {
  if (hasLibrary()) return { ncsparse: manifestOf(libraryPath).version };
  return { "ncsparse-kit": manifestOf(kitPath).version };
}

/** The version of an installed package; its manifest is found by walking up, because `exports` may hide it. */
function packageVersion(name: string): string {
  const from = [enginePath("package.json"), kitPath("package.json")];
  const folders = from.flatMap((file) => createRequire(file).resolve.paths(name) ?? []);
  for (const folder of folders) {
    try {
      const manifest = JSON.parse(readFileSync(join(folder, name, "package.json"), "utf8")) as { version: string };
      return manifest.version;
    } catch {
      continue; // not installed in this folder: the next one up
    }
  }
  throw new Error(`packageVersion: ${name} must be installed above ${from.join(" or ")}`);
}

/** The commit that is checked out. */
export interface Head {
  /** All digits of its hash. */
  id: string;
  /** Whether tracked files differ from it. */
  changed: boolean;
}

/** The checked-out commit of a folder; null outside a checkout. */
export function headOf(folder: string): Head | null {
  try {
    const git = (...args: string[]): string =>
      execFileSync("git", args, { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
    const changed = git("status", "--porcelain", "--untracked-files=no") !== "";
    return { id: git("rev-parse", "HEAD"), changed };
  } catch {
    return null;
  }
}

/** Digits of a commit that people read; Git gives as many or more where it shortens. */
const SHORT_DIGITS = 12;

/** The checked-out commit of a folder in short, with "+" where tracked files differ from it; null outside a checkout. */
export function commit(folder: string): string | null {
  const head = headOf(folder);
  return head === null ? null : head.id.slice(0, SHORT_DIGITS) + (head.changed ? "+" : "");
}
