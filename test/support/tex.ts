import temml from "temml";

/** The MathML of TeX; throws where the report's reader of TeX would put an error in its place. */
export function readTex(tex: string): string {
  return temml.renderToString(tex, { throwOnError: true, strict: true });
}
