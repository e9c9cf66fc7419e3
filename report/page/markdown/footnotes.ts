/**
 * Footnotes as side notes: on a wide screen a note stands in the margin beside its mark; on a phone and on paper it folds
 * under its paragraph. A note may be defined in any cell of its notebook; one with code or lists, or one to another note,
 * always stands underneath.
 * markdown-it-footnote parses them; this puts them where they are read.
 */
import type MarkdownIt from "markdown-it";
import { escapeHtml } from "../../text/escape.js";
import { blockHtml, inlineHtml, type Token, type TokenClass, type Tokens } from "./tokens.js";
import { leftOut, warnOfLoss, type WarningContext } from "../warnings.js";

/** What the notes of a chapter share. */
export interface NoteContext extends WarningContext {
  /** The chapter's anchor: prefix of the notes' ids. */
  chapter: string;
  notes: Notes;
}

/** The notes of a chapter. */
export interface Notes {
  /** Numbers given so far. */
  count: number;
  /** Numbers of the notes shown so far, by label. */
  numbers: Map<string, number>;
  /** What the notebook's notes say, by label. */
  definitions: ReadonlyMap<string, Tokens>;
}

/** The plugin's own state, in the parser's environment. */
interface Footnotes {
  footnotes?: {
    /** By ":label": the note's index in `list`, or -1 before its first mark. */
    refs?: Record<string, number>;
    list?: ListedNote[];
  };
}
interface ListedNote {
  label?: string;
  /** Of an inline note, `^[...]`. */
  tokens?: Tokens;
  content?: string;
}
interface MarkMeta {
  /** The note's index in the list. */
  id: number;
  label?: string;
  /** The inline note of a mark that stands in another cell's note, and so is in no list yet. */
  inline?: ListedNote | undefined;
}

type CoreRule = Parameters<MarkdownIt["core"]["ruler"]["push"]>[1];
type State = Parameters<CoreRule>[0];

const NOTE_OPEN = "note_open";
const NOTE_CLOSE = "note_close";
const UNDEFINED = "undefined_note";

/** The notes of a notebook whose Markdown cells have these sources. `syntax` is a parser with the plugin's rules. */
export function notesOf(sources: readonly string[], syntax: MarkdownIt): Notes {
  const definitions = new Map<string, Tokens>();
  const some = sources.filter((source) => /^[ >\t*+-]*\[\^[^\s\]]+\]:/m.test(source));
  const env: Footnotes = {};
  // Twice, as a mark is one only where its label is known, and a note's own marks may come before.
  for (const source of some) syntax.parse(source, env);
  const refs = Object.keys(env.footnotes?.refs ?? {});
  for (const source of some) {
    const own: Footnotes = { footnotes: { refs: Object.fromEntries(refs.map((label) => [label, -1])) } };
    for (const [label, tokens] of splitDefinitions(syntax.parse(source, own)).definitions) {
      for (const mark of marksIn(tokens)) {
        const meta = mark.meta as MarkMeta;
        if (meta.label === undefined) meta.inline = own.footnotes?.list?.[meta.id];
      }
      if (!definitions.has(label)) definitions.set(label, tokens);
    }
  }
  return { count: 0, numbers: new Map(), definitions };
}

/** The environment's part for a parser, so that marks of notes that stand in other cells are read as marks. */
export function noteLabels({ definitions }: Notes): Footnotes {
  return { footnotes: { refs: Object.fromEntries([...definitions.keys()].map((label) => [`:${label}`, -1])) } };
}

/** The types of marks of notes, which are no part of a heading's own words. */
export const MARKS: ReadonlySet<string> = new Set(["footnote_ref", UNDEFINED]);

/** Marks of notes that nobody has defined; not the ranges of regular expressions, such as `[^a-z]`. */
const UNDEFINED_MARK = /^\[\^(?!.-.\])([^\s\]^[]+)\](?![(:])/;

/** Reads marks without a note into tokens of their own. */
export function parseUndefinedNotes(md: MarkdownIt): void {
  md.inline.ruler.after("footnote_ref", UNDEFINED, (state, silent) => {
    const found = UNDEFINED_MARK.exec(state.src.slice(state.pos, state.posMax));
    if (found === null) return false;
    if (!silent) state.push(UNDEFINED, "", 0).content = found[0];
    state.pos += found[0].length;
    return true;
  });
  md.renderer.rules[UNDEFINED] = (tokens, index) => escapeHtml(tokens[index]!.content);
}

/** Block tokens without the definitions among them, and those, by label. */
function splitDefinitions(tokens: Tokens): { rest: Tokens; definitions: Map<string, Tokens> } {
  const rest: Tokens = [];
  const definitions = new Map<string, Tokens>();
  let into = rest;
  for (const token of tokens) {
    if (token.type === "footnote_reference_open") {
      into = [];
      definitions.set((token.meta as { label: string }).label, into);
    } else if (token.type === "footnote_reference_close") into = rest;
    else into.push(token);
  }
  return { rest, definitions };
}

/**
 * Puts the notes that a piece of Markdown marks, and those that these mark, behind its blocks, each once: the rules that come
 * after see them as any other blocks. A note that no cell marks is told.
 */
export function gatherNotes(state: State): void {
  const { rest, definitions } = splitDefinitions(state.tokens);
  const env = state.env as NoteContext & Footnotes;
  const list = env.footnotes?.list ?? [];
  const out: Tokens = [...rest];
  const gathered = new Set<number>();
  let pending = marksIn(rest);
  while (pending.length > 0) {
    const next: Token[] = [];
    for (const mark of pending) {
      const { id, label } = mark.meta as MarkMeta;
      if (gathered.has(id)) continue;
      gathered.add(id);
      if (label !== undefined && env.notes.numbers.has(label)) continue;
      const note = noteTokens(list[id], label, definitions, env.notes, state);
      next.push(...marksIn(note));
      out.push(noteToken(state.Token, NOTE_OPEN, { id }), ...note, noteToken(state.Token, NOTE_CLOSE, {}));
    }
    pending = next;
  }
  state.tokens = out;
}

/** What a note says: an inline note's own tokens, a paragraph; else the definition, of this cell or another. */
function noteTokens(
  inlineNote: ListedNote | undefined,
  label: string | undefined,
  definitions: ReadonlyMap<string, Tokens>,
  notes: Notes,
  { Token: TokenOf, env }: State,
): Tokens {
  if (inlineNote?.tokens !== undefined) {
    const inline = Object.assign(new TokenOf("inline", "", 0), {
      content: inlineNote.content ?? "",
      children: inlineNote.tokens,
      level: 1,
    });
    return [new TokenOf("paragraph_open", "p", 1), inline, new TokenOf("paragraph_close", "p", -1)];
  }
  const own = definitions.get(label!) ?? notes.definitions.get(label!) ?? [];
  return copies(own, env as Footnotes);
}

/** Tokens of their own for each place where a note is shown; marks of notes get the ids that the piece has for them. */
function copies(tokens: Tokens, env: Footnotes): Tokens {
  return tokens.map((token) => {
    const copy = Object.assign(Object.create(Object.getPrototypeOf(token) as object) as Token, token);
    if (token.attrs !== null) copy.attrs = token.attrs.map(([name, value]) => [name, value]);
    if (token.children !== null) copy.children = copies(token.children, env);
    if (token.type === "footnote_ref") copy.meta = markId(token, env);
    return copy;
  });
}

function markId(token: Token, env: Footnotes): MarkMeta {
  const { id, label, inline } = token.meta as MarkMeta;
  const footnotes = (env.footnotes ??= {});
  const [refs, list] = [(footnotes.refs ??= {}), (footnotes.list ??= [])];
  if (label === undefined) return inline === undefined ? { id } : { id: list.push(inline) - 1 };
  const known = refs[`:${label}`] ?? -1;
  if (known >= 0) return { id: known, label };
  return { id: (refs[`:${label}`] = list.push({ label }) - 1), label };
}

function noteToken(TokenOf: TokenClass, type: string, meta: object): Token {
  return Object.assign(new TokenOf(type, "", type === NOTE_OPEN ? 1 : -1), { meta });
}

function marksIn(tokens: Tokens): Token[] {
  return tokens.flatMap(({ children }) => (children ?? []).filter(({ type }) => type === "footnote_ref"));
}

/** A note as rendered. */
interface Note {
  number: number;
  html: string;
  /** True of one that the margin can hold: of text alone, and marked in the text and not in another note. */
  isBeside: boolean;
}

/** Sets each mark, and puts each note behind the block that holds its first mark. Comes after all other rules. */
export function placeNotes(state: State, md: MarkdownIt): void {
  const env = state.env as NoteContext;
  const placing = new Placing(state, md, env);
  state.tokens = placing.place();
}

class Placing {
  /** Tokens of the notes that are still to be placed, by the parser's id. */
  readonly #notes = new Map<number, Tokens>();
  readonly #numbers = new Map<number, number>();
  readonly #main: Tokens = [];

  constructor(
    private readonly state: State,
    private readonly md: MarkdownIt,
    private readonly env: NoteContext,
  ) {
    let into = this.#main;
    for (const token of state.tokens) {
      if (token.type === NOTE_OPEN) this.#notes.set((token.meta as { id: number }).id, (into = []));
      else if (token.type === NOTE_CLOSE) into = this.#main;
      else into.push(token);
    }
  }

  place(): Tokens {
    const out: Tokens = [];
    let waiting: Note[] = [];
    for (const token of this.#main) {
      out.push(token);
      if (token.children !== null) waiting.push(...this.#setMarks(token, false));
      const ends = token.level === 0 && token.nesting !== 1;
      if (!ends || waiting.length === 0) continue;
      out.push(blockHtml(this.state.Token, waiting.map((note) => this.#folded(note)).join("")));
      waiting = [];
    }
    return out;
  }

  /** Turns the marks of a line of text into HTML; the notes that they show for the first time. */
  #setMarks(token: Token, inNote: boolean): Note[] {
    const shown: Note[] = [];
    token.children = token.children!.map((child) => {
      if (child.type === UNDEFINED) return this.#undefinedMark(child);
      if (child.type !== "footnote_ref") return child;
      const { id, label } = child.meta as MarkMeta;
      const tokens = this.#notes.get(id);
      if (tokens === undefined) return inlineHtml(this.state.Token, this.#mark(this.#numberOf(id, label)));
      this.#notes.delete(id);
      const notes = this.#render(id, label, tokens, inNote);
      shown.push(...notes);
      return inlineHtml(this.state.Token, this.#mark(notes[0]!.number, notes[0]));
    });
    return shown;
  }

  /** A note, with those that it marks behind it. */
  #render(id: number, label: string | undefined, tokens: Tokens, inNote: boolean): Note[] {
    const number = (this.env.notes.count += 1);
    this.#numbers.set(id, number);
    if (label !== undefined) this.env.notes.numbers.set(label, number);
    const inner = tokens.flatMap((token) => (token.children === null ? [] : this.#setMarks(token, true)));
    const isText = tokens.every(({ type }) => ["paragraph_open", "inline", "paragraph_close"].includes(type));
    const render = (list: Tokens): string => this.md.renderer.render(list, this.md.options, this.env);
    const html = isText
      ? tokens.flatMap((token) => (token.type === "inline" ? [render([token])] : [])).join("<br>")
      : render(tokens);
    return [{ number, html, isBeside: isText && !inNote }, ...inner];
  }

  #numberOf(id: number, label: string | undefined): number {
    const number = (label === undefined ? undefined : this.env.notes.numbers.get(label)) ?? this.#numbers.get(id);
    if (number === undefined) throw new Error(`Placing.numberOf: note ${id} (${label ?? "inline"}) must have a number`);
    return number;
  }

  /** The number, linked; with the note beside it where it is marked for the first time. */
  #mark(number: number, note?: Note): string {
    const anchor = this.#anchor(number);
    const id = note === undefined ? "" : ` id="${anchor}-mark"`;
    const mark = `<sup class="note-mark"><a href="#${anchor}"${id}>${number}</a></sup>`;
    if (note?.isBeside !== true) return mark;
    // The copy in the margin is for the eye only: the folded note is the one that is read out and linked to.
    const copy = note.html.replace(/ id="[^"]*"/g, "").replace(/<a /g, '<a tabindex="-1" ');
    return `${mark}<span class="side-note" aria-hidden="true"><span class="note-number">${number}</span> ${copy}</span>`;
  }

  #undefinedMark({ content }: Token): Token {
    warnOfLoss(`the note ${content}: nothing in the notebook defines it`, this.env);
    return inlineHtml(this.state.Token, `<span class="unresolved">${escapeHtml(content)}</span>`);
  }

  #folded({ number, html, isBeside }: Note): string {
    const anchor = this.#anchor(number);
    const link = `<a class="note-number" href="#${anchor}-mark">${number}</a>`;
    return `<aside class="folded-note${isBeside ? "" : " whole"}" id="${anchor}">${link} ${html}</aside>\n`;
  }

  #anchor(number: number): string {
    return `${this.env.chapter}-note-${number}`;
  }
}

/** The notes of a chapter that none of its cells marks: they would be missing without a word. HTML. */
export function unmarkedNotes(env: NoteContext): string {
  const unmarked = [...env.notes.definitions.keys()].filter((label) => !env.notes.numbers.has(label));
  return unmarked
    .map((label) => `<p>${leftOut(`the note [^${label}]`, "nothing in the notebook marks it", env)}</p>`)
    .join("\n");
}
