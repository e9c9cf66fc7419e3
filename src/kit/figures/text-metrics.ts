/** Text measurement as Vega asks for it; shared by the drawing in Node and the page's client, so that both lay out alike. */
import { chartTextWidth } from "./advances.js";

/** What Vega hands to its text measurement. */
export interface TextItem {
  fontSize?: number;
  fontWeight?: number | string;
}

/** Vega's size of text that sets none. */
const DEFAULT_SIZE = 11;

/** Vega's `textMetrics.width`, by the embedded fonts. */
export function textItemWidth(item: TextItem, text: unknown): number {
  const bold = item.fontWeight === "bold" || Number(item.fontWeight) >= 600;
  const shown = typeof text === "string" || typeof text === "number" ? String(text).trim() : "";
  return chartTextWidth(shown, item.fontSize ?? DEFAULT_SIZE, bold);
}
