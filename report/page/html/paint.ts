/** Colours that a notebook's HTML asks for, on the page's grounds: kept as they are where they can be read, else moved. */
import { color } from "d3-color";
import { contrast } from "../../config/contrast.js";
import { GROUNDS, readable } from "../terminal/colours.js";

/** A colour on light and on dark ground, as `#rrggbb`. */
export interface Tone {
  readonly light: string;
  readonly dark: string;
}

/** Of the page, where nothing in the notebook has a ground of its own. */
export const PAGE_GROUND: Tone = GROUNDS;
/** The page's own ink (`--ink`). */
const PAGE_INK: Tone = { light: "#1f2226", dark: "#e4e1da" };

/** What CSS writes, as it is seen on a ground; null for what is no colour, or one that is not to be seen at all. */
export function toneOf(css: string, ground: Tone): Tone | null {
  const found = color(css)?.rgb();
  if (found === undefined || !(found.opacity > 0)) return null;
  const over = (below: string): string => {
    const channels = [found.r, found.g, found.b].map((channel, index) => {
      const behind = parseInt(below.slice(1 + 2 * index, 3 + 2 * index), 16);
      const mixed = Math.round(found.opacity * channel + (1 - found.opacity) * behind);
      return Math.min(Math.max(mixed, 0), 255).toString(16).padStart(2, "0");
    });
    return `#${channels.join("")}`;
  };
  return { light: over(ground.light), dark: over(ground.dark) };
}

/** The nearest ink that can be read on a ground; for none, that of the page's two inks which is read better. */
export function inkOn(ground: Tone, ink: Tone | null): Tone {
  const on = (own: string | undefined, below: string): string => readable(own ?? betterInk(below), below);
  return { light: on(ink?.light, ground.light), dark: on(ink?.dark, ground.dark) };
}

function betterInk(ground: string): string {
  return contrast(PAGE_INK.light, ground) > contrast(PAGE_INK.dark, ground) ? PAGE_INK.light : PAGE_INK.dark;
}
