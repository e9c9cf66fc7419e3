/**
 * Footnotes as side notes: on a wide screen a note stands in the margin beside its mark; on a phone and on paper it folds
 * under its paragraph. markdown-it-footnote parses them and would list them at the end; this moves them.
 */
import type MarkdownIt from "markdown-it";
import footnote from "markdown-it-footnote";
import { blockHtml, type Tokens } from "./tokens.js";

/** What the notes of a chapter share. */
export interface NoteContext {
  /** The chapter's anchor: prefix of the notes' ids. */
  chapter: string;
  /** Counts the chapter's notes. */
  notes: { count: number };
}

type CoreRule = Parameters<MarkdownIt["core"]["ruler"]["push"]>[1];
type State = Parameters<CoreRule>[0];

/** A note as rendered: its number in the chapter and its text as inline HTML. */
interface Note {
  number: number;
  html: string;
}

/** Adds footnotes to a Markdown parser whose environments are `NoteContext`s; after all rules that change inline text. */
export function sideNotes(md: MarkdownIt): void {
  // The plugin's typings speak of the other build of markdown-it's.
  md.use(footnote as unknown as (md: MarkdownIt) => void);
  md.core.ruler.push("ncsparse_side_notes", (state) => {
    state.tokens = moveNotes(state, md);
  });
}

/** Takes the list of notes off the end, sets each mark, and puts each note behind the block that holds its mark. */
function moveNotes(state: State, md: MarkdownIt): Tokens {
  const from = state.tokens.findIndex((token) => token.type === "footnote_block_open");
  if (from < 0) return state.tokens;
  const env = state.env as NoteContext;
  const notes = renderNotes(state.tokens.slice(from), md, env);
  const out: Tokens = [];
  let waiting: Note[] = [];
  for (const token of state.tokens.slice(0, from)) {
    out.push(token);
    for (const child of token.children ?? []) waiting.push(...setMark(child, notes, env));
    const ends = token.level === 0 && token.nesting !== 1;
    if (!ends || waiting.length === 0) continue;
    out.push(blockHtml(state.Token, waiting.map((note) => foldedNote(note, env)).join("")));
    waiting = [];
  }
  return out;
}

/** Turns a footnote mark into HTML: the number, linked, and the note beside it. */
function setMark(token: Tokens[number], notes: ReadonlyMap<number, Note>, env: NoteContext): Note[] {
  if (token.type !== "footnote_ref") return [];
  const { id, subId } = token.meta as { id: number; subId: number };
  const note = notes.get(id);
  if (note === undefined) return [];
  token.type = "html_inline";
  const anchor = noteAnchor(note, env);
  const mark = `<sup class="note-mark"><a href="#${anchor}"${subId > 0 ? "" : ` id="${anchor}-mark"`}>${note.number}</a></sup>`;
  // The copy in the margin is for the eye only: the folded note is the one that is read out and linked to.
  const copy = note.html.replace(/ id="[^"]*"/g, "").replace(/<a /g, '<a tabindex="-1" ');
  const beside = `<span class="side-note" aria-hidden="true"><span class="note-number">${note.number}</span> ${copy}</span>`;
  token.content = subId > 0 ? mark : mark + beside;
  return subId > 0 ? [] : [note];
}

function foldedNote(note: Note, env: NoteContext): string {
  const anchor = noteAnchor(note, env);
  const number = `<a class="note-number" href="#${anchor}-mark">${note.number}</a>`;
  return `<aside class="folded-note" id="${anchor}">${number} ${note.html}</aside>\n`;
}

function noteAnchor(note: Note, env: NoteContext): string {
  return `${env.chapter}-note-${note.number}`;
}

/** The notes' paragraphs as inline HTML, by the parser's id. */
function renderNotes(tokens: Tokens, md: MarkdownIt, env: NoteContext): Map<number, Note> {
  const notes = new Map<number, Note>();
  let current: Note | undefined;
  for (const token of tokens) {
    if (token.type === "footnote_open") {
      env.notes.count += 1;
      current = { number: env.notes.count, html: "" };
      notes.set((token.meta as { id: number }).id, current);
    } else if (token.type === "inline" && current !== undefined) {
      const text = (token.children ?? []).filter((child) => child.type !== "footnote_anchor");
      current.html += (current.html === "" ? "" : "<br>") + md.renderer.renderInline(text, md.options, env);
    }
  }
  return notes;
}
