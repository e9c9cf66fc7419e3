/** References to equations in LaTeX's words: `\eqref{name}` and `\ref{name}`, alone or within a formula. */
import { escapeHtml } from "../../text/escape.js";
import { renderFormula } from "../math/formulas.js";
import type { MarkdownContext } from "./markdown.js";
import { findReferred, findTarget, missing } from "./targets.js";

const REFERENCE = /(?<!\\)\\(eq)?ref\s*\{([^{}]*)\}/g;
const ALONE = /^\s*\\(eq)?ref\s*\{([^{}]*)\}\s*$/;
/** Where a link leads that a formula's author has written to a place in the page. */
const LINK = /\\href\s*\{\s*\\?#([^{}]*)\}/g;

interface Found {
  /** Of what `\ref` shows: "1.2", without the parentheses that `\eqref` has. In TeX's text mode. */
  number: string;
  anchor: string;
}

/** HTML of a formula that is nothing but a reference; null for any other. */
export function referenceHtml(tex: string, env: MarkdownContext): string | null {
  const reference = ALONE.exec(tex);
  if (reference === null) return null;
  const found = find(reference[2]!, env);
  if (found === null) return `<span class="unresolved">(${escapeHtml(reference[2]!.trim())}?)</span>`;
  const written = parenthesized(found.number, reference[1] !== undefined);
  const text = /^[\p{L}\p{N} ().,:*–-]*$/u.test(written)
    ? escapeHtml(written)
    : renderFormula(`\\text{${written}}`, false, env);
  return `<a href="#${found.anchor}">${text}</a>`;
}

/** A formula with the numbers of what it refers to, as links. */
export function withReferences(tex: string, env: MarkdownContext): string {
  if (!tex.includes("ref")) return tex;
  const linked = tex.replace(LINK, (_, name: string) => {
    const target = findTarget(`#${name}`, env);
    return target === null || target === "elsewhere" ? "\\href{}" : `\\href{#${target.anchor}}`;
  });
  return linked.replace(REFERENCE, (_, equation: string | undefined, label: string) => {
    const found = find(label, env);
    if (found === null) return `\\text{(${label.trim()}?)}`;
    return `\\href{#${found.anchor}}{\\text{${parenthesized(found.number, equation !== undefined)}}}`;
  });
}

/** Refuses what a formula refers to and nothing is. */
export function checkReferences(tex: string, env: MarkdownContext): void {
  for (const [, , label] of tex.matchAll(REFERENCE)) find(label!, env);
}

function parenthesized(number: string, isEquation: boolean): string {
  return isEquation ? `(${number})` : number;
}

function find(written: string, env: MarkdownContext): Found | null {
  const label = written.trim();
  const target = findReferred(label, env);
  // LaTeX's authors write "Figure" themselves.
  if (target !== null) {
    const number = target.number ?? (target.label ?? "").replace(/^(?:Figure|Table) /, "");
    return { number, anchor: target.anchor };
  }
  missing(/^(?:fig|tbl):/.test(label) ? `#${label}` : label, env);
  return null;
}
