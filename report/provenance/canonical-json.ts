/**
 * JSON as RFC 8785 has it, so that equal values have equal bytes: no blanks, members in the order of their names, numbers and
 * texts as ECMAScript writes them.
 *
 * @param value plain data as JSON.parse gives it
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  // Names are compared by their UTF-16 units, as the RFC asks.
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`).join(",")}}`;
}
