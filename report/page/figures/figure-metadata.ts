/** What a figure says of itself: light to read, so that nothing that only asks for it loads what draws. */
import type { Output } from "../../types.js";

/** What a cell says about its figure, in `output.metadata.ncsparse`. */
export interface FigureMetadata {
  /** Markdown. */
  caption?: string;
  /** What the figure shows, in words. */
  alt?: string;
  /** Id of the claim in whose box the figure stands. */
  claim?: string;
  /** "front" moves the figure to the head of the report, under the findings; a line in its chapter points there. */
  place?: string;
}

/** The figure's metadata, with only the fields of the right type. */
export function figureMetadata(output: Output): FigureMetadata {
  const raw = "metadata" in output ? output.metadata.ncsparse : undefined;
  if (typeof raw !== "object" || raw === null) return {};
  const text = (key: string): string | undefined => {
    const value = (raw as Record<string, unknown>)[key];
    return typeof value === "string" ? value : undefined;
  };
  const fields = { caption: text("caption"), alt: text("alt"), claim: text("claim"), place: text("place") };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
