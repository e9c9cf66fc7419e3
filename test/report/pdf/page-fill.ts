/** How full the pages of a printed report are, read back from its PDF. */
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";

const POINTS_PER_MM = 72 / 25.4;
/** What `templates/print.css` leaves above and below the text. */
const MARGIN = 24 * POINTS_PER_MM;

export interface PageFill {
  /** From 1. */
  page: number;
  /** The share of the text's height down to the lowest line; captions stand below figures, so no picture is lower. */
  fill: number;
  /** The running head: pages of one chapter have the same. */
  head: string;
  text: string;
}

export async function pageFills(bytes: Uint8Array): Promise<PageFill[]> {
  const task = getDocument({ data: new Uint8Array(bytes), useSystemFonts: false, verbosity: 0 });
  const document = await task.promise;
  const fills: PageFill[] = [];
  for (let page = 1; page <= document.numPages; page++) {
    const read = await document.getPage(page);
    const top = read.view[3]! - MARGIN;
    const { items } = await read.getTextContent();
    const pieces = items.flatMap((item) =>
      "str" in item && item.str.trim() !== "" ? [{ text: item.str, y: (item.transform as number[])[5]! }] : [],
    );
    const body = pieces.filter(({ y }) => y <= top && y >= MARGIN - 6);
    const lowest = Math.min(top, ...body.map(({ y }) => y));
    fills.push({
      page,
      fill: (top - lowest) / (top - MARGIN),
      head: joined(pieces.filter(({ y }) => y > top)),
      text: joined(body),
    });
  }
  await task.destroy();
  return fills;
}

function joined(pieces: readonly { text: string }[]): string {
  return pieces
    .map(({ text }) => text)
    .join(" ")
    .replace(/\s+/g, " ");
}

/** The pages that another one of the same chapter follows: a chapter's last page ends where it does. */
export function pagesWithin(fills: readonly PageFill[]): PageFill[] {
  return fills.filter(({ head }, index) => fills[index + 1]?.head === head);
}
