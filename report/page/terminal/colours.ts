/** Colours of a terminal on the page's grounds: JupyterLab's tones, moved towards black or white where nobody could read them. */
import { contrast } from "../../config/contrast.js";
import type { Pen, TerminalColour } from "../../text/pen.js";

/** What text needs on its ground (WCAG 2, level AA). */
const LEAST_CONTRAST = 4.5;

/** Of the grounds that text may stand on (`--ground`, `--loud-ground`), by scheme: the one nearer to the text. */
export const GROUNDS = { light: "#fdf0ee", dark: "#33201e" } as const;

/** JupyterLab's sixteen: black, red, green, yellow, blue, magenta, cyan, white; then the same, intense. */
const SIXTEEN = (
  "#3e424d #e75c58 #00a250 #ddb62b #208ffb #d160c4 #60c6c8 #c5c1b4 " +
  "#282c36 #b22b31 #007427 #b27d12 #0065ca #a03196 #258f8f #a1a6b2"
).split(" ");

/** A text's colours. Where it has a ground of its own, both schemes show the same. */
export type Tones =
  | { kind: "own ground"; ink: string; ground: string }
  /** Ink and ground of the page changed places. */
  | { kind: "inverse" }
  | { kind: "ink"; light: string; dark: string }
  | null;

/** The colours of text that is drawn with a pen, each pair of a contrast of `LEAST_CONTRAST` at least; null for the page's own. */
export function tonesOf({ ink, ground, bold, inverse }: Pen): Tones {
  const bright = bold && typeof ink === "number" && ink < 8 ? ink + 8 : ink;
  const [front, back] = (inverse ? [ground, bright] : [bright, ground]).map(hexOf) as [string | null, string | null];
  if (back !== null) return { kind: "own ground", ink: readable(front ?? "#000000", back), ground: back };
  // The ground that the ink of inverse text is missing would be the page's ink, which is another one in each scheme.
  if (inverse) return front === null ? { kind: "inverse" } : { kind: "own ground", ...onItsOpposite(front) };
  if (front === null) return null;
  return { kind: "ink", light: readable(front, GROUNDS.light), dark: readable(front, GROUNDS.dark) };
}

function onItsOpposite(ink: string): { ink: string; ground: string } {
  const ground = contrast(ink, "#000000") > contrast(ink, "#ffffff") ? "#000000" : "#ffffff";
  return { ink: readable(ink, ground), ground };
}

function hexOf(colour: TerminalColour | null): string | null {
  return typeof colour === "number" ? SIXTEEN[colour]! : colour;
}

/** The colour, or the nearest one on the way to black or to white that can be read on the ground. Colours are `#rrggbb`. */
export function readable(colour: string, ground: string): string {
  if (contrast(colour, ground) >= LEAST_CONTRAST) return colour;
  const end = contrast("#000000", ground) > contrast("#ffffff", ground) ? "#000000" : "#ffffff";
  // The end itself suffices on any ground: of black and white, one has a contrast of 4.58 or more.
  const steps = 64;
  let [low, high] = [0, steps];
  for (let step = 0; step < Math.log2(steps); step++) {
    const middle = (low + high) / 2;
    if (contrast(mixed(colour, end, middle / steps), ground) >= LEAST_CONTRAST) high = middle;
    else low = middle;
  }
  return mixed(colour, end, high / steps);
}

function mixed(colour: string, other: string, share: number): string {
  const channels = [1, 3, 5].map((at) => {
    const [from, to] = [colour, other].map((one) => parseInt(one.slice(at, at + 2), 16)) as [number, number];
    return Math.round(from + (to - from) * share)
      .toString(16)
      .padStart(2, "0");
  });
  return `#${channels.join("")}`;
}
