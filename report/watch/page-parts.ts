/** A page taken apart, so that an open one need only be sent what changed. */
import { createHash } from "node:crypto";

/** A part of the page that an open page can put in the place of the one that it has. */
export interface PagePart {
  /** Finds the element in the page; what it finds first is the part. */
  selector: string;
  html: string;
}

/** A page in its parts, and all that stands between them. */
export interface PageVersion {
  /** Of the whole page: no two versions are alike. */
  version: string;
  /** Of what is in no part: pages that differ there have to be loaded anew. */
  frame: string;
  parts: readonly PagePart[];
}

interface Mark {
  begin: RegExp;
  end: string;
  selector: (begin: RegExpExecArray) => string;
  repeats?: boolean;
}

/**
 * Where parts begin and end, in the order of the page, as its templates write them. What notebooks bring is escaped or
 * cleaned, and never writes these marks. Neither scripts nor the figures' sources are a part.
 */
const MARKS: readonly Mark[] = [
  { begin: /<style>/g, end: "</style>", selector: () => "style" },
  {
    begin: /(?<=<summary>Contents<\/summary>\n)<ol>/g,
    end: "</ol>\n</details>",
    selector: () => ".contents > details > ol",
  },
  { begin: /<ul class="run">/g, end: "</ul>", selector: () => ".title-block > .run" },
  { begin: /<section class="paper-contents"/g, end: "</section>", selector: () => ".paper-contents" },
  {
    begin: /<article class="chapter" id="(chapter-\d+)">/g,
    end: "</article>",
    selector: ([, id]) => `#${id!}`,
    repeats: true,
  },
  { begin: /<section class="references" id="references">/g, end: "</section>", selector: () => "#references" },
  { begin: /<footer class="colophon" id="colophon">/g, end: "</footer>", selector: () => "#colophon" },
];

/** Takes a page apart. A page that has none of the parts is all frame. */
export function takeApart(html: string): PageVersion {
  const parts: PagePart[] = [];
  const frame = createHash("sha256");
  let from = 0;
  for (const mark of MARKS) {
    for (let found = next(html, mark, from); found !== null; found = mark.repeats ? next(html, mark, from) : null) {
      parts.push({ selector: found.selector, html: html.slice(found.start, found.end) });
      frame.update(`${html.slice(from, found.start)}<!--${found.selector}-->`);
      from = found.end;
    }
  }
  frame.update(html.slice(from));
  return { version: hash(html), frame: frame.digest("hex"), parts };
}

/** What makes the older page the newer one; null where parts alone do not. */
export function changedParts(older: PageVersion, newer: PageVersion): PagePart[] | null {
  // The frame names its parts: where frames are alike, so are the lists of parts.
  if (older.frame !== newer.frame) return null;
  return newer.parts.filter(({ html }, index) => html !== older.parts[index]!.html);
}

function next(
  html: string,
  { begin, end, selector }: Mark,
  from: number,
): { start: number; end: number; selector: string } | null {
  begin.lastIndex = from;
  const found = begin.exec(html);
  if (found === null) return null;
  const close = html.indexOf(end, found.index);
  if (close < 0) return null;
  // Of an end mark that tells an element by what stands behind it only the element's own end tag belongs to the part.
  return { start: found.index, end: close + end.indexOf(">") + 1, selector: selector(found) };
}

function hash(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex").slice(0, 16);
}
