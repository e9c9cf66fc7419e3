/** Figure text as SVG: stretches of symbols, subscripts and superscripts become `<tspan>`s in the embedded fonts. */
import { CHART_FONTS, SCRIPT_SIZE, SUBSCRIPT_DROP, SUPERSCRIPT_RISE, textRuns } from "./chart-text.js";
import { textItemWidth } from "./text-metrics.js";

/** A stretch of figure text with the attributes of its `<tspan>`; `attributes` is empty for plain text. */
export interface Tspan {
  text: string;
  attributes: Record<string, string>;
}

/** The stretches of a line of figure text, ready to be written as SVG or built as elements. */
export function tspans(line: string): Tspan[] {
  let raised = 0;
  return textRuns(line).map(({ text, math, shift }) => {
    const target = shift === 0 ? 0 : shift < 0 ? SUBSCRIPT_DROP : -SUPERSCRIPT_RISE;
    const size = shift === 0 ? 1 : SCRIPT_SIZE;
    // `dy` is relative to where the last stretch left the baseline, in em of this stretch's own size.
    const dy = (target - raised) / size;
    raised = target;
    return {
      text,
      attributes: {
        ...(math && { "font-family": CHART_FONTS.math, "font-style": "italic" }),
        ...(shift !== 0 && { "font-size": `${Math.round(100 * SCRIPT_SIZE)}%` }),
        ...(dy !== 0 && { dy: `${Number(dy.toFixed(3))}em` }),
      },
    };
  });
}

/** The same as markup. `line` is already escaped for XML, and stays so. */
export function setRuns(line: string): string {
  return tspans(line)
    .map(({ text, attributes }) => {
      const list = Object.entries(attributes).map(([name, value]) => ` ${name}="${value}"`);
      return list.length === 0 ? text : `<tspan${list.join("")}>${text}</tspan>`;
    })
    .join("");
}

/**
 * Figure text that takes the width that was measured for it, in whatever font a reader has: without the page's fonts a
 * browser sets the wider ones of the system, and labels would run out of the picture. Before `setRuns`.
 */
export function holdWidths(svg: string): string {
  let font = {};
  return svg.replace(TEXT, (_, name: string, attributes: string, line: string) => {
    if (name === "text") font = fontOf(attributes);
    const width = textItemWidth(font, unescaped(line));
    const held = width > 0 ? ` textLength="${Number(width.toFixed(2))}" lengthAdjust="spacingAndGlyphs"` : "";
    return `<${name}${attributes}${held}>${line}`;
  });
}

/** A text, or a line of one, up to its content's end. */
const TEXT = /<(text|tspan)((?: [^<>]*)?)>([^<]*)/g;

function fontOf(attributes: string): { fontSize?: number; fontWeight?: string } {
  const size = / font-size="([\d.]+)px"/.exec(attributes)?.[1];
  const weight = / font-weight="([^"]+)"/.exec(attributes)?.[1];
  return { ...(size !== undefined && { fontSize: Number(size) }), ...(weight !== undefined && { fontWeight: weight }) };
}

function unescaped(text: string): string {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&amp;", "&");
}
