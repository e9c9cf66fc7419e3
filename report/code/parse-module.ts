/** What one built module imports, exports and says: read off its syntax tree. */
import { parse, type Node, type Program, type Token } from "acorn";

/** An export that another module makes: of its name there, or of all that it exports ("*"). */
export interface PassedOn {
  from: string;
  name: string;
}

export interface ModuleFacts {
  /** Specifiers, dynamic imports and `new URL(.., import.meta.url)` included. */
  imports: string[];
  /** It loads what only a run can tell, or cannot be read. */
  isOpaque: boolean;
  /** Names of its own exports. */
  own: string[];
  /** Exports passed on, by the name that they have here. */
  passedOn: Record<string, PassedOn>;
  /** Specifiers of modules all of whose exports are passed on. */
  allFrom: string[];
  /** The text without comments, layout, and what stands under figures: nothing is computed from them. */
  program: string;
}

/** What stands below the top of a module and matters: captions, `import(..)`, `import.meta`, `require`. */
const NEEDS_WALK = /\bcaption\b|\bimport\s*[(.]|\b(?:createR|r)equire\b/;

type Loose = Node & Record<string, unknown>;

export function parseModule(text: string): ModuleFacts {
  const tokens: Token[] = [];
  const tree = treeOf(text, tokens);
  const facts: ModuleFacts = { imports: [], isOpaque: false, own: [], passedOn: {}, allFrom: [], program: "" };
  if (tree === null) return { ...facts, isOpaque: true, program: text };
  const captions: Range[] = [];
  for (const statement of tree.body) noteStatement(statement as unknown as Loose, facts);
  if (NEEDS_WALK.test(text)) {
    eachNode(tree, (node) => {
      noteImport(node as Loose, facts);
      captions.push(...captionOf(node as Loose));
    });
  }
  return { ...facts, program: programOf(text, tokens, captions) };
}

/** Null for what is no module: whoever loads it is told so. */
function treeOf(text: string, tokens: Token[]): Program | null {
  try {
    return parse(text, { ecmaVersion: "latest", sourceType: "module", onToken: tokens });
  } catch {
    return null;
  }
}

/** Calls back for a node and all below it. */
export function eachNode(node: Node, visit: (node: Node) => void): void {
  visit(node);
  for (const field of Object.values(node) as unknown[]) {
    if (Array.isArray(field)) for (const child of field as unknown[]) visitNode(child, visit);
    else visitNode(field, visit);
  }
}

function visitNode(value: unknown, visit: (node: Node) => void): void {
  if (typeof value === "object" && value !== null && "type" in value) eachNode(value as Node, visit);
}

function noteStatement(statement: Loose, { imports, own, passedOn, allFrom }: ModuleFacts): void {
  const source = (statement.source as { value: string } | null | undefined)?.value;
  if (source !== undefined) imports.push(source);
  if (statement.type === "ExportAllDeclaration") {
    if (statement.exported === null) allFrom.push(source!);
    else passedOn[nameOf(statement.exported)] = { from: source!, name: "*" };
  } else if (statement.type === "ExportDefaultDeclaration") {
    own.push("default");
  } else if (statement.type === "ExportNamedDeclaration") {
    for (const { local, exported } of statement.specifiers as { local: unknown; exported: unknown }[]) {
      if (source === undefined) own.push(nameOf(exported));
      else passedOn[nameOf(exported)] = { from: source, name: nameOf(local) };
    }
    if (statement.declaration) own.push(...declaredBy(statement.declaration as Loose));
  }
}

/** A name, written as one or as a string. */
function nameOf(node: unknown): string {
  const { name, value } = node as { name?: string; value?: string };
  return name ?? value!;
}

/** Names that a declaration declares; patterns are taken for all names that stand in them. */
function declaredBy(declaration: Loose): string[] {
  if (declaration.type !== "VariableDeclaration") return [nameOf(declaration.id)];
  const names: string[] = [];
  for (const { id } of declaration.declarations as { id: Node }[]) {
    eachNode(id, (node) => {
      if (node.type === "Identifier") names.push(nameOf(node));
    });
  }
  return names;
}

/** Imports other than those at the module's top. */
function noteImport(node: Loose, facts: ModuleFacts): void {
  if (requires(node)) facts.isOpaque = true;
  const source = node.type === "NewExpression" ? placeOf(node) : node.type === "ImportExpression" && node.source;
  if (!source) return;
  const { value } = source as Loose;
  if (typeof value === "string") facts.imports.push(value);
  else facts.isOpaque = true;
}

/** CommonJS: `require(..)`, and whatever makes one. To look at what has been loaded, `createRequire(..).cache`, loads nothing. */
function requires(node: Loose): boolean {
  if (node.type === "MemberExpression") return makesRequire(node.object) && nameOf(node.property) !== "cache";
  if (node.type === "CallExpression") return (node.callee as Loose).name === "require" || makesRequire(node.callee);
  return node.type === "VariableDeclarator" && makesRequire(node.init);
}

function makesRequire(node: unknown): boolean {
  const { type, callee } = (node ?? {}) as Partial<Loose>;
  return type === "CallExpression" && (callee as Loose).name === "createRequire";
}

/** What `new URL("./worker.js", import.meta.url)` points to: what is run or read from there counts as imported. */
function placeOf(node: Loose): Loose | null {
  const [place, base] = node.arguments as Loose[];
  const isUrl = (node.callee as Loose).name === "URL" && (base?.object as Loose | undefined)?.type === "MetaProperty";
  return isUrl ? place! : null;
}

interface Range {
  start: number;
  end: number;
}

/** The text of a property `caption`, as far as it is written out: what else goes into it may be computed. */
function captionOf(node: Loose): Range[] {
  if (node.type !== "Property" || node.computed === true || nameOf(node.key) !== "caption") return [];
  return textsIn(node.value as Loose);
}

function textsIn(value: Loose): Range[] {
  if (value.type === "BinaryExpression") return [...textsIn(value.left as Loose), ...textsIn(value.right as Loose)];
  if (value.type === "TemplateLiteral") return value.quasis as Loose[];
  return typeof value.value === "string" ? [value] : [];
}

/** The tokens, one blank between two of a line: where a line ends can matter in JavaScript. */
function programOf(text: string, tokens: readonly Token[], captions: readonly Range[]): string {
  const starts = new Set(captions.map(({ start }) => start));
  let [program, end] = ["", 0];
  for (const token of tokens) {
    program += text.slice(end, token.start).includes("\n") ? "\n" : " ";
    if (!starts.has(token.start)) program += text.slice(token.start, token.end);
    end = token.end;
  }
  return program;
}
