/** The figures of executed notebooks as files: the SVG that each display brought along. */
import type { ExecutedNotebook, Output } from "../types.js";
import { anchorOf } from "./gather.js";

export interface FigureFile {
  /** E.g. "02-sparsity-t4-3-paper.svg": notebook, then claim or cell; a number tells several apart. */
  name: string;
  svg: string;
}

export function figureFiles(notebooks: readonly ExecutedNotebook[]): FigureFile[] {
  const taken = new Map<string, number>();
  return notebooks.flatMap(({ name, notebook }) =>
    notebook.cells.flatMap((cell) => {
      if (cell.cell_type !== "code") return [];
      return cell.outputs.flatMap((output) => {
        const figure = figureOf(output);
        if (figure === null) return [];
        const base = anchorOf(`${name}-${figure.claim ?? cell.id}`);
        const count = (taken.get(base) ?? 0) + 1;
        taken.set(base, count);
        return [{ name: `${base}${count > 1 ? `-${count}` : ""}.svg`, svg: figure.svg }];
      });
    }),
  );
}

const SVG_MIME = "image/svg+xml";

function figureOf(output: Output): { svg: string; claim: string | null } | null {
  if (output.output_type !== "display_data" && output.output_type !== "execute_result") return null;
  const svg = output.data[SVG_MIME];
  if (svg === undefined) return null;
  const claim = (output.metadata.ncsparse as { claim?: unknown } | undefined)?.claim;
  const text: unknown = Array.isArray(svg) ? svg.join("") : svg;
  if (typeof text !== "string") return null;
  return { svg: text, claim: typeof claim === "string" ? claim : null };
}
