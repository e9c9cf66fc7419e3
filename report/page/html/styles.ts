/**
 * Styles that a notebook's HTML gives its elements, as far as they change how something looks where it stands: colours, type,
 * alignment, boxes, rows and grids. What moves elements over others, hides overflow, loads or computes is dropped.
 */
import { inkOn, toneOf, type Tone } from "./paint.js";
import { KEPT } from "./style-values.js";

/** An element's style, and what its content stands on. */
export interface Style {
  classes: readonly string[];
  /** For the attribute `style`; "" for none. */
  css: string;
  ground: Tone;
}

/** Sides of an element that may be larger than the text column, in px, without its content being moved or cut. */
const WIDEST_PX = 640;
const HIGHEST_PX = 120;
const SMALLEST_TYPE = 0.6;
const LARGEST_TYPE = 4;

/** CSS's generic families, as the page has them. */
const FAMILIES: Readonly<Record<string, string>> = {
  monospace: "var(--mono)",
  serif: "var(--serif)",
  "sans-serif": "var(--sans)",
};

/**
 * The harmless part of an attribute `style`.
 *
 * @param below what the element stands on
 */
export function styleOf(written: string, below: Tone): Style {
  const asked = declarationsOf(written);
  const background = asked.get("background-color") ?? asked.get("background");
  const own = background === undefined ? null : toneOf(background, below);
  const ground = own ?? below;
  const ink = asked.has("color") ? toneOf(asked.get("color")!, ground) : null;
  const css: string[] = [];
  const tones: [string, Tone][] = [];
  // On a ground of its own text of the page's ink might not be read.
  if (ink !== null || own !== null) tones.push(["", inkOn(ground, ink)]);
  if (own !== null) tones.push(["g", own]);
  for (const [name, { light, dark }] of tones) css.push(`--${name}l:${light}`, `--${name}d:${dark}`);
  for (const [name, value] of asked) css.push(...keptDeclaration(name, value, own !== null));
  const classes = [...(ink !== null || own !== null ? ["t-ink"] : []), ...(own === null ? [] : ["t-ground"])];
  return { classes, css: css.join(";"), ground };
}

/** Longest style that is read, in characters. */
const LONGEST = 2_000;

/** By property, the last one of a name. */
function declarationsOf(written: string): Map<string, string> {
  const found = new Map<string, string>();
  if (written.length > LONGEST) return found;
  for (const declaration of written.toLowerCase().split(";")) {
    const at = declaration.indexOf(":");
    if (at > 0)
      found.set(
        declaration.slice(0, at).trim(),
        declaration
          .slice(at + 1)
          .replace("!important", "")
          .trim(),
      );
  }
  return found;
}

function keptDeclaration(name: string, value: string, hasGround: boolean): string[] {
  if (name === "font-family") {
    const family = FAMILIES[/([a-z-]+)$/.exec(value)?.[1] ?? ""];
    return family === undefined ? [] : [`font-family:${family}`];
  }
  if (/^border(?:-(?:top|right|bottom|left))?$/.test(name)) return borderOf(name, value);
  // A high box without content leaves a gap: where a script would have drawn, nothing is.
  if (name === "height" || name === "min-height") {
    const isBox = hasGround || pixels(value) <= HIGHEST_PX;
    return isBox && pixels(value) <= 2 * WIDEST_PX ? [`min-height:${value}`] : [];
  }
  if (!Object.hasOwn(KEPT, name) || !KEPT[name]!.test(value)) return [];
  if (name === "font-size" && !isType(value)) return [];
  return /^(?:min-)?width$|^margin|^padding|gap$|^text-indent|^flex/.test(name) && isWide(value)
    ? []
    : [`${name}:${value}`];
}

/** `1px solid #ccc`, in any order. */
function borderOf(name: string, value: string): string[] {
  if (/^(?:none|0(?:px)?)$/.test(value)) return [`${name}:0`];
  const parts = value.replace(/\s*,\s*/g, ",").split(/\s+/);
  const width = parts.find((part) => /^(?:thin|medium|thick|\d{0,2}(?:\.\d+)?(?:px|pt|em))$/.test(part)) ?? "medium";
  const line = parts.find((part) => /^(?:solid|dashed|dotted|double)$/.test(part));
  if (line === undefined) return [];
  const paint = parts.find((part) => part !== width && part !== line && toneOf(part, BORDER_GROUND) !== null);
  return [`${name}:${width} ${line} ${paint === undefined ? "var(--rule)" : toneOf(paint, BORDER_GROUND)!.light}`];
}

const BORDER_GROUND: Tone = { light: "#ffffff", dark: "#ffffff" };

/** A length in px; of one that depends on what is around it, 0; Infinity for what is no length. */
function pixels(value: string): number {
  const [, number, unit] = /^(\d*\.?\d+)(px|pt|em|rem|ex|ch|%|cm|mm|in)?$/.exec(value) ?? [];
  if (number === undefined) return Infinity;
  return Number(number) * (PIXELS[unit ?? "px"] ?? 0);
}

const PIXELS: Readonly<Record<string, number>> = {
  px: 1,
  pt: 4 / 3,
  em: 16,
  rem: 16,
  ex: 8,
  ch: 9,
  cm: 38,
  mm: 3.8,
  in: 96,
};

function isWide(value: string): boolean {
  return value.split(/\s+/).some((part) => {
    const percent = /^(\d+)/.exec(part)?.[1];
    if (part.endsWith("%")) return Number(percent) > 100;
    const length = pixels(part);
    return Number.isFinite(length) && length > WIDEST_PX;
  });
}

function isType(value: string): boolean {
  if (/^[a-z-]+$/.test(value)) return true;
  const size = value.endsWith("%") ? Number.parseFloat(value) / 100 : pixels(value) / PIXELS.em!;
  return size >= SMALLEST_TYPE && size <= LARGEST_TYPE;
}
