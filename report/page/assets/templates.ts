/** The page's HTML comes from mustache templates in `templates/`; this module only fills them. */
import mustache from "mustache";
import { escapeHtml } from "../../text/escape.js";
import { readTemplate } from "./files.js";

/** Templates by name, without their `.html`; each may include the others as partials. */
const TEMPLATES = [
  "page",
  "chapter",
  "explore",
  "claim",
  "statement",
  "cells",
  "code",
  "folded",
  "figure",
  "ledger",
  "references",
  "more",
  "output",
  "printed",
  "error",
  "measure",
  "measure-head",
  "measure-model",
  "measure-table",
] as const;
export type TemplateName = (typeof TEMPLATES)[number];

let loaded: Record<string, string> | null = null;

/** Lets the next `fill` read the templates anew: a process that renders several pages shows what they are now. */
export function rereadTemplates(): void {
  loaded = null;
}

/** All templates' text: what filling one depends on beside its view. */
export function templateTexts(): Readonly<Record<string, string>> {
  return (loaded ??= Object.fromEntries(TEMPLATES.map((one) => [one, readTemplate(`${one}.html`)])));
}

/** Fills a template. `{{x}}` is escaped; `{{{x}}}` takes HTML that the page's own code has made or cleaned. */
export function fill(name: TemplateName, view: object): string {
  const texts = templateTexts();
  return mustache.render(texts[name]!, view, texts, { escape: (value) => escapeHtml(String(value)) });
}
