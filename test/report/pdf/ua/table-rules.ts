/** What PDF/UA-1 asks of tables: rows of one length, and a header for every cell (7.2-41 to 43, 7.5). */
import { PDFArray, PDFDict, PDFNumber, type PDFObject } from "@cantoo/pdf-lib";
import { listOf, name, textOf, type Finding, type Node } from "./model.js";

export function tableFindings(nodes: readonly Node[]): Finding[] {
  return nodes.filter(({ role }) => role === "Table").flatMap(findingsOf);
}

function findingsOf(table: Node): Finding[] {
  const rows = rowsOf(table);
  const widths = new Set(widthsOf(rows));
  const irregular =
    widths.size > 1 ? [{ rule: "7.2-43", message: `Table: rows of ${[...widths].join(", ")} cells` }] : [];
  const cells = rows.flatMap(({ kids }) => kids);
  const heads = cells.filter(({ role }) => role === "TH");
  const ids = new Set(heads.map(({ dict }) => textOf(dict.lookup(name("ID")))).filter((id) => id !== ""));
  const scoped = heads.length > 0 && heads.every(({ dict }) => textOf(attribute(dict, "Scope")) !== "");
  const unknown = cells.flatMap(({ dict }) => headersOf(dict)).filter((id) => !ids.has(id));
  const bare = scoped ? [] : cells.filter(({ role, dict }) => role === "TD" && headersOf(dict).length === 0);
  return [
    ...irregular,
    ...unknown.map((id) => ({ rule: "7.5-2", message: `a cell names the header ${id}, which its table has not` })),
    ...bare.map(() => ({ rule: "7.5-1", message: "a cell's header cannot be told" })),
  ];
}

function rowsOf(node: Node): Node[] {
  return node.kids.flatMap((kid) => (kid.role === "TR" ? [kid] : kid.role === "Caption" ? [] : rowsOf(kid)));
}

/** Columns that each row takes, with those that cells of rows above reach into. */
function widthsOf(rows: readonly Node[]): number[] {
  let reaching: { columns: number; left: number }[] = [];
  return rows.map(({ kids }) => {
    const cells = kids.map(({ dict }) => ({ columns: span(dict, "ColSpan"), left: span(dict, "RowSpan") }));
    const taken = [...reaching, ...cells];
    reaching = taken.map(({ columns, left }) => ({ columns, left: left - 1 })).filter(({ left }) => left > 0);
    return taken.reduce((sum, { columns }) => sum + columns, 0);
  });
}

function span(cell: PDFDict, key: string): number {
  const value = attribute(cell, key);
  return value instanceof PDFNumber ? value.asNumber() : 1;
}

function headersOf(cell: PDFDict): string[] {
  const headers = attribute(cell, "Headers");
  return headers instanceof PDFArray ? headers.asArray().map(textOf) : [];
}

function attribute(element: PDFDict, key: string): PDFObject | undefined {
  for (const object of listOf(element, "A")) {
    const value = object instanceof PDFDict ? object.lookup(name(key)) : undefined;
    if (value !== undefined) return value;
  }
  return undefined;
}
