import { PDFArray, PDFDict, PDFDocument, PDFName, PDFNumber, PDFRef } from "@cantoo/pdf-lib";
import { beforeEach, describe, expect, it } from "vitest";
import { flattenTags } from "../../../report/pdf/flatten-tags.js";

const name = (text: string): PDFName => PDFName.of(text);

/** A paragraph on two pages: text, then a span within a span, then a span on the second page. */
describe("flattenTags", () => {
  let document: PDFDocument;
  let paragraph: PDFRef;
  let emphasis: PDFRef;
  let parents: PDFArray;
  let pages: PDFRef[];
  const look = (ref: PDFRef): PDFDict => document.context.lookup(ref, PDFDict);

  beforeEach(async () => {
    document = await PDFDocument.create({ updateMetadata: false });
    const { context } = document;
    pages = [document.addPage().ref, document.addPage().ref];
    paragraph = context.nextRef();
    emphasis = context.nextRef();
    const [outer, inner, later] = [context.nextRef(), context.nextRef(), context.nextRef()];
    const element = (ref: PDFRef, role: string, parent: PDFRef, kids: unknown, page = pages[0]!): void => {
      context.assign(ref, context.obj({ Type: "StructElem", S: role, P: parent, Pg: page, K: kids as PDFRef }));
    };
    const root = context.nextRef();
    element(paragraph, "P", root, context.obj([0, outer, later]));
    element(outer, "NonStruct", paragraph, context.obj([inner, emphasis]));
    element(inner, "NonStruct", outer, 1);
    element(emphasis, "Em", outer, 2);
    element(later, "NonStruct", paragraph, 0, pages[1]);
    parents = context.obj([paragraph, inner, emphasis]);
    const tree = context.obj({ Nums: [0, context.register(parents), 1, context.obj([later])] });
    context.assign(root, context.obj({ Type: "StructTreeRoot", K: paragraph, ParentTree: context.register(tree) }));
    document.catalog.set(name("StructTreeRoot"), root);
    flattenTags(document);
  });

  it("puts what a meaningless element holds in its place, in order", () => {
    const kids = look(paragraph).lookup(name("K"), PDFArray).asArray();
    expect(kids.slice(0, 3)).toEqual([PDFNumber.of(0), PDFNumber.of(1), emphasis]);
    expect(kids).toHaveLength(4);
  });

  it("names the page of content that stands on another one", () => {
    const content = look(paragraph).lookup(name("K"), PDFArray).lookup(3, PDFDict);
    expect(content.get(name("Pg"))).toBe(pages[1]);
    expect(content.get(name("MCID"))).toEqual(PDFNumber.of(0));
  });

  it("makes the adopting element the parent, in both directions", () => {
    expect(look(emphasis).get(name("P"))).toBe(paragraph);
    expect(parents.asArray()).toEqual([paragraph, paragraph, emphasis]);
  });

  it("leaves no meaningless element behind", () => {
    const roles = document.context
      .enumerateIndirectObjects()
      .flatMap(([, object]) => (object instanceof PDFDict ? [object.get(name("S"))?.toString()] : []));
    expect(roles).not.toContain("/NonStruct");
  });
});
