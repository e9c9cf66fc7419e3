/** Pieces of a page that are costly to make and wholly determined by what they are made of: drawings, pictures made smaller, subset fonts, packed data. */
import { Memory } from "../cache/memory.js";
import type { Kind } from "../cache/store.js";

type PieceKind = Extract<Kind, "figure" | "image" | "font" | "sources">;

/** Gives a piece that was made before of the same parts, or makes it. */
export interface Pieces {
  /**
   * @param label what people call the piece
   * @param parts everything that the piece depends on besides the program itself
   * @throws what `make` throws; nothing is kept then
   */
  once(kind: PieceKind, label: string, parts: readonly string[], make: () => Promise<string>): Promise<string>;
}

/** Pieces kept for as long as the process lives. */
export const REMEMBERED_PIECES: Pieces = new Memory();
