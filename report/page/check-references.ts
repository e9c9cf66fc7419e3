/** References of notebooks that have not run: what leads nowhere whatever their cells will show. */
import { readDocument } from "../document/read.js";
import type { Chapter } from "../document/model.js";
import { InputError } from "../errors.js";
import { optionsOf } from "../notebooks/cell-options.js";
import { codeCellsOf, joinText } from "../notebooks/cells.js";
import type { NotebookFile } from "../types.js";
import { valuesToCome } from "../values/to-come.js";
import { enterCell, openBook, openChapter, proseContext, type Book } from "./context.js";
import { numberDisplays } from "./labels.js";
import { reuseDisplays } from "./reuse.js";
import { checkMarkdown } from "./markdown/markdown.js";
import { decoded } from "./markdown/targets.js";
import { readBibliography, type Bibliography, type BibliographySource } from "./references/bibliography.js";

export interface ReferenceInput {
  files: readonly NotebookFile[];
  bibliography: BibliographySource | null;
  /** All notebooks of the report are there: only then is a label missing that none has. */
  isWhole: boolean;
  /** The ids of all claims that there can be; without them, any may come. */
  claims?: ReadonlySet<string>;
}

/** The problems of all notebooks, a line each; with a bibliography that cannot be read, that alone. */
export function referenceProblems({ files, bibliography: source, isWhole, claims }: ReferenceInput): string[] {
  let bibliography: Bibliography;
  try {
    bibliography = readBibliography(source);
  } catch (error) {
    if (error instanceof InputError) return [error.message];
    throw error;
  }
  const chapters = reuseDisplays(readDocument(files.map(notRun)).chapters);
  const provenance = { stated: "", reconstructed: "", ours: "" };
  const asked = { isWhole, isAlone: false, code: "folded", macros: "" } as const;
  const found = {
    ...asked,
    labels: numberDisplays(chapters),
    bibliography,
    citationStyle: null,
    provenance,
    imageFiles: {},
  };
  const book = openBook({ chapters }, found, undefined, {
    mayCome: labelsToCome(files, (id) => claims === undefined || claims.has(id) || isInCode(id, files)),
    valueMayCome: valuesToCome(files),
  });
  for (const chapter of chapters) checkChapter(book, chapter);
  return book.refusals;
}

function checkChapter(book: Book, source: Chapter): void {
  const chapter = openChapter(book, source);
  for (const cell of source.cells) {
    if (cell.kind !== "prose") continue;
    enterCell(chapter, source, cell);
    checkMarkdown(cell.source, proseContext(chapter));
  }
}

function notRun(file: NotebookFile): Parameters<typeof readDocument>[0][number] {
  const cells = file.notebook.cells.map((cell) => (cell.cell_type === "code" ? { ...cell, outputs: [] } : cell));
  const notebook = { ...file.notebook, cells };
  return { ...file, notebook, failures: [], seconds: 0, cellSeconds: {}, reused: false };
}

function isInCode(id: string, files: readonly NotebookFile[]): boolean {
  return files.some(({ notebook }) => codeCellsOf(notebook).some(({ source }) => joinText(source).includes(id)));
}

/** The ids that claims have. */
const CLAIM_ID = /^[A-Z][A-Za-z0-9.]*(?:-[a-z0-9]+)*$/;

/** Figures and tables are called after the code cell or the claim that shows them; which claims there are, a run tells. */
function labelsToCome(files: readonly NotebookFile[], mayClaim: (id: string) => boolean): (label: string) => boolean {
  const cells = new Set(
    files.flatMap(({ notebook }) =>
      notebook.cells.flatMap((cell) => (cell.cell_type === "code" ? [cell.id, optionsOf(cell).label] : [])),
    ),
  );
  return (label) => {
    if (!label.includes("#")) return false;
    const [, isDisplay, name] = /^(fig[:-]|tbl[:-])?(.*)$/s.exec(decoded(label.replace(/^[^#]*#/, "")))!;
    const names = [name!, name!.replace(/-\d+$/, "")];
    if (CLAIM_ID.test(name!) && names.some(mayClaim)) return true;
    return isDisplay !== undefined && names.some((one) => cells.has(one));
  };
}
