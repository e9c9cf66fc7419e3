/** What the project says of itself: names, versions, commit. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { ProjectFacts } from "./ledger/claims-file.js";
import { projectPath, projectRoot } from "./root.js";

/** The paper under study. */
export const PAPER = {
  id: "arXiv 2404.02690",
  /** The title as Markdown sets it. */
  title: "How Sparse Attention Approximates Exact Attention? Your Attention is Naturally $n^C$-Sparse",
  authors: "Y. Deng, Z. Song, J. Xiong, C. Yang",
} as const;

/** What the bibliography is called beside the notebooks, and in messages. */
export const BIBLIOGRAPHY_NAME = "references.bib";

export function projectFacts(): ProjectFacts {
  const manifest = JSON.parse(readFileSync(projectPath("package.json"), "utf8")) as { version: string };
  return { name: "ncsparse", version: manifest.version, paper: PAPER.id };
}

/** The programs whose versions can change a number or a picture. */
const NAMED_PACKAGES = ["tslab", "mathjs", "vega", "vega-lite", "temml", "markdown-it", "puppeteer"] as const;

/** Versions by name, Node first. */
export function versions(): Record<string, string> {
  const named = NAMED_PACKAGES.map((name) => [name, packageVersion(name)] as const);
  return { node: process.versions.node, ncsparse: projectFacts().version, ...Object.fromEntries(named) };
}

/** The version of an installed package; its manifest is found by walking up, because `exports` may hide it. */
function packageVersion(name: string): string {
  const require = createRequire(projectPath("package.json"));
  for (const folder of require.resolve.paths(name) ?? []) {
    try {
      const manifest = JSON.parse(readFileSync(join(folder, name, "package.json"), "utf8")) as { version: string };
      return manifest.version;
    } catch {
      continue; // not installed in this folder: the next one up
    }
  }
  throw new Error(`packageVersion: ${name} must be installed above ${dirname(projectPath("package.json"))}`);
}

/** The checked-out commit, with "+" where tracked files differ from it; null outside a checkout. */
export function commit(): string | null {
  try {
    const git = (...args: string[]): string =>
      execFileSync("git", args, { cwd: projectRoot(), encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
    const changed = git("status", "--porcelain", "--untracked-files=no") !== "";
    return git("rev-parse", "--short=12", "HEAD") + (changed ? "+" : "");
  } catch {
    return null;
  }
}
