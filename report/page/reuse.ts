/**
 * Figures and tables that are shown a second time: a paragraph that is nothing but `[caption](#fig:phase "show")` stands for the
 * figure that another cell shows, under a number of its own, with the first one's number behind its caption.
 */
import { anchorOf } from "../document/anchors.js";
import {
  figuresOf,
  type Block,
  type Chapter,
  type DocumentCell,
  type FigureBlock,
  type ProseCell,
  type TableBlock,
} from "../document/model.js";
import { numberDisplays, type LabelBook } from "./labels.js";
import { reusedDisplays, type ReusedDisplay } from "./markdown/reused.js";

type Reusable = FigureBlock | TableBlock;

/** The chapters with what they show again in its place; what is not found becomes a link, which says so. */
export function reuseDisplays(chapters: readonly Chapter[]): readonly Chapter[] {
  const reusing = new Map(chapters.flatMap(({ cells }) => cells.flatMap(reusedIn)));
  if (reusing.size === 0) return chapters;
  const shown = new ShownBlocks(chapters);
  return chapters.map((chapter) => {
    if (!chapter.cells.some((cell) => reusing.has(cell))) return chapter;
    const cells = chapter.cells.flatMap((cell) => {
      const found = reusing.get(cell);
      return found === undefined ? [cell] : splitCell(cell as ProseCell, found, chapter.anchor, shown);
    });
    return { ...chapter, cells };
  });
}

/** What a chapter shows again, as its author's notebook has it: a change of one of them is a change of the chapter. */
export function reusedBlocks({ cells }: Pick<Chapter, "cells">): readonly unknown[] {
  return cells.flatMap((cell) => (cell.kind === "result" ? cell.blocks.map(originOf).filter(Boolean) : []));
}

function originOf(block: Block): unknown {
  return "copyOf" in block ? (block.kind === "figure" ? block.bundle : block) : null;
}

function reusedIn(cell: DocumentCell): [DocumentCell, readonly ReusedDisplay[]][] {
  const found = cell.kind === "prose" ? reusedDisplays(cell.source) : [];
  return found.length === 0 ? [] : [[cell, found]];
}

/** A cell as the pieces between what it shows again, and that. */
function splitCell(
  cell: ProseCell,
  displays: readonly ReusedDisplay[],
  chapter: string,
  shown: ShownBlocks,
): DocumentCell[] {
  const lines = cell.source.split("\n");
  const pieces: DocumentCell[] = [];
  let from = 0;
  for (const display of displays) {
    const copy = shown.copyOf(display, chapter, cell.isFront);
    if (copy === null) {
      const [first, last] = display.lines;
      lines.splice(
        first,
        last - first,
        `[${display.caption || display.name}](${display.href})`,
        ...Array<string>(last - first - 1).fill(""),
      );
      continue;
    }
    pieces.push({ ...cell, source: lines.slice(from, display.lines[0]).join("\n") });
    pieces.push(resultOf(cell, cell.isFront ? { ...copy, isStill: true } : copy, display));
    from = display.lines[1];
  }
  return [...pieces, { ...cell, source: lines.slice(from).join("\n") }].filter(hasContent);
}

function hasContent(cell: DocumentCell): boolean {
  return cell.kind === "result" || cell.source.trim() !== "";
}

function resultOf(cell: ProseCell, block: Reusable, { name, caption }: ReusedDisplay): DocumentCell {
  const { number, isFront, isSummary } = cell;
  const shown = { code: null, output: "shown", cell: "shown" } as const;
  const tableCaption = block.kind === "table" && caption !== "" ? caption : null;
  const whole = { blocks: [block], foldedFrom: null, leftOff: 0, failures: [], problems: [] };
  return {
    kind: "result",
    id: name,
    number,
    isFront,
    isSummary,
    source: "",
    ...whole,
    ...shown,
    label: null,
    tableCaption,
  };
}

/** What the cells of all chapters show, by label. */
class ShownBlocks {
  readonly #labels: LabelBook;
  readonly #blocks: ReadonlyMap<string, Block>;

  constructor(chapters: readonly Chapter[]) {
    this.#labels = numberDisplays(chapters);
    const blocks = chapters.flatMap((chapter) => [...figuresOf(chapter), ...tablesOf(chapter)]);
    this.#blocks = new Map(blocks.map((block) => [this.#labels.ofBlock.get(block)!.anchor, block]));
  }

  /**
   * A copy for another place; null where no label is that, or several are. On the first screen it keeps its number, and
   * needs no second one behind its caption.
   */
  copyOf({ kind, name, notebook, caption }: ReusedDisplay, chapter: string, isFront: boolean): Reusable | null {
    const label = `${kind}:${name}`;
    const own = `${notebook === null ? chapter : anchorOf(notebook)}#${label}`;
    const keys = [...this.#labels.named.keys()].filter((key) =>
      notebook === null ? key.endsWith(`#${label}`) : key === own,
    );
    const key = keys.includes(own) ? own : keys[0];
    if (key === undefined || (key !== own && keys.length > 1)) return null;
    const block = this.#blocks.get(this.#labels.named.get(key)!.anchor);
    if (block?.kind === "table") return { ...block, copyOf: key };
    if (block?.kind !== "figure") return null;
    const { alt, caption: original } = block.about;
    const words = caption || original;
    const about = { ...(alt !== undefined && { alt }), caption: isFront ? (words ?? "") : captionOf(words, key) };
    return { ...block, copyOf: key, about };
  }
}

/** The caption with the number that the figure has where it is made. */
function captionOf(caption: string | undefined, key: string): string {
  const [chapter, label] = key.split("#") as [string, string];
  return [caption ?? "", `([${label}](${chapter}.ipynb#${label}))`].join(" ").trim();
}

function tablesOf({ cells }: Chapter): Block[] {
  return cells.flatMap((cell) => (cell.kind === "prose" ? [] : cell.blocks.filter(({ kind }) => kind === "table")));
}
