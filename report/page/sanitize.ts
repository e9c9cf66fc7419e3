/** HTML from outputs, cut down to text, tables and data: images. Nothing from a notebook is trusted. */
import sanitizeHtml from "sanitize-html";

const TEXT_TAGS = [
  "p",
  "br",
  "hr",
  "b",
  "strong",
  "i",
  "em",
  "u",
  "s",
  "sub",
  "sup",
  "small",
  "code",
  "pre",
  "kbd",
  "span",
  "div",
  "blockquote",
  "abbr",
];
const LIST_TAGS = ["ul", "ol", "li", "dl", "dt", "dd", "details", "summary"];
const TABLE_TAGS = ["table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td", "colgroup", "col"];

/** The same HTML without scripts, styles, handlers, forms, frames, ids, and links other than https, mailto and `#`. */
export function sanitize(html: string): string {
  return sanitizeHtml(html, {
    allowedTags: [...TEXT_TAGS, ...LIST_TAGS, ...TABLE_TAGS, "a", "img"],
    allowedAttributes: {
      a: ["href", "title", "rel"],
      abbr: ["title"],
      img: ["src", "alt", "width", "height"],
      th: ["colspan", "rowspan", "scope"],
      td: ["colspan", "rowspan"],
      ol: ["start"],
    },
    allowedSchemes: ["https", "mailto"],
    allowedSchemesByTag: { img: ["data"] },
    allowProtocolRelative: false,
    // SVG inside an <img> runs nothing, but only raster data is expected here; figures have their own way.
    exclusiveFilter: (frame) =>
      frame.tag === "img" && !/^data:image\/(?:png|jpeg|gif);base64,/i.test(frame.attribs.src ?? ""),
    transformTags: { a: sanitizeHtml.simpleTransform("a", { rel: "noreferrer" }) },
  });
}
