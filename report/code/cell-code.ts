/** What the cells of a notebook take from modules. */
import { parse, type Node } from "acorn";
import { transform } from "esbuild";
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
  const [calls, others] = [new Map<string, string[]>(), new Set<string>()];
  const imports: CellImport[] = [];
  let isOpaque = false;
  for (const cell of cells) {
    const tree = await treeOf(cell);
    if (tree === null) return null;
    const called = new Set<unknown>();
    eachNode(tree, (node) => {
      const one = node as Loose;
      if (one.type === "ImportDeclaration") imports.push(...importsOf(one, called));
      if (isDynamic(one)) isOpaque = true;
      const text = textOfCall(one);
      if (text !== null) {
        calls.set(text.callee, [...(calls.get(text.callee) ?? []), text.argument]);
        called.add(one.callee);
      }
    });
    eachNode(tree, (node) => {
      if (node.type === "Identifier" && !called.has(node)) others.add((node as Loose).name as string);
    });
  }
  return isOpaque ? null : { imports, calls: Object.fromEntries(calls), others: [...others] };
}

/** A cell as JavaScript: types are left out, and imports kept that another cell uses. */
async function treeOf(cell: string): Promise<Node | null> {
  const tsconfigRaw = { compilerOptions: { verbatimModuleSyntax: true } };
  try {
    const { code } = await transform(cell, { loader: "ts", format: "esm", tsconfigRaw, logLevel: "silent" });
    return parse(code, { ecmaVersion: "latest", sourceType: "module" });
  } catch {
    return null;
  }
}

/** @param own takes the names that the declaration itself writes */
function importsOf(declaration: Loose, own: Set<unknown>): CellImport[] {
  const from = (declaration.source as unknown as { value: string }).value;
  return (declaration.specifiers as Record<"local" | "imported", { name: string; value?: string } | undefined>[]).map(
    ({ local, imported }) => {
      own.add(local).add(imported);
      return { from, name: imported?.name ?? imported?.value ?? "*", as: local!.name };
    },
  );
}

/** Modules loaded by name at run time. */
function isDynamic({ type, callee }: Loose): boolean {
  return type === "ImportExpression" || (type === "CallExpression" && (callee as Loose).name === "require");
}

function textOfCall({ type, callee, arguments: args }: Loose): { callee: string; argument: string } | null {
  if (type !== "CallExpression" || (callee as Loose).type !== "Identifier") return null;
  const [first] = args as Loose[];
  if (first?.type !== "Literal" || typeof first.value !== "string") return null;
  return { callee: (callee as Loose).name as string, argument: first.value };
}
