/** The figures of a report as files: the SVG that each display brought along. */
import { anchorOf } from "./anchors.js";
import { figuresOf, type ReportDocument } from "./model.js";

export interface FigureFile {
  /** E.g. "03-sparsity-t4-3-paper.svg": notebook, then claim or cell; a number tells several apart. */
  name: string;
  svg: string;
}

export function figureFiles({ chapters }: Pick<ReportDocument, "chapters">): FigureFile[] {
  const taken = new Map<string, number>();
  return chapters.flatMap((chapter) =>
    figuresOf(chapter).flatMap(({ svg, cell, about }) => {
      if (svg === "") return [];
      const base = anchorOf(`${chapter.name}-${about.claim ?? cell}`);
      const count = (taken.get(base) ?? 0) + 1;
      taken.set(base, count);
      return [{ name: `${base}${count > 1 ? `-${count}` : ""}.svg`, svg }];
    }),
  );
}
