/** Images of notebooks, embedded as data: URIs; one that the page cannot hold is named where it would stand. */
import type { MimeBundle } from "../../types.js";
import { svgImage } from "./svg-image.js";
import { imageIn, RASTER_MIMES } from "../../document/images.js";
import { escapeHtml } from "../../text/escape.js";
import { leftOut, type WarningContext } from "../warnings.js";

/** A file beside a notebook: as a data: URI with the addresses of what a drawing would load, or why there is none. */
export type LocalImage = { uri: string; remote?: string[] } | { problem: string };

/** The image files that a notebook names, by `localName` of what it writes. */
export type NotebookImages = Readonly<Record<string, LocalImage>>;

/** What images are rendered within. */
export interface ImageContext extends WarningContext {
  images: NotebookImages;
  /** The images that are stored in the cell itself, by name. */
  attachments: Readonly<Record<string, MimeBundle>>;
}

/** Why something that stands elsewhere is missing. */
export const LOADS_NOTHING = "the page loads nothing from elsewhere";

const RASTER_DATA = new RegExp(`^data:(?:${RASTER_MIMES.join("|")}|image/jpg);base64,[A-Za-z0-9+/=\\s]+$`, "i");
const SVG_DATA = /^data:image\/svg\+xml(?:;[^,]*)?,/i;
const REMOTE = /^(?:https?:)?\/\//i;
const ATTACHMENT = /^attachment:/i;

/** The name under which a file is looked for: what a notebook writes, decoded, without query and fragment. */
export function localName(source: string): string | null {
  if (source === "" || REMOTE.test(source) || /^[a-z][a-z0-9+.-]+:/i.test(source)) return null;
  const path = source.replace(/[?#].*$/s, "");
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** An `<img>`, or the mark that stands in its place. */
export function imageHtml(attributes: Readonly<Record<string, string>>, context: ImageContext): string {
  const { src = "", alt = "", title } = attributes;
  const found = imageAt(src.trim(), context);
  const name = [alt === "" ? "an image" : `the image “${alt}”`, ...(shownAddress(src) ? [`(${src.trim()})`] : [])].join(
    " ",
  );
  if ("problem" in found) return leftOut(name, found.problem, context);
  const marks = remoteMarks(found.remote, context);
  const sizes = (["width", "height"] as const).flatMap((side) => size(side, attributes[side]));
  const words = title === undefined ? [] : [` title="${escapeHtml(title)}"`];
  return `<img src="${escapeHtml(found.uri)}" alt="${escapeHtml(alt)}"${[...sizes, ...words].join("")}>${marks.join("")}`;
}

/** Marks for the pictures that a drawing would load. */
export function remoteMarks(remote: readonly string[] = [], context: WarningContext): string[] {
  return remote.map((address) => leftOut(`a picture in a drawing (${address})`, LOADS_NOTHING, context));
}

function imageAt(source: string, { images, attachments }: ImageContext): LocalImage {
  if (/^data:/i.test(source)) return dataImage(source);
  if (ATTACHMENT.test(source)) return attached(source.replace(ATTACHMENT, ""), attachments);
  if (REMOTE.test(source)) return { problem: LOADS_NOTHING };
  const name = localName(source);
  if (name === null) return { problem: source === "" ? "it has no address" : "its address leads to no file" };
  return images[name] ?? { problem: "only files that a notebook's Markdown or HTML names are looked for" };
}

function dataImage(source: string): LocalImage {
  if (RASTER_DATA.test(source)) return { uri: source.replace(/\s+/g, "") };
  const head = SVG_DATA.exec(source)?.[0];
  if (head === undefined) return { problem: "its data is of no kind that the page shows" };
  const data = source.slice(head.length);
  return svgImage(/;base64,$/i.test(head) ? Buffer.from(data, "base64").toString("utf8") : decodedData(data));
}

function decodedData(data: string): string {
  try {
    return decodeURIComponent(data);
  } catch {
    return data;
  }
}

function attached(name: string, attachments: ImageContext["attachments"]): LocalImage {
  const bundle = attachments[name] ?? attachments[decodedData(name)];
  if (bundle === undefined) return { problem: "the cell has no attachment of that name" };
  return bundleImage(bundle) ?? { problem: "the attachment is of no kind that the page shows" };
}

/** The image in a MIME bundle as a data: URI, or null. */
export function bundleImage(bundle: MimeBundle): { uri: string; remote?: string[] } | null {
  const image = imageIn(bundle);
  if (image === null) return null;
  return "svg" in image ? svgImage(image.svg) : { uri: `data:${image.mime};base64,${image.base64}` };
}

/** Whether an address says something to people. */
function shownAddress(source: string): boolean {
  return source.trim() !== "" && !/^data:/i.test(source.trim());
}

/** A width or a height in pixels or per cent. */
function size(side: "width" | "height", value = ""): string[] {
  const found = /^\s*(\d{1,5})(?:\.\d+)?(px|%)?\s*$/.exec(value);
  return found === null ? [] : [` ${side}="${found[1]}${found[2] === "%" ? "%" : ""}"`];
}
