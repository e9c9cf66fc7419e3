/** What PDF/UA-1 asks of structure elements: clauses 7.1 to 7.5, 7.7, 7.9. */
import { textOf, name, type Finding, type Model, type Node } from "./model.js";
import { tableFindings } from "./table-rules.js";

/** Types of PDF 1.7 (ISO 32000-1, 14.8.4). */
const STANDARD = new Set(
  (
    "Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody " +
    "Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP " +
    "Figure Formula Form"
  ).split(" "),
);

/** Which kids an element may have, each type with its test's number; and below which it must stand. */
const KIDS: Readonly<Record<string, [string, RegExp]>> = {
  Table: ["7.2-3", /^(?:Caption )?(?:(?:TR|THead|TBody|TFoot) )+(?:Caption )?$/],
  TR: ["7.2-10", /^(?:(?:TH|TD) )+$/],
  L: ["7.2-19", /^(?:Caption )?(?:(?:L|LI) )+$/],
  LI: ["7.2-20", /^(?:(?:Lbl|LBody) )+$/],
};
const PARENTS: Readonly<Record<string, [string, RegExp]>> = {
  TR: ["7.2-4", /^(?:Table|THead|TBody|TFoot)$/],
  TH: ["7.2-8", /^TR$/],
  TD: ["7.2-9", /^TR$/],
  LI: ["7.2-17", /^L$/],
  LBody: ["7.2-18", /^LI$/],
};
/** Groups hold elements; text in them would have no type. */
const GROUPS = new Set(["Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Table", "TR", "L", "LI"]);

export function structureFindings(model: Model): Finding[] {
  const { nodes } = model;
  return [...nodes.flatMap(nodeFindings), ...headingFindings(nodes), ...noteFindings(nodes), ...tableFindings(nodes)];
}

function nodeFindings(node: Node): Finding[] {
  const { dict, role, parent, kids, content } = node;
  const found: Finding[] = [];
  const say = (rule: string, message: string): void => void found.push({ rule, message: `${role}: ${message}` });
  if (!STANDARD.has(role)) say("7.1-5", "no standard type");
  if (node.written !== role && STANDARD.has(node.written)) say("7.1-7", "a standard type is mapped");
  if (!dict.has(name("P"))) say("7.1-12", "no parent");
  if (parent !== null && dict.lookup(name("P")) !== parent.dict) say("7.1-12", "its parent does not hold it");
  const order = kids.map((kid) => `${kid.role} `).join("");
  const [kidRule, kidPattern] = KIDS[role] ?? ["", /^/];
  if (kids.length > 0 && !kidPattern.test(order)) say(kidRule, `holds ${order.slice(0, 80)}`);
  const [parentRule, parentPattern] = PARENTS[role] ?? ["", /^/];
  if (!parentPattern.test(parent?.role ?? "")) say(parentRule, `stands in ${parent?.role}`);
  if (GROUPS.has(role) && content.length > 0) say("7.1", "text stands in it directly");
  const words = textOf(dict.lookup(name("Alt"))) || textOf(dict.lookup(name("ActualText")));
  if (role === "Figure" && words === "") say("7.3-1", "no text in words");
  if (role === "Formula" && words === "") say("7.7-1", "no text in words");
  if (/[\uE000-\uF8FF]/.test(words)) say("7.3", "its text has signs of private use");
  return found;
}

function headingFindings(nodes: readonly Node[]): Finding[] {
  const levels = nodes.flatMap(({ role }) => (/^H[1-6]$/.test(role) ? [Number(role[1])] : []));
  return levels.flatMap((level, at) => {
    const before = levels[at - 1] ?? 0;
    return level > before + 1
      ? [{ rule: "7.4.2-1", message: `H${level} follows ${at === 0 ? "nothing" : `H${before}`}` }]
      : [];
  });
}

function noteFindings(nodes: readonly Node[]): Finding[] {
  const ids = nodes.filter(({ role }) => role === "Note").map(({ dict }) => textOf(dict.lookup(name("ID"))));
  const wrong = ids.some((id) => id === "") || new Set(ids).size < ids.length;
  return wrong ? [{ rule: "7.9-1", message: "notes without ids of their own" }] : [];
}
