/** Makes of a PDF that Chromium has tagged one that meets PDF/UA-1 (ISO 14289-1): docs/report.md says what is checked. */
import { PDFHexString, PDFName, PDFString, type PDFDocument } from "@cantoo/pdf-lib";
import { allTags, treeRoot } from "../tags.js";
import { markArtifacts } from "./artifacts.js";
import { sortFigures, speaksOfFigures } from "./figures.js";
import { levelHeadings } from "./headings.js";
import { describeLinks, type PageLink } from "./links.js";
import { giveItemsBodies } from "./lists.js";
import { wrapLooseText } from "./paragraphs.js";
import { ParentTree } from "./parent-tree.js";
import { mapRoles } from "./role-map.js";
import { mapUnknownGlyphs } from "./unicode.js";
import { isWellFormed } from "./well-formed.js";
import { setXmp } from "./xmp.js";

/**
 * Mends a document's tags, marks, fonts and metadata. It says that it meets PDF/UA-1 unless it has no title, no language or
 * no tags, a picture without a text in words, or a list or table with other parts than its own: what its author alone can mend.
 *
 * @param links the links of the page that was printed, in order
 */
export function makeAccessible(document: PDFDocument, links: readonly PageLink[]): void {
  const tagged = treeRoot(document) !== undefined;
  const tags = allTags(document);
  if (tagged) {
    const parents = new ParentTree(document);
    markArtifacts(document, parents);
    sortFigures(tags, document.context);
    giveItemsBodies(tags, parents);
    wrapLooseText(tags, parents);
    levelHeadings(document);
    mapRoles(document);
    describeLinks(tags, links);
    mapUnknownGlyphs(document);
  }
  const title = document.getTitle() ?? "";
  const language = languageOf(document);
  const readable = tagged && speaksOfFigures(tags) && isWellFormed(tags, document.context);
  const accessible = readable && title !== "" && language !== "";
  setXmp(document, { title, language, accessible });
}

function languageOf({ catalog }: PDFDocument): string {
  const language = catalog.lookup(PDFName.of("Lang"));
  return language instanceof PDFString || language instanceof PDFHexString ? language.decodeText() : "";
}
