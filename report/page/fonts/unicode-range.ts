/** CSS `unicode-range`: which characters a face is for. */

/** Does a range such as "U+0000-00FF,U+0131" hold a code point? */
export function inRange(code: number, range: string): boolean {
  const spans = spansOf.get(range) ?? parseRange(range);
  spansOf.set(range, spans);
  return spans.some(([first, last]) => code >= first && code <= last);
}

type Span = readonly [first: number, last: number];

/** Every character of a page is looked for in every range, of which there are few. */
const spansOf = new Map<string, readonly Span[]>();

function parseRange(range: string): Span[] {
  return range.split(",").map((part): Span => {
    const [from, to = from] = part.trim().replace(/^U\+/i, "").split("-");
    return [Number.parseInt(from!, 16), Number.parseInt(to!, 16)];
  });
}
