/** Macros that a notebook defines in one formula hold for all later ones, as MathJax has it: here each formula is set by itself. */
import { group } from "./groups.js";

/**
 * Definitions so far, by what they define: `\E` to `\def\E#1{\mathbb{E}[#1]}`. An environment is two macros, under the name of
 * its beginning.
 */
export type Macros = Map<string, string>;

const DEFINING =
  /\\(?:(?:re)?newcommand|providecommand|DeclareMathOperator|[gx]?def|let|(?:re)?newenvironment|DeclarePairedDelimiter)(?![a-zA-Z])\*?/g;
const NAME = /^\s*(?:\{\s*(\\(?:[a-zA-Z]+|[^a-zA-Z]))\s*\}|(\\(?:[a-zA-Z]+|[^a-zA-Z])))\s*/;
/** A command, or the beginning or the end of an environment. */
const USED = /\\(begin|end)\s*\{([a-zA-Z]+)\}|\\(?:[a-zA-Z]+|[^a-zA-Z])/g;

/** The macros that definitions in TeX make. */
export function macrosOf(definitions: string): Macros {
  const macros: Macros = new Map();
  takeDefinitions(definitions, macros);
  return macros;
}

/**
 * A formula with the definitions that it uses put before it; its own are kept for later and taken out of it.
 *
 * @param others definitions that count where the notebook has none of that name
 */
export function expandMacros(tex: string, macros: Macros, others: Macros = NONE): string {
  const rest = takeDefinitions(tex, macros);
  const used = new Map<string, string>();
  const look = (text: string): void => {
    for (const [command, part, environment] of text.matchAll(USED)) {
      const name = part === undefined ? command : beginOf(environment!);
      const definition = macros.get(name) ?? others.get(name);
      if (definition === undefined || used.has(name)) continue;
      used.set(name, definition);
      look(definition);
    }
  };
  look(rest);
  if (used.size === 0) return rest;
  // In the order in which they were made, as `\let` needs it.
  const own = [...macros].filter(([name]) => used.has(name)).map(([, definition]) => definition);
  const further = [...used].filter(([name]) => !macros.has(name)).map(([, definition]) => definition);
  return further.join("") + own.join("") + withEnvironments(rest, used);
}

const NONE: Macros = new Map();

/** The command that begins an environment of the notebook's own, and the one that ends it. */
const beginOf = (name: string): string => `\\${name}@begin`;
const endOf = (name: string): string => `\\${name}@end`;

function withEnvironments(tex: string, macros: Macros): string {
  return tex.replace(USED, (written, part: string | undefined, name: string) => {
    if (part === undefined || !macros.has(beginOf(name))) return written;
    return `${part === "begin" ? beginOf(name) : endOf(name)} `;
  });
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
    if (found[0] !== "\\providecommand" || !macros.has(name)) macros.set(name, withEnvironments(source, macros));
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
  if (command.includes("environment")) return readEnvironment(text);
  const found = NAME.exec(text);
  const name = found?.[1] ?? found?.[2];
  if (found === null || name === undefined) return null;
  const start = found[0].length;
  if (command === "\\let") return readLet(name, text, start);
  if (command === "\\DeclarePairedDelimiter") return readDelimiters(name, text, start);
  if (/newcommand|provide/.test(command)) return readCommand(name, text, start);
  const parameters = command.endsWith("def") ? /^[^{}]*/.exec(text.slice(start))![0] : "";
  const bodyAt = start + parameters.length;
  const body = group(text, bodyAt);
  if (body === null) return null;
  const operator = command.endsWith("*") ? "\\operatorname*" : "\\operatorname";
  const value = command.startsWith("\\Declare") ? `{${operator}${body}}` : body;
  return { name, source: `\\def${name}${parameters}${value}`, length: bodyAt + body.length };
}

/** The number of arguments, and what the first one is where it is left out. */
const ARGUMENTS = /^\s*(?:\[\s*(\d)\s*\]\s*(?:\[((?:[^[\]{}]|\{[^{}]*\})*)\]\s*)?)?/;

function readCommand(name: string, text: string, start: number): Definition | null {
  const [written, count = "0", first] = ARGUMENTS.exec(text.slice(start))!;
  const body = group(text, start + written.length);
  if (body === null) return null;
  const length = start + written.length + body.length;
  const parameters = Array.from({ length: Number(count) }, (_, index) => `#${index + 1}`);
  if (first === undefined) return { name, source: `\\def${name}${parameters.join("")}${body}`, length };
  const whole = `${name}@whole`;
  const choice = `\\def${name}{\\@ifnextchar[{${whole}}{${whole}[${first}]}}`;
  return { name, source: `${choice}\\def${whole}[#1]${parameters.slice(1).join("")}${body}`, length };
}

function readEnvironment(text: string): Definition | null {
  const name = /^\s*\{\s*([a-zA-Z]+)\s*\}/.exec(text);
  const begin = name === null ? null : readCommand(beginOf(name[1]!), text, name[0].length);
  if (begin === null) return null;
  const gap = /^\s*/.exec(text.slice(begin.length))![0].length;
  const end = group(text, begin.length + gap);
  if (end === null) return null;
  const source = `${begin.source}\\def${endOf(name![1]!)}${end}`;
  return { name: beginOf(name![1]!), source, length: begin.length + gap + end.length };
}

/** `\abs{x}`, `\abs*{x}` that grows with what it holds, `\abs[\big]{x}`. */
function readDelimiters(name: string, text: string, start: number): Definition | null {
  const left = group(text, start);
  const right = left === null ? null : group(text, start + left.length);
  if (left === null || right === null) return null;
  const [open, close] = [left.slice(1, -1), right.slice(1, -1)];
  const [grown, sized, plain] = [`${name}@grown`, `${name}@sized`, `${name}@plain`];
  const source = [
    `\\def${name}{\\@ifstar${grown}{\\@ifnextchar[{${sized}}{${plain}}}}`,
    `\\def${grown}#1{\\left${open}#1\\right${close}}`,
    `\\def${sized}[#1]#2{#1${open}#2#1${close}}`,
    `\\def${plain}#1{${open}#1${close}}`,
  ];
  return { name, source: source.join(""), length: start + left.length + right.length };
}

function readLet(name: string, text: string, start: number): Definition | null {
  const other = /^=?\s*(\\(?:[a-zA-Z]+|[^a-zA-Z])|[^\\\s{}])/.exec(text.slice(start));
  if (other === null) return null;
  return { name, source: `\\let${name}=${other[1]!} `, length: start + other[0].length };
}
