/** Where references lead: from what a notebook writes to an anchor in the page. */
import { anchorOf, headingAnchor } from "../../document/anchors.js";
import { equationLabels, findEquations } from "./equations.js";
import type { Numbered } from "../labels.js";
import type { MarkdownContext } from "./markdown.js";

export interface Target {
  anchor: string;
  /** What a reference without a text of its own is called, e.g. "Theorem 4.3 [T4.3-order]" or "(7.1)". */
  label?: string;
  /** Of an equation, in TeX's text mode: "7.1". */
  number?: string;
}

const NOTEBOOK = /^(?:\.\/)?([^/#?]+)\.ipynb(?:#(.*))?$/;

/**
 * The target of a link inside the report: `#T4.3-order`, `#fig:phase`, `#eq:terms`, `#A heading`,
 * `03-sparsity.ipynb#tbl:reach`. A figure or table is looked for in the own chapter (or in the one that the link names),
 * then in all.
 *
 * @returns null where there is none, "elsewhere" for a link to a file, or to a notebook that a whole report has not
 * A label that several chapters have, and the own one has not, is refused in a whole report.
 */
export function findTarget(href: string, env: MarkdownContext): Target | "elsewhere" | null {
  const notebook = NOTEBOOK.exec(href);
  if (notebook === null) return href.startsWith("#") ? inChapter(decoded(href.slice(1)), env) : "elsewhere";
  const chapter = anchorOf(decoded(notebook[1]!));
  // A part of a report may lack a notebook that the whole has.
  if (!env.chapters.has(chapter)) return env.isWhole ? "elsewhere" : null;
  if (notebook[2] === undefined) return { anchor: chapter };
  const name = decoded(notebook[2]);
  const shown = env.labels.named.get(`${chapter}#${name}`) ?? equationOf(name, env, chapter);
  return shown ?? headingOf(chapter, name, env) ?? claimOf(name, env);
}

/** Whether an address is that of a notebook, wherever it lies. */
export function isNotebook(href: string): boolean {
  return /\.ipynb(?:#.*)?$/.test(href);
}

/** A part of an address without its percent signs; as it stands where they are no encoding ("100%"). */
export function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function inChapter(name: string, env: MarkdownContext): Target | null {
  const target = claimOf(name, env) ?? findMentioned(name, env);
  if (target !== null) return target;
  if (env.anchors.has(name) || env.chapters.has(name)) return { anchor: name };
  return headingOf(env.chapter, name, env);
}

function claimOf(name: string, env: MarkdownContext): Target | null {
  const anchor = anchorOf(name);
  const label = env.claimLabels.get(anchor)?.short;
  return label === undefined ? null : { anchor, label };
}

function equationOf(name: string, env: MarkdownContext, chapter = env.chapter): Target | null {
  return firstEquation(equationLabels(name), { ...env, chapter });
}

function firstEquation(labels: readonly string[], env: MarkdownContext): Target | null {
  for (const label of labels) {
    const [found, ...others] = findEquations(label, env);
    if (found === undefined) continue;
    const [, { number, anchor }] = found;
    const target = { anchor, label: `(${number})`, number };
    return others.length === 0 ? target : oneOfSeveral(label, found[0], target, env);
  }
  return null;
}

/** What `\ref{label}` means in LaTeX: an equation, or a figure or table by its name. */
export function findReferred(label: string, env: MarkdownContext): Target | null {
  return firstEquation([label], env) ?? displayOf(label, env) ?? equationOf(label, env);
}

/** What `@fig-phase`, `@tbl-reach`, `@eq-terms` and `@sec-setting` mean in Quarto, where there is such a thing. */
export function findMentioned(key: string, env: MarkdownContext): Target | null {
  return displayOf(key, env) ?? equationOf(key, env);
}

/** Quarto's labels have a hyphen where ours have a colon; only it has any of sections. */
function displayOf(written: string, env: MarkdownContext): Numbered | null {
  const name = written.replace(/^(fig|tbl)-/, "$1:");
  if (!/^(?:fig:|tbl:|sec-)/.test(name)) return null;
  const own = env.labels.named.get(`${env.chapter}#${name}`);
  if (own !== undefined) return own;
  const [found, ...others] = [...env.labels.named].filter(
    ([key, { isCopy }]) => key.endsWith(`#${name}`) && isCopy !== true,
  );
  if (found === undefined) return null;
  return others.length === 0 ? found[1] : oneOfSeveral(name, found[0], found[1], env);
}

/**
 * What several chapters have, and the own one has not, is refused in a whole report. In another, the own chapter's may be among
 * the outputs of a failed notebook: that failure is what its author needs to hear of.
 */
function oneOfSeveral<T>(label: string, first: string, target: T, env: MarkdownContext): T | null {
  if (!env.isWhole) return null;
  env.refuse(`${env.place}: several chapters have a label "${label}": say which, as in ${first}`);
  return target;
}

function headingOf(chapter: string, name: string, env: MarkdownContext): Target | null {
  const anchor = headingAnchor(chapter, name);
  if (env.labels.headings.has(anchor) || env.anchors.has(anchor)) return { anchor };
  const { slugs } = env.labels;
  const called = slugs.get(`${chapter}#${name.toLowerCase()}`) ?? slugs.get(`${chapter}#${anchorOf(name)}`);
  return called === undefined ? null : { anchor: called };
}

/**
 * A reference without a target: a mistake where all notebooks are there, and refused. A report of some of them, or with a
 * failed one, may lack the target of a sound reference.
 */
export function missing(label: string, env: MarkdownContext): void {
  if (env.isWhole && !env.mayCome(label)) env.refuse(`${env.place}: nothing in the report has the label "${label}"`);
}
