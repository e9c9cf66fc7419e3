/** Macros that a notebook defines in one formula hold for all later ones, as MathJax has it: here each formula is set by itself. */

/** Definitions of a notebook so far, by macro: `\E` to `\def\E#1{\mathbb{E}[#1]}`. */
export type Macros = Map<string, string>;

const DEFINING = /\\(?:(?:re)?newcommand|providecommand|DeclareMathOperator|[gx]?def|let)(?![a-zA-Z])\*?/g;
const NAME = /^\s*(?:\{\s*(\\(?:[a-zA-Z]+|[^a-zA-Z]))\s*\}|(\\(?:[a-zA-Z]+|[^a-zA-Z])))\s*/;

/** A formula with the definitions that it uses put before it; its own are kept for later and taken out of it. */
export function expandMacros(tex: string, macros: Macros): string {
  const rest = takeDefinitions(tex, macros);
  if (macros.size === 0) return rest;
  const used = new Set<string>();
  const look = (text: string): void => {
    for (const [name] of text.matchAll(/\\(?:[a-zA-Z]+|[^a-zA-Z])/g)) {
      const definition = macros.get(name);
      if (definition === undefined || used.has(name)) continue;
      used.add(name);
      look(definition);
    }
  };
  look(rest);
  const definitions = [...macros].filter(([name]) => used.has(name)).map(([, definition]) => definition);
  return definitions.join("") + rest;
}

/** Keeps the definitions in a formula; what is left is what there is to see. One that cannot be read stays where it is. */
function takeDefinitions(tex: string, macros: Macros): string {
  let rest = "";
  let from = 0;
  DEFINING.lastIndex = 0;
  for (let found = DEFINING.exec(tex); found !== null; found = DEFINING.exec(tex)) {
    const definition = readDefinition(found[0], tex.slice(DEFINING.lastIndex));
    if (definition === null) continue;
    const { name, source, length } = definition;
    // `\providecommand` gives way to what there is.
    if (found[0] !== "\\providecommand" || !macros.has(name)) macros.set(name, source);
    rest += tex.slice(from, found.index);
    from = DEFINING.lastIndex + length;
    DEFINING.lastIndex = from;
  }
  return rest + tex.slice(from);
}

interface Definition {
  name: string;
  /** As TeX's `\def` or `\let`, which may define a name anew. */
  source: string;
  /** Of the text behind the command, in UTF-16 code units. */
  length: number;
}

function readDefinition(command: string, text: string): Definition | null {
  const found = NAME.exec(text);
  const name = found?.[1] ?? found?.[2];
  if (found === null || name === undefined) return null;
  const start = found[0].length;
  if (command === "\\let") return readLet(name, text, start);
  const parameters = command.endsWith("def") ? /^[^{}]*/.exec(text.slice(start))![0] : "";
  const count = /newcommand|provide/.test(command) ? /^(?:\[(\d)\]\s*)?/.exec(text.slice(start))! : null;
  const bodyAt = start + parameters.length + (count?.[0].length ?? 0);
  const body = group(text, bodyAt);
  if (body === null) return null;
  const named = Array.from({ length: Number(count?.[1] ?? 0) }, (_, index) => `#${index + 1}`).join("");
  const operator = command.endsWith("*") ? "\\operatorname*" : "\\operatorname";
  const value = command.startsWith("\\Declare") ? `{${operator}${body}}` : body;
  return { name, source: `\\def${name}${parameters}${named}${value}`, length: bodyAt + body.length };
}

function readLet(name: string, text: string, start: number): Definition | null {
  const other = /^=?\s*(\\(?:[a-zA-Z]+|[^a-zA-Z])|[^\\\s{}])/.exec(text.slice(start));
  if (other === null) return null;
  return { name, source: `\\let${name}=${other[1]!} `, length: start + other[0].length };
}

/** The group in braces that begins at an index, braces included. */
function group(text: string, at: number): string | null {
  if (text[at] !== "{") return null;
  let depth = 0;
  for (let end = at; end < text.length; end++) {
    if (text[end] === "\\") end += 1;
    else if (text[end] === "{") depth += 1;
    else if (text[end] === "}" && --depth === 0) return text.slice(at, end + 1);
  }
  return null;
}
