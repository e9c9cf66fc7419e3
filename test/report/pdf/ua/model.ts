/** A PDF as PDF/UA sees it: structure elements with what they hold, pages with the owners of their content. */
import {
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFNumber,
  PDFRef,
  PDFString,
  type PDFObject,
} from "@cantoo/pdf-lib";

/** A condition that does not hold, by the clause of ISO 14289-1 and veraPDF's number of the test where it has one. */
export interface Finding {
  rule: string;
  message: string;
}

export interface Node {
  dict: PDFDict;
  /** The type as written, and as the role map reads it. */
  written: string;
  role: string;
  parent: Node | null;
  /** Elements among its kids. */
  kids: Node[];
  /** Marked content that it holds directly, as `page:number`, with the page's reference. */
  content: string[];
  /** Annotations that it holds. */
  annotations: PDFDict[];
}

export interface Model {
  document: PDFDocument;
  root: PDFDict;
  nodes: Node[];
  /** Numbers and owners in the parent tree. */
  parents: ReadonlyMap<number, PDFObject | undefined>;
}

export const name = (text: string): PDFName => PDFName.of(text);

/** A string's or a name's text; "" of anything else. */
export function textOf(value: PDFObject | undefined): string {
  const isText = value instanceof PDFString || value instanceof PDFHexString || value instanceof PDFName;
  return isText ? value.decodeText() : "";
}

export async function readModel(bytes: Uint8Array): Promise<Model> {
  const document = await PDFDocument.load(bytes, { updateMetadata: false });
  const root = document.catalog.lookup(name("StructTreeRoot"), PDFDict);
  const nodes: Node[] = [];
  const roles = root.lookupMaybe(name("RoleMap"), PDFDict);
  const visit = (dict: PDFDict, parent: Node | null): Node => {
    const written = textOf(dict.get(name("S")));
    const role = textOf(roles?.lookup(name(written))) || written;
    const node: Node = { dict, written, role, parent, kids: [], content: [], annotations: [] };
    nodes.push(node);
    for (const kid of listOf(dict, "K")) addKid(node, kid, visit);
    return node;
  };
  for (const kid of listOf(root, "K")) if (kid instanceof PDFDict) visit(kid, null);
  return { document, root, nodes, parents: readNumbers(root.lookup(name("ParentTree"))) };
}

function addKid(node: Node, kid: PDFObject | undefined, visit: (dict: PDFDict, parent: Node) => Node): void {
  const pageOf = (dict: PDFDict): string => String(dict.get(name("Pg")) ?? node.dict.get(name("Pg")));
  if (kid instanceof PDFNumber) node.content.push(`${pageOf(node.dict)}:${kid.asNumber()}`);
  else if (!(kid instanceof PDFDict)) return;
  else if (kid.has(name("MCID"))) node.content.push(`${pageOf(kid)}:${kid.lookup(name("MCID"), PDFNumber).asNumber()}`);
  else if (kid.has(name("Obj"))) node.annotations.push(kid.lookup(name("Obj"), PDFDict));
  else node.kids.push(visit(kid, node));
}

/** An entry that is a list, or stands for a list of one. */
export function listOf(dict: PDFDict, key: string): (PDFObject | undefined)[] {
  const value = dict.lookup(name(key));
  if (value === undefined) return [];
  if (!(value instanceof PDFArray)) return [value];
  return value.asArray().map((item) => (item instanceof PDFRef ? dict.context.lookup(item) : item));
}

function readNumbers(tree: PDFObject | undefined): Map<number, PDFObject | undefined> {
  if (!(tree instanceof PDFDict)) return new Map();
  const numbers = listOf(tree, "Nums");
  const own = numbers.flatMap((key, at): [number, PDFObject | undefined][] =>
    at % 2 === 0 && key instanceof PDFNumber ? [[key.asNumber(), numbers[at + 1]]] : [],
  );
  return new Map([...own, ...listOf(tree, "Kids").flatMap((kid) => [...readNumbers(kid)])]);
}
