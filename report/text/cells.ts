/** Characters as a terminal has them: what stands in a cell, and how many cells it takes. */
import { eastAsianWidth } from "get-east-asian-width";

/** Begins what belongs to the character before it: marks, joiners, selectors of variants, tones of skin, halves of flags. */
const CONTINUES = /[\p{M}\p{Emoji_Modifier}\p{Regional_Indicator}\u200d]/uy;
const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });
/** No character that people use is longer, in UTF-16 code units: a family of four with tones of skin has 19. */
const LONGEST = 40;

/** Below this code all characters are narrow, and none belongs to the one before it. */
const FIRST_UNUSUAL = 0x300;

/** The character at a place of a text, with all that is drawn with it: a letter with its accents, an emoji with its joins. */
export function characterAt(text: string, at: number): string {
  const first = text.codePointAt(at)!;
  const length = first > 0xffff ? 2 : 1;
  const next = text.charCodeAt(at + length);
  if (!(next >= FIRST_UNUSUAL)) return text.slice(at, at + length);
  CONTINUES.lastIndex = at + length;
  if (!CONTINUES.test(text)) return text.slice(at, at + length);
  for (const { segment } of graphemes.segment(text.slice(at, at + LONGEST))) return segment;
  return "";
}

/** Draws nothing in a cell of its own: marks, joiners, selectors. */
const WITHOUT_CELL = /^[\p{Cc}\p{Cf}\p{Me}\p{Mn}]$/u;
const EMOJI = /^\p{Emoji_Presentation}$/u;

/**
 * How many cells a character of `characterAt` takes: 2 for Han, Kana, Hangul and emoji, 0 for a mark without a letter, and for
 * what is joined the sum, as terminals have it and Node's `console.table`.
 */
export function cellsOf(character: string): number {
  let cells = 0;
  for (const char of character) cells += cellsOfOne(char);
  return cells;
}

function cellsOfOne(char: string): number {
  const code = char.codePointAt(0)!;
  if (code < FIRST_UNUSUAL) return 1;
  if (WITHOUT_CELL.test(char)) return 0;
  return eastAsianWidth(code) === 2 || EMOJI.test(char) ? 2 : 1;
}

/** Han, Kana, Hangul and full-width signs: in every font they are exactly as wide as they are high. */
const SQUARE =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]$/u;
/** What any such character, or an emoji, may begin with; most text has none. */
const UNUSUAL = /[\u1100-\u115f\u231a-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\uffff]/;

/** A part of a text: of ordinary characters, of square ones, or one of any other shape that takes two cells or more. */
export interface CellRun {
  kind: "narrow" | "square" | "wide";
  text: string;
  cells: number;
}

/** Parts a text by how wide its characters are. */
export function cellRuns(text: string): CellRun[] {
  if (!UNUSUAL.test(text)) return [{ kind: "narrow", text, cells: text.length }];
  const runs: CellRun[] = [];
  for (let at = 0; at < text.length;) {
    const character = characterAt(text, at);
    at += character.length;
    const cells = cellsOf(character);
    const kind = cells < 2 ? "narrow" : SQUARE.test(character) ? "square" : "wide";
    const last = runs.at(-1);
    if (last?.kind === kind && kind !== "wide") {
      last.text += character;
      last.cells += cells;
    } else runs.push({ kind, text: character, cells });
  }
  return runs;
}
