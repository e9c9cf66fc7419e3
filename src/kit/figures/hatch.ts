import { colour } from "./theme.js";

/** The pattern of the region in which a bound is vacuous: thin strokes rising to the right. An SVG `<defs>`. */
export function hatchDefinition(id: string): string {
  return (
    `<defs><pattern id="${id}" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">` +
    `<line x1="0" y1="0" x2="0" y2="7" stroke="${colour("hatch")}" stroke-width="1.3"/></pattern></defs>`
  );
}
