/** Groups in TeX: what stands between braces that belong together. */

/** The group in braces that begins at an index, braces included; null where none begins there, or it has no end. */
export function group(text: string, at: number): string | null {
  if (text[at] !== "{") return null;
  let depth = 0;
  for (let end = at; end < text.length; end++) {
    if (text[end] === "\\") end += 1;
    else if (text[end] === "{") depth += 1;
    else if (text[end] === "}" && --depth === 0) return text.slice(at, end + 1);
  }
  return null;
}
