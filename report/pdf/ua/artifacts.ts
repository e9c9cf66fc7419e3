/**
 * All that a page draws is either in the structure tree or an artifact. Chromium leaves running heads, borders and leaders
 * unmarked, marks the ground of a table as the table's content, and numbers the marks inside of a drawing as the page's.
 */
import { PDFName, PDFRawStream, PDFRef, type PDFContext, type PDFDict, type PDFDocument } from "@cantoo/pdf-lib";
import { isElement, roleOf } from "../tags.js";
import { namesDrawn, takeMarks } from "./drawings.js";
import { asArtifact, marked, stretchesOf, tells, turnedIntoArtifact } from "./marks.js";
import type { ParentTree } from "./parent-tree.js";
import { operatorsOf, setOperators } from "./streams.js";

/** Elements that hold elements only: what is drawn for them directly is a ground, a border or a rule. */
const GROUPS: ReadonlySet<string> = new Set(["Document", "Art", "Table", "TR", "L", "BlockQuote"]);

/** Marks what pages draw outside of the structure as artifacts. */
export function markArtifacts(document: PDFDocument, parents: ParentTree): void {
  for (const page of document.getPages()) {
    const ref = page.node.get(PDFName.of("Contents"));
    const stream = ref instanceof PDFRef ? document.context.lookup(ref) : undefined;
    const content = stream instanceof PDFRawStream ? operatorsOf(stream) : undefined;
    if (!(ref instanceof PDFRef) || !(stream instanceof PDFRawStream) || content === undefined) continue;
    const released = new Set<number>();
    const marked = markPage(content, { node: page.node, parents, released });
    setOperators(ref, stream, marked, document.context);
    parents.release(page, released);
  }
}

interface Marking {
  node: PDFDict;
  parents: ParentTree;
  /** Numbers of marks that are no content any more. */
  released: Set<number>;
}

function markPage(content: string, { node, parents, released }: Marking): string {
  const owners = parents.owners(node);
  const isGround = (id: number, text: string): boolean => {
    const owner = owners?.lookup(id);
    return isElement(owner) && GROUPS.has(roleOf(owner)) && !tells(text);
  };
  const release = (ids: readonly number[]): void => ids.forEach((id) => released.add(id));
  const stretches = stretchesOf(content).map(({ text, id }) => {
    if (id === null) return markUnmarked(text, { node, release });
    release(namesDrawn(text).flatMap((name) => takeMarks(node, name, node.context)));
    if (!isGround(id, text)) return text;
    release([id]);
    return turnedIntoArtifact(text);
  });
  return stretches.join("");
}

/** What stands outside of all marks: a form that brings marks is content under the first of them, all else an artifact. */
function markUnmarked(
  text: string,
  { node, release }: { node: PDFDict & { context: PDFContext }; release: (ids: readonly number[]) => void },
): string {
  if (text.startsWith("/Artifact")) return text;
  if (!text.includes(" Do\n")) return asArtifact(text);
  const pieces = text.split(/^(\/\S+ Do\n)/m).map((piece) => {
    const [name] = namesDrawn(piece);
    const [own, ...others] = name === undefined ? [] : takeMarks(node, name, node.context);
    release(others);
    return own === undefined ? asArtifact(piece) : marked(piece, own);
  });
  return pieces.join("");
}
