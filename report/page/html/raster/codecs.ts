/** Decoding, resizing and encoding of pictures: Squoosh's codecs in WebAssembly, the same bytes on every machine. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import decodeJpeg, { init as initJpegDecoder } from "@jsquash/jpeg/decode.js";
import encodeJpeg, { init as initJpegEncoder } from "@jsquash/jpeg/encode.js";
import decodePng, { init as initPngDecoder } from "@jsquash/png/decode.js";
import encodePng, { init as initPngEncoder } from "@jsquash/png/encode.js";
import resize, { initResize } from "@jsquash/resize";

/** A picture's pixels, four bytes each: red, green, blue, opacity. */
export interface Pixels {
  data: Uint8ClampedArray;
  width: number;
  height: number;
}

const require = createRequire(import.meta.url);

/** The packages load their code by address, which is a browser's way; here it is read from their folders. */
function compiled(place: string): WebAssembly.Module {
  return new WebAssembly.Module(readFileSync(require.resolve(`@jsquash/${place}`)));
}

/** The codecs say on the console what is wrong with a file; whoever asks is told by an exception. */
const QUIET = { print: () => undefined, printErr: () => undefined };

/** A picture as browsers show it: turned as the camera says. */
export async function decode(data: Uint8Array<ArrayBuffer>, kind: "png" | "jpeg"): Promise<Pixels> {
  if (kind === "png") {
    await initPngDecoder(compiled("png/codec/pkg/squoosh_png_bg.wasm"));
    return await decodePng(data);
  }
  await initJpegDecoder(compiled("jpeg/codec/dec/mozjpeg_dec.wasm"), QUIET);
  return await decodeJpeg(data, { preserveOrientation: true });
}

/** The picture at another size; colours are mixed as light is, and what is transparent has none. */
export async function scaled(pixels: Pixels, width: number, height: number): Promise<Pixels> {
  await initResize(compiled("resize/lib/resize/pkg/squoosh_resize_bg.wasm"));
  const options = { method: "lanczos3", fitMethod: "stretch", premultiply: true, linearRGB: true } as const;
  return await resize(pixels, { width, height, ...options });
}

/** @param quality of a JPEG, from 1 to 100 */
export async function encode(pixels: Pixels, kind: "png" | "jpeg", quality: number): Promise<Buffer> {
  if (kind === "png") {
    await initPngEncoder(compiled("png/codec/pkg/squoosh_png_bg.wasm"));
    return Buffer.from(await encodePng(pixels));
  }
  await initJpegEncoder(compiled("jpeg/codec/enc/mozjpeg_enc.wasm"), QUIET);
  return Buffer.from(await encodeJpeg(pixels, { quality }));
}
