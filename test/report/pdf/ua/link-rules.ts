/** What PDF/UA-1 asks of annotations: clause 7.18. */
import { PDFDict, PDFNumber } from "@cantoo/pdf-lib";
import { listOf, name, textOf, type Finding, type Model } from "./model.js";

export function linkFindings({ document, nodes, parents }: Model): Finding[] {
  const holders = new Map(nodes.flatMap((node) => node.annotations.map((annotation) => [annotation, node] as const)));
  return document.getPages().flatMap(({ node }, index) => {
    const found: Finding[] = [];
    const say = (rule: string, message: string): void =>
      void found.push({ rule, message: `page ${index + 1}: ${message}` });
    const annotations = listOf(node, "Annots").filter((item) => item instanceof PDFDict);
    if (annotations.length > 0 && textOf(node.lookup(name("Tabs"))) !== "S") say("7.18.3-1", "tabs in no order");
    for (const annotation of annotations) {
      const kind = textOf(annotation.lookup(name("Subtype")));
      const holder = holders.get(annotation);
      const number = annotation.lookup(name("StructParent"));
      if (kind !== "Link") say("7.18.1-1", `a ${kind}, where links alone are expected`);
      if (holder?.role !== "Link") say("7.18.5-1", `a link stands in ${holder?.role ?? "no element"}`);
      const above = number instanceof PDFNumber ? parents.get(number.asNumber()) : undefined;
      if (holder !== undefined && above !== holder.dict) say("7.18.1", "the way up from a link leads elsewhere");
      if (textOf(annotation.lookup(name("Contents"))).trim() === "") say("7.18.5-2", "a link without description");
    }
    return found;
  });
}
