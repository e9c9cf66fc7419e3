/** A printed PDF in fewer bytes, without a change to what it says or draws. */
import { promisify } from "node:util";
import { deflate, inflate } from "node:zlib";
import { PDFHeader, PDFName, PDFNumber, PDFRawStream, PDFStreamWriter, type PDFDocument } from "@cantoo/pdf-lib";

/** Object streams, which hold all but pages' contents compressed, exist since PDF 1.5; structure tags as used here since 1.7. */
const [MAJOR, MINOR] = [1, 7];
/** A page's tags are some hundreds of small objects: this many to a stream compress well and stay quick to look up. */
const OBJECTS_PER_STREAM = 1000;
/** The writer pauses after this many objects to let other work run. */
const OBJECTS_PER_TICK = 20_000;

/** The document's bytes, with streams compressed harder than the browser does and its many small objects packed together. */
export async function compactPdf(document: PDFDocument): Promise<Uint8Array> {
  await document.flush();
  const { context } = document;
  const objects = context.enumerateIndirectObjects().map(([, object]) => object);
  // Node compresses on threads of its own: all streams at once.
  await Promise.all(objects.filter((object) => object instanceof PDFRawStream).map(deflateHarder));
  context.header = PDFHeader.forVersion(MAJOR, MINOR);
  return await PDFStreamWriter.forContext(context, OBJECTS_PER_TICK, true, OBJECTS_PER_STREAM).serializeToBuffer();
}

const [deflateLater, inflateLater] = [promisify(deflate), promisify(inflate)];

async function deflateHarder(stream: PDFRawStream): Promise<void> {
  const { dict, contents } = stream;
  const plain = dict.get(PDFName.of("DecodeParms")) === undefined;
  if (!plain || dict.get(PDFName.of("Filter")) !== PDFName.of("FlateDecode")) return;
  const smaller = await deflateLater(await inflateLater(contents), { level: 9, memLevel: 9 });
  if (smaller.length >= contents.length) return;
  stream.updateContents(smaller);
  dict.set(PDFName.of("Length"), PDFNumber.of(smaller.length));
}
