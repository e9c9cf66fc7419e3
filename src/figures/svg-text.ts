/** Figure text as SVG: stretches of symbols, subscripts and superscripts become `<tspan>`s in the embedded fonts. */
import { CHART_FONTS, SCRIPT_SIZE, SUBSCRIPT_DROP, SUPERSCRIPT_RISE, textRuns } from "./chart-text.js";

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
