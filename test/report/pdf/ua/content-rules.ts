/** What PDF/UA-1 asks of what pages draw, as pdf.js reads it: content of one structure element, or an artifact (7.1, 7.20). */
import { PDFArray, PDFDict, PDFNumber } from "@cantoo/pdf-lib";
import { getDocument, OPS } from "pdfjs-dist/legacy/build/pdf.mjs";
import { name, type Finding, type Model } from "./model.js";

const PAINTERS: ReadonlySet<number> = new Set([
  OPS.showText,
  OPS.showSpacedText,
  OPS.nextLineShowText,
  OPS.nextLineSetSpacingShowText,
  OPS.paintImageXObject,
  OPS.paintInlineImageXObject,
  OPS.paintImageMaskXObject,
  OPS.shadingFill,
]);

/** A mark that is open: its tag, its number, and whether it began within a drawing of its own. */
interface Mark {
  tag: string;
  id: number | null;
}

export async function contentFindings(model: Model, bytes: Uint8Array): Promise<Finding[]> {
  const task = getDocument({ data: new Uint8Array(bytes), useSystemFonts: false, verbosity: 0 });
  const pdf = await task.promise;
  const found: Finding[] = [];
  for (const [index, { node, ref }] of model.document.getPages().entries()) {
    const { fnArray, argsArray } = await (await pdf.getPage(index + 1)).getOperatorList();
    const operators = fnArray.map((operator, at) => ({ operator, args: argsArray[at] as unknown[] }));
    const seen = marksOf(operators);
    for (const rule of seen.wrong) found.push({ rule, message: `page ${index + 1}` });
    found.push(
      ...ownerFindings(model, { node, ref: String(ref) }, seen.ids).map((each) => ({
        ...each,
        message: `page ${index + 1}: ${each.message}`,
      })),
    );
  }
  await task.destroy();
  return found;
}

/** The numbers of a page's marks, and the rules that its drawing operators break. */
function marksOf(operators: readonly { operator: number; args: unknown[] }[]): { ids: number[]; wrong: string[] } {
  const open: Mark[] = [];
  const ids: number[] = [];
  const wrong = new Set<string>();
  let forms = 0;
  for (const { operator, args } of operators) {
    if (operator === OPS.paintFormXObjectBegin) forms += 1;
    else if (operator === OPS.paintFormXObjectEnd) forms -= 1;
    else if (operator === OPS.endMarkedContent) open.pop();
    else if (operator === OPS.beginMarkedContent || operator === OPS.beginMarkedContentProps) {
      const mark: Mark = { tag: tagOf(args[0]), id: typeof args[1] === "number" ? args[1] : null };
      const outer = open.some(({ tag }) => tag === "Artifact");
      if (mark.tag === "Artifact" && open.length > 0) wrong.add("7.1-1");
      if (mark.id !== null && outer) wrong.add("7.1-2");
      if (mark.id !== null && forms > 0) wrong.add("7.20-2");
      if (mark.id !== null) ids.push(mark.id);
      open.push(mark);
    } else if (paints(operator, args) && !open.some(({ tag, id }) => tag === "Artifact" || id !== null))
      wrong.add("7.1-3");
  }
  if (open.length > 0) wrong.add("7.1: marks that do not end");
  if (new Set(ids).size < ids.length) wrong.add("7.1: numbers that occur twice");
  return { ids, wrong: [...wrong] };
}

function tagOf(value: unknown): string {
  return typeof value === "string" ? value : ((value as { name?: string } | null)?.name ?? "");
}

function paints(operator: number, args: unknown[]): boolean {
  if (operator === OPS.constructPath) return args[0] !== OPS.endPath;
  return PAINTERS.has(operator);
}

/** Every number has an element that holds it, and whose number leads back to it. */
function ownerFindings(model: Model, page: { node: PDFDict; ref: string }, ids: readonly number[]): Finding[] {
  const number = page.node.lookup(name("StructParents"));
  const owners = number instanceof PDFNumber ? model.parents.get(number.asNumber()) : undefined;
  const holders = holdersOf(model);
  return ids.flatMap((id) => {
    const owner = owners instanceof PDFArray && id < owners.size() ? owners.lookup(id) : undefined;
    const holder = holders.get(`${page.ref}:${id}`);
    if (holder === undefined) return [{ rule: "7.1-3", message: `content ${id} is in no element` }];
    return holder === owner ? [] : [{ rule: "7.1", message: `the way up from content ${id} leads elsewhere` }];
  });
}

const known = new WeakMap<Model, Map<string, PDFDict>>();

function holdersOf(model: Model): Map<string, PDFDict> {
  const holders =
    known.get(model) ?? new Map(model.nodes.flatMap(({ content, dict }) => content.map((key) => [key, dict] as const)));
  known.set(model, holders);
  return holders;
}
