/** Makes a picture as large as a page can show; run on a thread of its own, whose memory goes with it. */
import { decode, encode, scaled, type Pixels } from "./codecs.js";
import { readRaster, withColours, type RasterFacts } from "./read-raster.js";

/** Widest picture, in pixels: 2.6 for each of the text's width on screen, 245 an inch on paper. */
export const WIDEST = 1600;
/** A picture of more than these pixels is left as it is: decoding it would take a gigabyte. */
const MOST_PIXELS = 64e6;
/** Quality of a JPEG, at which its errors cannot be seen at this density. */
const QUALITY = 88;
/** A photograph is larger than this as a PNG, and a drawing is not. */
const PHOTOGRAPH_BYTES = 2 ** 20;

export interface Shrunk {
  mime: "image/png" | "image/jpeg";
  base64: string;
}

/** The picture in fewer pixels and bytes; null for one that is not too wide, cannot be decoded, or would not be smaller. */
export default async function shrink(base64: string): Promise<Shrunk | null> {
  const data = Buffer.from(base64, "base64");
  const facts = readRaster(data);
  if (facts === null || Math.max(facts.width, facts.height) <= WIDEST) return null;
  if (facts.width * facts.height > MOST_PIXELS) return null;
  try {
    const pixels = await decode(data, facts.kind);
    if (pixels.width <= WIDEST) return null;
    const small = await scaled(pixels, WIDEST, Math.max(1, Math.round((pixels.height * WIDEST) / pixels.width)));
    const { kind, bytes } = await smallest(small, facts);
    const made = withColours(bytes, kind, kind === facts.kind ? facts.colours : Buffer.alloc(0));
    return made.length < data.length ? { mime: `image/${kind}`, base64: made.toString("base64") } : null;
  } catch {
    return null; // damaged: a browser shows of it what it can
  }
}

/** In the kind that it came in, but for a photograph that was a PNG. */
async function smallest(
  pixels: Pixels,
  { kind, colours }: RasterFacts,
): Promise<{ kind: "png" | "jpeg"; bytes: Buffer }> {
  const bytes = await encode(pixels, kind, QUALITY);
  const mustStay = kind === "jpeg" || colours.includes("iCCP") || !isOpaque(pixels);
  if (mustStay || bytes.length <= PHOTOGRAPH_BYTES) return { kind, bytes };
  const jpeg = await encode(pixels, "jpeg", QUALITY);
  return jpeg.length < bytes.length / 2 ? { kind: "jpeg", bytes: jpeg } : { kind, bytes };
}

function isOpaque({ data }: Pixels): boolean {
  for (let at = 3; at < data.length; at += 4) if (data[at] !== 255) return false;
  return true;
}
