/** A page taken apart, so that in an open one only what changed is replaced: its scripts have made more of the rest. */

/** A page as the server sent it. */
export interface SentPage {
  version: string;
  /** By a selector that finds it in an open page, too. */
  parts: ReadonlyMap<string, Element>;
  /** What is in no part: pages that differ there have to be loaded anew. */
  frame: Document;
}

/** The parts, besides chapters; each is the first element that its selector finds. */
const PARTS = [
  "style",
  ".contents > details > ol",
  ".title-block > .run",
  ".opening",
  ".paper-contents",
  "#references",
  "#colophon",
];

/** Reads the HTML that the server sent. */
export function readPage(html: string): SentPage {
  const frame = new DOMParser().parseFromString(html, "text/html");
  const script = frame.querySelector<HTMLElement>("script[data-version]");
  const version = script?.dataset.version ?? "";
  script?.remove();
  const parts = new Map<string, Element>();
  const chapters = Array.from(frame.querySelectorAll("article.chapter"), ({ id }) => `#${CSS.escape(id)}`);
  for (const selector of [...PARTS, ...chapters]) {
    const part = frame.querySelector(selector);
    part?.replaceWith(frame.createComment(selector));
    if (part !== null) parts.set(selector, part);
  }
  return { version, parts, frame };
}

/** What makes the older page the newer one, by selectors; null where parts alone do not. */
export function changedParts(older: SentPage, newer: SentPage): Map<string, Element> | null {
  // The frame names its parts: where frames are alike, so are the lists of parts.
  if (!older.frame.isEqualNode(newer.frame)) return null;
  return new Map([...newer.parts].filter(([selector, part]) => !older.parts.get(selector)!.isEqualNode(part)));
}
