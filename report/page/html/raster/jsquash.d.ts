/** Of the codecs what is used here: their own types are a browser's, and leave out that a compiled module may be given. */
interface JsquashPixels {
  data: Uint8ClampedArray;
  width: number;
  height: number;
}
interface JsquashConsole {
  print: () => void;
  printErr: () => void;
}
declare module "@jsquash/jpeg/decode.js" {
  export function init(module: WebAssembly.Module, options: JsquashConsole): Promise<void>;
  export default function decode(data: Uint8Array, options: { preserveOrientation: boolean }): Promise<JsquashPixels>;
}
declare module "@jsquash/jpeg/encode.js" {
  export function init(module: WebAssembly.Module, options: JsquashConsole): Promise<void>;
  export default function encode(pixels: JsquashPixels, options: { quality: number }): Promise<ArrayBuffer>;
}
declare module "@jsquash/png/decode.js" {
  export function init(module: WebAssembly.Module): Promise<unknown>;
  export default function decode(data: Uint8Array): Promise<JsquashPixels>;
}
declare module "@jsquash/png/encode.js" {
  export function init(module: WebAssembly.Module): Promise<unknown>;
  export default function encode(pixels: JsquashPixels): Promise<ArrayBuffer>;
}
declare module "@jsquash/resize" {
  export function initResize(module: WebAssembly.Module): Promise<unknown>;
  export default function resize(
    pixels: JsquashPixels,
    options: {
      width: number;
      height: number;
      method: "lanczos3";
      fitMethod: "stretch";
      premultiply: boolean;
      linearRGB: boolean;
    },
  ): Promise<JsquashPixels>;
}
