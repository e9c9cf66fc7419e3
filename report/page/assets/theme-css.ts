import type { Theme } from "../../config/project.js";

/** A project's own look: its accent in place of the page's, then its own rules. It comes last, so it wins. */
export function themeCss({ accent, css }: Theme): string {
  const tokens = (colour: string): string => `:root{--accent:${colour};--code-title:${colour}}`;
  return `${tokens(accent.light)}\n@media screen and (prefers-color-scheme:dark){${tokens(accent.dark)}}\n${css}`;
}
