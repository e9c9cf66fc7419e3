/** Colours of printed text, as JupyterLab's own renderer has them: random codes, with fixed seeds. */
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Pen, TerminalColour } from "../../report/text/pen.js";
import { terminalLines } from "../../report/text/terminal.js";
import { openLabPage, type LabPage } from "./lab-page.js";

let lab: LabPage;
beforeAll(async () => {
  lab = await openLabPage();
});
afterAll(() => lab.close());

/** A piece of text with its look: classes and colours, in order. */
type Look = [text: string, look: string];

/** What JupyterLab made of each output: its text nodes, with the look of the span around each. */
const LOOKS = `[...document.querySelectorAll(".output pre")].map((pre) => [...pre.childNodes].map((node) => {
  const { color, backgroundColor } = node.style ?? {};
  const styles = [color && "ink " + color, backgroundColor && "ground " + backgroundColor].filter(Boolean);
  return [node.textContent, [...(node.classList ?? []), ...styles].sort().join(", ")];
}))`;

const NAMES = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"];

/** The class or colour that JupyterLab gives a colour of the pen; `part` is "fg" or "bg". */
function named(colour: TerminalColour, part: "fg" | "bg"): string {
  if (typeof colour === "number") return `ansi-${NAMES[colour % 8]!}${colour < 8 ? "" : "-intense"}-${part}`;
  const channels = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
  return `${part === "fg" ? "ink" : "ground"} rgb(${channels.join(", ")})`;
}

function lookOf({ ink, ground, bold, underline, inverse }: Pen): string {
  const bright = bold && typeof ink === "number" && ink < 8 ? ink + 8 : ink;
  const [front, back] = inverse ? [ground, bright] : [bright, ground];
  const missing = (part: string): string[] => (inverse ? [`ansi-default-inverse-${part}`] : []);
  return [
    ...(front === null ? missing("fg") : [named(front, "fg")]),
    ...(back === null ? missing("bg") : [named(back, "bg")]),
    ...(bold ? ["ansi-bold"] : []),
    ...(underline ? ["ansi-underline"] : []),
  ]
    .sort()
    .join(", ");
}

/** Neighbours of one look as one. */
function joined(looks: readonly Look[]): Look[] {
  const found: Look[] = [];
  for (const [text, look] of looks) {
    const last = found.at(-1);
    if (last?.[1] === look) last[0] += text;
    else if (text !== "") found.push([text, look]);
  }
  return found;
}

function ours(text: string): Look[] {
  const lines = terminalLines(text).map((line) => line.map(({ text: part, pen }): Look => [part, lookOf(pen)]));
  return joined(lines.flat());
}

/** Codes that JupyterLab knows, and numbers that it does not; colours that are no colours among them. */
const code = fc.oneof(
  fc.constantFrom("", "0", "1", "4", "5", "7", "21", "22", "24", "27", "39", "49", "50", "200"),
  fc.integer({ min: 30, max: 47 }).map(String),
  fc.integer({ min: 90, max: 107 }).map(String),
  fc.tuple(fc.constantFrom("38;5", "48;5"), fc.nat(260)).map((parts) => parts.join(";")),
  fc.tuple(fc.constantFrom("38;2", "48;2"), fc.nat(258), fc.nat(255), fc.nat(255)).map((parts) => parts.join(";")),
  fc.constantFrom("38", "48", "38;5", "48;2;1", "38;9;1"),
);
const sequence = fc.array(code, { maxLength: 4 }).map((codes) => `\u001b[${codes.join(";")}m`);
const printed = fc
  .array(fc.oneof(sequence, fc.constantFrom("a", "bc ", "<x>", "&")), { minLength: 1, maxLength: 24 })
  .map((pieces) => `\u001b[0m${pieces.join("")}|`);

it.each([1, 2, 3, 4])("are JupyterLab's for 500 random texts of seed %d", async (seed) => {
  const texts = fc.sample(printed, { numRuns: 500, seed });
  await lab.render(texts.map((text) => ({ output_type: "stream", name: "stdout", text })));
  const theirs = (await lab.read<Look[][]>(LOOKS)).map(joined);
  expect(theirs).toHaveLength(texts.length);
  const wrong = texts.flatMap((text, index) => {
    const [own, lab_] = [ours(text), theirs[index]!];
    return JSON.stringify(own) === JSON.stringify(lab_) ? [] : [{ text, own, lab: lab_ }];
  });
  expect(wrong.slice(0, 3)).toEqual([]);
  // The texts are of many looks.
  expect(new Set(theirs.flat().map(([, look]) => look)).size).toBeGreaterThan(300);
});
