/** The figures of executed notebooks as files: the SVG that each display brought along. */
import type { ExecutedNotebook, Output } from "../../types.js";
import { bundleOf, codeCellsOf } from "../../notebooks/cells.js";
import { figureMetadata } from "./figure-metadata.js";
import { bundleText, slug } from "../text.js";

export interface FigureFile {
  /** E.g. "02-sparsity-t4-3-paper.svg": notebook, then claim or cell; a number tells several apart. */
  name: string;
  svg: string;
}

export function figureFiles(notebooks: readonly ExecutedNotebook[]): FigureFile[] {
  const taken = new Map<string, number>();
  return notebooks.flatMap(({ name, notebook }) =>
    codeCellsOf(notebook).flatMap(({ id, outputs }) =>
      outputs.flatMap((output) => {
        const figure = figureOf(output);
        if (figure === null) return [];
        const base = slug(`${name}-${figure.claim ?? id}`);
        const count = (taken.get(base) ?? 0) + 1;
        taken.set(base, count);
        return [{ name: `${base}${count > 1 ? `-${count}` : ""}.svg`, svg: figure.svg }];
      }),
    ),
  );
}

function figureOf(output: Output): { svg: string; claim: string | undefined } | null {
  const svg = bundleText(bundleOf(output)?.["image/svg+xml"]);
  return svg === "" ? null : { svg, claim: figureMetadata(output).claim };
}
