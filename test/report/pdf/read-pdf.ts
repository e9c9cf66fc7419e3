/** Reads a PDF back: what a reader, a search engine or a screen reader would find in it. */
import { getDocument, OPS } from "pdfjs-dist/legacy/build/pdf.mjs";

export interface ReadPdf {
  title: string;
  pages: string[];
  /** Sizes of the text in each page, in points. */
  sizes: number[][];
  /** Where each piece of text ends at the right, by page, in points. */
  ends: { text: string; right: number }[][];
  /** Where each piece of text begins at the left, by page, in points. */
  starts: { text: string; left: number }[][];
  /** Bookmarks, each with its depth from 0. */
  outline: { title: string; depth: number }[];
  /** Operators that paint raster images, over all pages. */
  rasterImages: number;
  tagged: boolean;
  language: string | null;
}

interface OutlineNode {
  title: string;
  items: OutlineNode[];
}

export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const task = getDocument({ data: new Uint8Array(bytes), useSystemFonts: false, verbosity: 0 });
  const document = await task.promise;
  const pages: string[] = [];
  const sizes: number[][] = [];
  const ends: ReadPdf["ends"] = [];
  const starts: ReadPdf["starts"] = [];
  let rasterImages = 0;
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number);
    const content = await page.getTextContent();
    pages.push(content.items.map((item) => ("str" in item ? item.str + (item.hasEOL ? "\n" : "") : "")).join(""));
    sizes.push(content.items.flatMap((item) => ("str" in item && item.str.trim() !== "" ? [item.height] : [])));
    ends.push(
      content.items.flatMap((item) =>
        "str" in item ? [{ text: item.str, right: (item.transform as number[])[4]! + item.width }] : [],
      ),
    );
    starts.push(
      content.items.flatMap((item) =>
        "str" in item ? [{ text: item.str, left: (item.transform as number[])[4]! }] : [],
      ),
    );
    const { fnArray } = await page.getOperatorList();
    const painters = [OPS.paintImageXObject, OPS.paintInlineImageXObject, OPS.paintImageMaskXObject];
    rasterImages += fnArray.filter((operator) => painters.includes(operator)).length;
  }
  const { info } = await document.getMetadata();
  const facts = info as { Title?: string; Language?: string | null };
  const outline = flatten(await document.getOutline(), 0);
  const tagged = (await document.getMarkInfo())?.Marked === true;
  await task.destroy();
  return {
    title: facts.Title ?? "",
    pages,
    sizes,
    ends,
    starts,
    outline,
    rasterImages,
    tagged,
    language: facts.Language ?? null,
  };
}

function flatten(nodes: OutlineNode[], depth: number): ReadPdf["outline"] {
  return nodes.flatMap((node) => [{ title: node.title, depth }, ...flatten(node.items, depth + 1)]);
}
