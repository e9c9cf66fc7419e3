/** The list of references: the works that the page cites, each with the ways back to where it does. */
import type { Bibliography, Work } from "./bibliography.js";
import { workAnchor, type Citation } from "./citations.js";
import { fill } from "../assets/templates.js";

/** The citations of one part of the page. */
export interface CitingPart {
  /** E.g. "7" for a chapter. */
  name: string;
  /** What it cites is cited by the paper that is printed for itself. */
  isArticle?: boolean;
  citations: readonly Citation[];
}

/** The works that are cited, in the order in which they are first. */
export function citedWorks(bibliography: Bibliography, parts: readonly CitingPart[]): Work[] {
  const keys = new Set(parts.flatMap(({ citations }) => citations.map(({ key }) => key)));
  return [...keys].map((key) => bibliography.get(key)!);
}

/**
 * HTML of the list, "" where nothing is cited.
 *
 * @param works in the order of the list
 */
export function renderReferences(works: readonly Pick<Work, "key" | "entry">[], parts: readonly CitingPart[]): string {
  const listed = works.flatMap((work) => {
    const back = parts.flatMap(({ name, citations }) =>
      citations.filter(({ key }) => key === work.key).map(({ anchor }) => ({ name, anchor })),
    );
    const places = back.map((place, index) => ({ ...place, comma: index > 0 }));
    const inArticle = parts.some(
      (part) => part.isArticle === true && part.citations.some(({ key }) => key === work.key),
    );
    return back.length === 0 ? [] : [{ anchor: workAnchor(work.key), entry: work.entry, places, inArticle }];
  });
  return listed.length === 0 ? "" : fill("references", { works: listed });
}
