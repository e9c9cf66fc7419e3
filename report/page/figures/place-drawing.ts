/** A drawing in its place: figures of one spec are drawn once, wherever they are shown and whatever is said of them. */
import { escapeHtml } from "../../text/escape.js";

/** What a drawing has where the place says more. No figure's own text is like these. */
export const SLOTS = { id: "ncsparse-slot-id-", description: "ncsparse-slot-description" } as const;

/**
 * @param svg with `SLOTS`
 * @param place its anchor in the page, with which the ids in the drawing begin, and what it shows, in words
 * @throws RangeError for a figure that nobody describes
 */
export function placeDrawing(svg: string, { id, description }: { id: string; description: string }): string {
  if (description === "") throw new RangeError("it has no description, which readers who do not see it need");
  return svg.replaceAll(SLOTS.id, `${id}-`).replace(SLOTS.description, () => escapeHtml(description));
}
