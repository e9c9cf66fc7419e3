/** The operators of content streams, read and replaced. */
import { deflateSync, inflateSync } from "node:zlib";
import { PDFName, PDFRawStream, type PDFContext, type PDFRef } from "@cantoo/pdf-lib";

const FILTER = PDFName.of("Filter");

/** A stream's bytes as text, a character a byte; undefined where it is packed in another way than browsers do. */
export function operatorsOf(stream: PDFRawStream): string | undefined {
  const filter = stream.dict.get(FILTER);
  if (filter === undefined) return Buffer.from(stream.contents).toString("latin1");
  if (filter !== PDFName.of("FlateDecode") || stream.dict.has(PDFName.of("DecodeParms"))) return undefined;
  return inflateSync(stream.contents).toString("latin1");
}

/** Puts other operators into a stream, which keeps its reference and what else its dictionary says. */
export function setOperators(ref: PDFRef, { dict }: PDFRawStream, operators: string, context: PDFContext): void {
  dict.set(FILTER, PDFName.of("FlateDecode"));
  context.assign(ref, PDFRawStream.of(dict, deflateSync(Buffer.from(operators, "latin1"))));
}
