/** Pieces of a page that are costly to make and wholly determined by what they are made of: drawings, subset fonts, packed data. */

export type PieceKind = "figure" | "font" | "sources";

/** Gives a piece that was made before of the same parts, or makes it. */
export interface Pieces {
  /**
   * @param label what people call the piece
   * @param parts everything that the piece depends on besides the program itself
   * @throws what `make` throws; nothing is kept then
   */
  once(kind: PieceKind, label: string, parts: readonly string[], make: () => Promise<string>): Promise<string>;
}

const remembered = new Map<string, Promise<string>>();

/** Pieces kept for as long as the process lives. */
export const REMEMBERED_PIECES: Pieces = {
  once(kind, _label, parts, make) {
    const key = JSON.stringify([kind, ...parts]);
    const known = remembered.get(key);
    if (known !== undefined) return known;
    const made = make();
    remembered.set(key, made);
    made.catch(() => remembered.delete(key));
    return made;
  },
};
