/** What PDF/UA-1 asks of fonts, as far as their dictionaries tell: clause 7.21. */
import { inflateSync } from "node:zlib";
import { PDFDict, PDFRawStream } from "@cantoo/pdf-lib";
import { listOf, name, textOf, type Finding, type Model } from "./model.js";

const FILES = ["FontFile", "FontFile2", "FontFile3"];

export function fontFindings({ document }: Model): Finding[] {
  return document.context.enumerateIndirectObjects().flatMap(([, font]) => {
    if (!(font instanceof PDFDict) || textOf(font.get(name("Type"))) !== "Font") return [];
    return fontFindingsOf(font, textOf(font.lookup(name("Subtype"))));
  });
}

function fontFindingsOf(font: PDFDict, kind: string): Finding[] {
  const found: Finding[] = [];
  const say = (rule: string, message: string): void => void found.push({ rule, message: `${kind}: ${message}` });
  // Type 3 fonts draw their glyphs in the file itself; a Type 0 font's own font is its descendant.
  if (kind !== "Type0" && kind !== "Type3" && !isEmbedded(font)) say("7.21.4.1-1", "not embedded");
  if (kind === "CIDFontType2" && !font.has(name("CIDToGIDMap"))) say("7.21.3.2-1", "no map from characters to glyphs");
  if (kind === "Type0" && textOf(font.lookup(name("Encoding"))) !== "Identity-H")
    say("7.21.3.3-1", "a CMap of its own");
  // A descendant is read by the map of the font that it belongs to.
  if (kind.startsWith("CIDFont")) return found;
  const map = font.lookup(name("ToUnicode"));
  if (!(map instanceof PDFRawStream)) say("7.21.7-1", "no map to Unicode");
  else if (/> <(?:0000|FEFF|FFFE)>$/im.test(mapOf(map))) say("7.21.7-2", "glyphs that stand for no character");
  return found;
}

function isEmbedded(font: PDFDict): boolean {
  const [descriptor] = listOf(font, "FontDescriptor");
  return descriptor instanceof PDFDict && FILES.some((key) => descriptor.lookup(name(key)) instanceof PDFRawStream);
}

function mapOf(stream: PDFRawStream): string {
  const bytes = stream.dict.has(name("Filter")) ? inflateSync(stream.contents) : Buffer.from(stream.contents);
  return bytes.toString("latin1");
}
