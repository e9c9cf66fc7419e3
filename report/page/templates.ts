/** The page's HTML comes from mustache templates in `templates/`; this module only fills them. */
import mustache from "mustache";
import { readTemplate } from "./project.js";

/** Templates by name, without their `.html`; each may include the others as partials. */
const TEMPLATES = [
  "page",
  "chapter",
  "explore",
  "claim",
  "cells",
  "code",
  "figure",
  "ledger",
  "references",
  "output",
  "error",
] as const;
export type TemplateName = (typeof TEMPLATES)[number];

let loaded: Record<string, string> | null = null;

/** Lets the next `fill` read the templates anew: a process that renders several pages shows what they are now. */
export function rereadTemplates(): void {
  loaded = null;
}

/** Fills a template. `{{x}}` is escaped; `{{{x}}}` takes HTML that the page's own code has made or cleaned. */
export function fill(name: TemplateName, view: object): string {
  loaded ??= Object.fromEntries(TEMPLATES.map((one) => [one, readTemplate(`${one}.html`)]));
  return mustache.render(loaded[name]!, view, loaded);
}
