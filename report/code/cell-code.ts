/** What the cells of a notebook take from modules. */
import { parse, type Node } from "acorn";
import { eachNode } from "./parse-module.js";

/** What cells import of one module: an exported name, or "*" for whatever it exports. */
export interface CellImport {
  from: string;
  name: string;
  /** What cells call it. */
  as: string;
}

export interface CellCode {
  imports: CellImport[];
  /** What is called with a text first, by the name that it is called by: `show("ID")`. */
  calls: Record<string, string[]>;
  /** Names that are used otherwise than in such calls. */
  others: string[];
}

type Loose = Node & Record<string, unknown>;

/** @returns null where the cells import what only a run can tell, or cannot be read */
export async function readCells(cells: readonly string[]): Promise<CellCode | null> {
  const nodes: Loose[] = [];
  for (const cell of cells) {
    const tree = await treeOf(cell);
    if (tree === null) return null;
    eachNode(tree, (node) => nodes.push(node as Loose));
  }
  if (nodes.some(isDynamic)) return null;
  const specifiers = nodes.flatMap(specifiersIn);
  const called = nodes.flatMap(callIn);
  const told = new Set<unknown>([...specifiers.flatMap((one) => one.nodes), ...called.map(({ callee }) => callee)]);
  const others = nodes.filter((node) => node.type === "Identifier" && !told.has(node));
  const calls = new Map<string, string[]>();
  for (const { callee, text } of called) {
    calls.set(callee.name as string, [...(calls.get(callee.name as string) ?? []), text]);
  }
  return {
    imports: specifiers.map((one) => one.imported),
    calls: Object.fromEntries(calls),
    others: [...new Set(others.map(({ name }) => name as string))],
  };
}

/** A cell as JavaScript: types are left out, and imports kept that another cell uses. */
async function treeOf(cell: string): Promise<Node | null> {
  const tsconfigRaw = { compilerOptions: { verbatimModuleSyntax: true } };
  try {
    const { transform } = await import("esbuild");
    const { code } = await transform(cell, { loader: "ts", format: "esm", tsconfigRaw, logLevel: "silent" });
    return parse(code, { ecmaVersion: "latest", sourceType: "module" });
  } catch {
    return null;
  }
}

/** What an import declaration imports, and the names that it writes for that. */
function specifiersIn(node: Loose): { imported: CellImport; nodes: unknown[] }[] {
  if (node.type !== "ImportDeclaration") return [];
  const from = (node.source as { value: string }).value;
  const specifiers = node.specifiers as Record<"local" | "imported", { name: string; value?: string } | undefined>[];
  return specifiers.map(({ local, imported }) => {
    const name = imported?.name ?? imported?.value ?? "*";
    return { imported: { from, name, as: local!.name }, nodes: [local, imported] };
  });
}

/** Modules loaded by name at run time. */
function isDynamic({ type, callee }: Loose): boolean {
  return type === "ImportExpression" || (type === "CallExpression" && (callee as Loose).name === "require");
}

/** A call of a name with a text first. */
function callIn({ type, callee, arguments: given }: Loose): { callee: Loose; text: string }[] {
  if (type !== "CallExpression" || (callee as Loose).type !== "Identifier") return [];
  const [first] = given as Loose[];
  return first?.type === "Literal" && typeof first.value === "string"
    ? [{ callee: callee as Loose, text: first.value }]
    : [];
}
