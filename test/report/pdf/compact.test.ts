import { deflateSync, inflateSync } from "node:zlib";
import { PDFDict, PDFDocument, PDFName, PDFRawStream } from "@cantoo/pdf-lib";
import { beforeAll, describe, expect, it } from "vitest";
import { compactPdf } from "../../../report/pdf/compact.js";

const CONTENT = "0 0 m 100 100 l S\n".repeat(200);
const TAGS = 1500;

/** A one-page document with many small objects and a compressed stream. */
async function wordyDocument(): Promise<PDFDocument> {
  const document = await PDFDocument.create({ updateMetadata: false });
  const { context } = document;
  const drawn = context.stream(deflateSync(CONTENT), { Filter: "FlateDecode" });
  document.addPage().node.set(PDFName.of("Contents"), context.register(drawn));
  for (let i = 0; i < TAGS; i++) context.register(context.obj({ Type: "StructElem", K: i }));
  return document;
}

describe("compactPdf", () => {
  let before: Uint8Array;
  let after: Uint8Array;
  let read: PDFDocument;

  beforeAll(async () => {
    before = await (await wordyDocument()).save({ useObjectStreams: false });
    after = await compactPdf(await PDFDocument.load(before, { updateMetadata: false }));
    read = await PDFDocument.load(after, { updateMetadata: false });
  });

  it("packs small objects together", () => {
    expect(after.length).toBeLessThan(before.length / 5);
  });

  it("keeps every object", () => {
    const tags = read.context.enumerateIndirectObjects().map(([, object]) => object);
    const kept = tags.filter((object) => object instanceof PDFDict && object.has(PDFName.of("K")));
    expect(kept).toHaveLength(TAGS);
  });

  it("keeps what streams say", () => {
    const contents = read.context.lookup(read.getPage(0).node.get(PDFName.of("Contents"))) as PDFRawStream;
    expect(inflateSync(contents.contents).toString("latin1")).toBe(CONTENT);
  });

  it("declares a version that knows object streams", () => {
    expect(Buffer.from(after.subarray(0, 8)).toString("latin1")).toBe("%PDF-1.7");
  });

  it("gives the same bytes again", async () => {
    const again = await compactPdf(await PDFDocument.load(before, { updateMetadata: false }));
    expect(Buffer.from(again).equals(Buffer.from(after))).toBe(true);
  });
});
