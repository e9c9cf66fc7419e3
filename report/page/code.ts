/** Code listings: highlighted at build time, folded on screen, gathered in a chapter's appendix on paper. */
import hljs from "highlight.js/lib/core";
import bash from "highlight.js/lib/languages/bash";
import json from "highlight.js/lib/languages/json";
import typescript from "highlight.js/lib/languages/typescript";
import { escapeHtml } from "../text/escape.js";

hljs.registerLanguage("typescript", typescript);
hljs.registerLanguage("json", json);
hljs.registerLanguage("bash", bash);
hljs.registerAliases(["ts", "js", "javascript"], { languageName: "typescript" });
hljs.registerAliases(["sh", "shell"], { languageName: "bash" });

/** Code as HTML with `hljs-` classes; of an unknown language, the escaped text. */
export function highlight(code: string, language: string): string {
  if (hljs.getLanguage(language) === undefined) return escapeHtml(code);
  return hljs.highlight(code, { language, ignoreIllegals: true }).value;
}

/** A code cell's source, to be shown under its number in the chapter. */
export interface Listing {
  /** E.g. "2.3": chapter, code cell. */
  number: string;
  html: string;
  /** E.g. "12 lines". */
  lines: string;
}

/** The listing of a code cell. */
export function listing(number: string, source: string): Listing {
  const code = source.replace(/\s+$/, "");
  const count = code.split("\n").length;
  return { number, html: highlight(code, "typescript"), lines: count === 1 ? "1 line" : `${count} lines` };
}
