/** Makes a printed PDF depend on its page alone: the time of printing goes, and with it the only difference between runs. */
import { ParseSpeeds, PDFDocument, PDFName } from "@cantoo/pdf-lib";
import { compactPdf } from "./compact.js";
import { flattenTags } from "./flatten-tags.js";
import { renumberNodes } from "./node-names.js";
import { setOutline } from "./outline.js";
import { makeAccessible } from "./ua/accessible.js";
import type { PageLink } from "./ua/links.js";

/** What the page says of itself that its print does not. */
export interface PageFacts {
  /** Texts of its headings, in order. */
  headings: readonly string[];
  /** Its links, in order; they may be on their way. */
  links: readonly PageLink[] | Promise<readonly PageLink[]>;
}

/**
 * The PDF with its dates set to SOURCE_DATE_EPOCH (seconds), or without dates where that is not set; viewers show the
 * title instead of the file's name, bookmarks read as the page's headings do, and tags meet PDF/UA-1.
 */
export async function fixMetadata(
  pdf: Uint8Array,
  { headings, links }: PageFacts,
  sourceDateEpoch: string | undefined,
): Promise<Uint8Array> {
  const document = await PDFDocument.load(pdf, { updateMetadata: false, parseSpeed: ParseSpeeds.Fastest });
  const date = epochDate(sourceDateEpoch);
  const info = document.context.lookup(document.context.trailerInfo.Info);
  if (date !== null) {
    document.setCreationDate(date);
    document.setModificationDate(date);
  } else if (info !== undefined && "delete" in info && typeof info.delete === "function") {
    const entries = info as { delete: (key: PDFName) => boolean };
    entries.delete(PDFName.of("CreationDate"));
    entries.delete(PDFName.of("ModDate"));
  }
  flattenTags(document);
  renumberNodes(document);
  setOutline(document, headings);
  document.setCreator("ncsparse report");
  document.catalog.getOrCreateViewerPreferences().setDisplayDocTitle(true);
  makeAccessible(document, await links);
  return await compactPdf(document);
}

function epochDate(seconds: string | undefined): Date | null {
  if (seconds === undefined || !/^\d+$/.test(seconds)) return null;
  return new Date(Number(seconds) * 1000);
}
