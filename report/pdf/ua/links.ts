/** What a link says, in its annotation: readers that list a document's links have nothing else of them. */
import { PDFDict, PDFHexString, PDFName, PDFString, type PDFObject } from "@cantoo/pdf-lib";
import { kidsOf, roleOf, type Tag } from "../tags.js";

/** A link of the page that is printed. */
export interface PageLink {
  /** An address, or "#" and the name of a place in the page. */
  target: string;
  /** Its text. */
  text: string;
}

const CONTENTS = PDFName.of("Contents");

/**
 * Describes links by their texts.
 *
 * @param links those of the page, in order: of several with one target each gets its own text, as long as the page has as
 *   many as the document
 */
export function describeLinks(tags: readonly Tag[], links: readonly PageLink[]): void {
  const annotated = tags
    .filter(({ element }) => roleOf(element) === "Link")
    .map(({ element }) => annotationsOf(element))
    .filter((annotations) => annotations.length > 0);
  const texts = groupBy(links, ({ target }) => target);
  const found = groupBy(annotated, (annotations) => targetOf(annotations[0]!));
  for (const [target, all] of found) {
    const known = (texts.get(target) ?? []).filter(({ text }) => text !== "");
    all.forEach((annotations, index) => {
      const text = (known.length === all.length ? known[index] : known[0])?.text ?? target;
      for (const annotation of annotations) annotation.set(CONTENTS, PDFHexString.fromText(text));
    });
  }
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

/** A link that breaks has an annotation for each of its parts. */
function annotationsOf(link: PDFDict): PDFDict[] {
  return kidsOf(link).flatMap((kid) => {
    const annotation = kid instanceof PDFDict ? kid.lookup(PDFName.of("Obj")) : undefined;
    return annotation instanceof PDFDict ? [annotation] : [];
  });
}

function targetOf(annotation: PDFDict): string {
  const place = annotation.lookup(PDFName.of("Dest"));
  if (place !== undefined) return `#${textOf(place)}`;
  const address = annotation.lookupMaybe(PDFName.of("A"), PDFDict)?.lookup(PDFName.of("URI"));
  return textOf(address);
}

function textOf(value: PDFObject | undefined): string {
  return value instanceof PDFName || value instanceof PDFString || value instanceof PDFHexString
    ? value.decodeText()
    : "";
}
