/** Image files that notebooks name, read before the page is rendered: so its input holds all that it shows. */
import { readFile, realpath, stat } from "node:fs/promises";
import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { Parser } from "htmlparser2";
import type { Chapter, DocumentCell } from "../../document/model.js";
import { bundleText } from "../../notebooks/cells.js";
import { reasonOf } from "../../json.js";
import { localName, type LocalImage, type NotebookImages } from "./images.js";
import { Shrinker } from "./raster/shrinker.js";
import { svgImage } from "./svg-image.js";
import { REMEMBERED_PIECES, type Pieces } from "../pieces.js";
import { proseSyntax } from "../markdown/syntax.js";
import type { Tokens } from "../markdown/tokens.js";

/** Largest image that is embedded, in bytes: 5 MiB, of which base64 makes 7 MB of page. */
export const LARGEST_IMAGE_BYTES = 5 * 2 ** 20;
/** Largest file that is read to be made smaller. */
const LARGEST_FILE_BYTES = 48 * 2 ** 20;

/** What was read, and where it was looked for. */
export interface ImageFiles {
  /** By the notebook's name. */
  images: Record<string, NotebookImages>;
  /** Absolute paths of all files that are named, also of those that are not there. */
  paths: string[];
}

/**
 * The image files that each chapter's Markdown and HTML name.
 *
 * @param root the project's folder: files beyond it are refused, also behind links
 * @param pieces where pictures that were made smaller before come from
 */
export async function readImageFiles(
  chapters: readonly Pick<Chapter, "name" | "path" | "cells">[],
  root: string,
  pieces: Pieces = REMEMBERED_PIECES,
): Promise<ImageFiles> {
  const found: ImageFiles = { images: {}, paths: [] };
  const shrinker = new Shrinker(pieces);
  try {
    for (const { name, path, cells } of chapters) {
      const names = [...new Set(cells.flatMap(imagesOf))].sort();
      const paths = names.map((one) => pathOf(one, path, root));
      const images = await Promise.all(paths.map((file) => readImage(file, root, shrinker)));
      if (names.length > 0) found.images[name] = Object.fromEntries(names.map((one, at) => [one, images[at]!]));
      found.paths.push(...paths);
    }
    return found;
  } finally {
    await shrinker.close();
  }
}

/** Names of the local images of a cell. */
function imagesOf(cell: DocumentCell): string[] {
  if (cell.kind === "prose") return imagesInMarkdown(cell.source);
  return cell.blocks.flatMap((block) => {
    if (block.kind === "table") return imagesInMarkdown(block.source);
    if (block.kind !== "rich") return [];
    const { bundle } = block;
    return [...imagesInHtml(bundleText(bundle["text/html"])), ...imagesInMarkdown(bundleText(bundle["text/markdown"]))];
  });
}

const syntax = proseSyntax();

function imagesInMarkdown(source: string): string[] {
  if (!/!\[|<img/i.test(source)) return [];
  const images: string[] = [];
  const visit = (tokens: Tokens): void => {
    for (const token of tokens) {
      if (token.type === "image") images.push(...local(token.attrGet("src")));
      else if (token.type === "html_block" || token.type === "html_inline") images.push(...imagesInHtml(token.content));
      visit(token.children ?? []);
    }
  };
  visit(syntax.parse(source, {}));
  return images;
}

function imagesInHtml(html: string): string[] {
  if (!/<img/i.test(html)) return [];
  const images: string[] = [];
  new Parser({
    onopentag(name, { src }) {
      if (name === "img") images.push(...local(src?.trim()));
    },
  }).end(html);
  return images;
}

function local(source: string | null | undefined): string[] {
  const name = localName(source ?? "");
  return name === null ? [] : [name];
}

/** What begins a file of each kind. */
const SIGNATURES: readonly (readonly [mime: string, signature: RegExp])[] = [
  ["image/png", /^\x89PNG\r\n\x1a\n/],
  ["image/jpeg", /^\xff\xd8\xff/],
  ["image/gif", /^GIF8[79]a/],
  ["image/webp", /^RIFF[^]{4}WEBP/],
  ["image/avif", /^[^]{4}ftypavi[fs]/],
  ["image/bmp", /^BM/],
];

/** JupyterLab, too, takes a path that begins with a slash from its root. */
function pathOf(name: string, notebook: string, root: string): string {
  return name.startsWith("/") ? resolve(join(root, name)) : resolve(dirname(notebook), name);
}

async function readImage(path: string, root: string, shrinker: Shrinker): Promise<LocalImage> {
  try {
    const way = relative(await realpath(root), await realpath(path));
    if (isAbsolute(way) || way.split(sep)[0] === "..") return { problem: "it lies outside the project's folder" };
    const { size } = await stat(path);
    const tooLarge = `the file has ${size} bytes, and the page embeds at most ${LARGEST_IMAGE_BYTES}`;
    if (size > LARGEST_FILE_BYTES) return { problem: tooLarge };
    const data = await readFile(path);
    // A smaller one is left to the page, which makes all its pictures fit.
    if (size <= LARGEST_IMAGE_BYTES) return embedded(data);
    const shrunk = await shrinker.shrink(data.toString("base64"));
    const fits = shrunk !== null && shrunk.base64.length <= (LARGEST_IMAGE_BYTES * 4) / 3;
    return fits ? { uri: `data:${shrunk.mime};base64,${shrunk.base64}` } : { problem: tooLarge };
  } catch (error) {
    return { problem: `the file cannot be read (${reasonOf(error)})` };
  }
}

function embedded(data: Buffer): LocalImage {
  const start = data.subarray(0, 4_096).toString("latin1");
  const mime = SIGNATURES.find(([, signature]) => signature.test(start))?.[0];
  if (mime !== undefined) return { uri: `data:${mime};base64,${data.toString("base64")}` };
  if (/<svg[\s>]/i.test(start)) {
    const { uri, remote } = svgImage(data.toString("utf8"));
    return { uri, remote };
  }
  return { problem: "the file is of no kind of image that the page shows" };
}
