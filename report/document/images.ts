/** The picture in a display: which of its forms, before anything is made of it. */
import { bundleText } from "../notebooks/cells.js";
import type { MimeBundle } from "../types.js";

/** Raster images that every browser shows. */
export const RASTER_MIMES = ["image/png", "image/jpeg", "image/gif", "image/webp", "image/avif", "image/bmp"] as const;

export type PictureData = { svg: string } | { mime: (typeof RASTER_MIMES)[number]; base64: string };

/** The image in a MIME bundle, or null. Drawings come before pictures, as they are sharp at any size. */
export function imageIn(bundle: MimeBundle): PictureData | null {
  const svg = bundleText(bundle["image/svg+xml"]);
  if (svg !== "") return { svg };
  for (const mime of RASTER_MIMES) {
    const base64 = bundleText(bundle[mime]).replace(/\s+/g, "");
    if (isBase64(base64)) return { mime, base64 };
  }
  return null;
}

/** Looks for what it must not hold: a pattern of all that it may would need a stack as deep as a picture is long. */
function isBase64(text: string): boolean {
  return text !== "" && !/[^A-Za-z0-9+/]/.test(text.replace(/={1,2}$/, ""));
}
