/** The part of fontverter that the report uses; the package brings no types. */
declare module "fontverter" {
  export function convert(font: Buffer, to: "sfnt" | "woff" | "woff2"): Promise<Buffer>;
}
