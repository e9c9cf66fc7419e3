/** The document's metadata as XMP: its title, its language, and the standard that it is made to meet. */
import { PDFName, type PDFDocument } from "@cantoo/pdf-lib";
import { escapeHtml } from "../../text/escape.js";

/** What the metadata say. */
export interface Facts {
  title: string;
  language: string;
  /** True for a document that is made to meet PDF/UA-1. */
  accessible: boolean;
}

const BEGIN = '<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>';

/** Puts XMP metadata into a document, uncompressed, as other programs expect them. */
export function setXmp(document: PDFDocument, { title, language, accessible }: Facts): void {
  const part = accessible ? "<pdfuaid:part>1</pdfuaid:part>" : "";
  const xmp = `${BEGIN}
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${escapeHtml(title)}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>${escapeHtml(language)}</rdf:li></rdf:Bag></dc:language>
${part}
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>`;
  const stream = document.context.stream(Buffer.from(xmp, "utf8"), { Type: "Metadata", Subtype: "XML" });
  document.catalog.set(PDFName.of("Metadata"), document.context.register(stream));
}
