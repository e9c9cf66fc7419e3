/** What of a code cell's results is shown, by its tags and options; what a reader must see is shown whatever they say. */
import { splitOptions, type CellOptions, type Showing } from "../notebooks/cell-options.js";
import { boundBlocks } from "./bound-blocks.js";
import type { Block, FigureBlock, ResultCell } from "./model.js";

/** A code cell as read, before its author's wishes. */
type Whole = Pick<ResultCell, "id" | "number" | "isFront" | "isSummary" | "source" | "blocks" | "failures">;

/** The cell as it is shown, as a list of one; an empty list where nothing of it is. */
export function shownCell(whole: Whole, options: CellOptions): ResultCell[] {
  const hasFailed = whole.failures.length > 0;
  const hasCell = options.cell !== "removed";
  const hasOutput = hasCell && options.output !== "removed";
  const hasCode = hasFailed || (hasCell && options.code !== "removed");
  const blocks = whole.blocks.filter((block) => (hasOutput ? isAsked(block, options) : isOwed(block, hasFailed)));
  const isRefused = !hasOutput && blocks.some(({ kind }) => kind === "claim");
  const problems = [...options.problems, ...(isRefused ? ["a claim is shown, whatever its cell says"] : [])];
  if (!hasCell && !hasFailed && blocks.length === 0 && problems.length === 0) return [];
  // A failure is not folded away either.
  const shown = (wish: Showing | null): Shown | null => (hasFailed ? "shown" : wish === "removed" ? null : wish);
  return [
    {
      kind: "result",
      ...whole,
      source: hasCode ? splitOptions(whole.source).code : "",
      ...boundBlocks(captioned(blocks, options)),
      code: shown(options.code),
      output: shown(options.output) ?? "shown",
      cell: shown(options.cell) ?? "shown",
      label: options.label,
      tableCaption: options.tableCaption,
      problems,
    },
  ];
}

function isAsked(block: Block, { showsWarnings }: CellOptions): boolean {
  return showsWarnings || block.kind !== "stream" || block.name !== "stderr";
}

/** What readers are owed of a cell whose output its author removes: its claims, which are counted, and why it failed. */
function isOwed({ kind }: Block, hasFailed: boolean): boolean {
  return kind === "claim" || (kind === "error" && hasFailed);
}

/** Shown or folded: what is removed is in no document. */
export type Shown = Exclude<Showing, "removed">;

/** The options' captions for figures without one of their own, in their order; what the figure shows, for the first. */
function captioned(blocks: readonly Block[], { captions, alt }: CellOptions): Block[] {
  const left = [...captions];
  let words = alt;
  const inWords = (block: FigureBlock): FigureBlock => {
    const { caption = left.shift(), alt: own = words ?? undefined } = block.about;
    words = null;
    const about = { ...block.about, ...(caption !== undefined && { caption }), ...(own !== undefined && { alt: own }) };
    return { ...block, about };
  };
  return blocks.map((block) => (block.kind === "figure" ? inWords(block) : block));
}
