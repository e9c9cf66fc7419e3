/** How a value for prose travels in a notebook's outputs. */

/** The MIME type of values: a JSON object of numbers and texts by their names. */
export const VALUE_MIME = "application/vnd.ncsparse.value+json";

/** What a value is called: a letter, then letters, digits and underscores, in parts with a dot or a hyphen between them. */
export const VALUE_NAME: string = String.raw`[\p{L}_][\p{L}\p{N}_]*(?:[.-][\p{L}\p{N}_]+)*`;

const WHOLE_NAME = new RegExp(`^${VALUE_NAME}$`, "u");

/** Whether prose can call a value so. */
export function isValueName(name: string): boolean {
  return WHOLE_NAME.test(name);
}
