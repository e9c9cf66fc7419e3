/** Reads executed notebooks into the document: the one place that knows what a raw output is. */
import type { ChartSpec, ClaimResult } from "ncsparse-kit";
// One module and not the library, which takes a second to load: an unchanged report is done in that time.
import { CLAIM_MIME, VEGALITE_MIME } from "ncsparse-kit/claims/result";
import { bundleOf, bundleText, joinText } from "../notebooks/cells.js";
import type { CodeCell, ExecutedNotebook, MimeBundle, Output } from "../types.js";
import { anchorOf } from "./anchors.js";
import { ClaimRegister, ledgerEntry } from "./claims.js";
import { labelClaims, type ClaimLabel } from "./claim-labels.js";
import { imageIn } from "./images.js";
import { statementIds } from "./statements.js";
import { claimsOf, type Block, type Chapter, type ClaimBlock, type DocumentCell, type FigureBlock } from "./model.js";
import type { FigureMetadata, ReportDocument, ResultCell } from "./model.js";

/**
 * The document that executed notebooks make.
 *
 * @throws InputError if a claim's record does not match its schema, or if two claims have the same id or anchor
 */
export function readDocument(notebooks: readonly ExecutedNotebook[]): ReportDocument {
  const register = new ClaimRegister();
  const chapters = notebooks.map((notebook) => readChapter(notebook, register));
  const ledger = chapters.flatMap((chapter) =>
    claimsOf(chapter).map(({ claim, label }) => ledgerEntry(claim, chapter.name, label)),
  );
  return { chapters, ledger };
}

function readChapter(notebook: ExecutedNotebook, register: ClaimRegister): Chapter {
  const { number, name, path, failures } = notebook;
  const reader = new ChapterReader(notebook, register);
  const cells = notebook.notebook.cells.flatMap((cell, index): DocumentCell[] => {
    const place = { id: cell.id, number: index + 1 };
    if (cell.cell_type === "raw") return [];
    const source = joinText(cell.source);
    if (cell.cell_type === "markdown")
      return [{ kind: "prose", ...place, source, attachments: cell.attachments ?? {} }];
    const own = failures.filter((failure) => failure.cellIndex === index);
    return [{ kind: "result", ...place, source, blocks: reader.blocksOf(cell), failures: own } satisfies ResultCell];
  });
  return { number, name, path, anchor: anchorOf(name), failures, cells, source: notebook };
}

/** Claims come first, as a figure may stand before the claim in whose box it belongs. */
class ChapterReader {
  readonly #claims = new Map<Output, { claim: ClaimResult; label: ClaimLabel }>();
  /** Figures by the statement in whose box they stand, and all of these. */
  readonly #ofStatements = new Map<string, FigureBlock[]>();
  readonly #placed = new Set<Output>();

  constructor({ number, path, notebook }: ExecutedNotebook, register: ClaimRegister) {
    const outputs = notebook.cells.flatMap((cell) =>
      cell.cell_type === "code" ? cell.outputs.map((output) => ({ cell: cell.id, output })) : [],
    );
    const claims = outputs.flatMap(({ cell, output }) => {
      const bundle = bundleOf(output);
      if (bundle === null || !Object.hasOwn(bundle, CLAIM_MIME)) return [];
      return [{ output, claim: register.enter(bundle[CLAIM_MIME], `${path}: cell "${cell}"`) }];
    });
    const labels = labelClaims(
      number,
      claims.map(({ claim }) => claim),
    );
    claims.forEach(({ output, claim }, index) => this.#claims.set(output, { claim, label: labels[index]! }));
    const statements = new Set(claims.flatMap(({ claim }) => statementIds(claim)));
    for (const { cell, output } of outputs) this.#placeFigure(cell, output, statements);
  }

  #placeFigure(cell: string, output: Output, statements: ReadonlySet<string>): void {
    const bundle = bundleOf(output);
    const figure = bundle === null ? null : readFigure(cell, output, bundle);
    const statement = figure?.about.claim;
    if (figure === null || statement === undefined || !statements.has(statement)) return;
    this.#ofStatements.set(statement, [...(this.#ofStatements.get(statement) ?? []), figure]);
    this.#placed.add(output);
  }

  blocksOf({ id, outputs }: CodeCell): Block[] {
    return outputs.filter((output) => !this.#placed.has(output)).flatMap((output) => this.#read(id, output));
  }

  #read(cell: string, output: Output): Block[] {
    if (output.output_type === "stream") return [{ kind: "stream", name: output.name, text: joinText(output.text) }];
    if (output.output_type === "error") {
      const { ename, evalue, traceback } = output;
      return [{ kind: "error", ename, evalue, traceback }];
    }
    // The report has a figure's caption from the figure itself.
    if (isMarked(output, "figureCaption")) return [];
    const claimed = this.#claims.get(output);
    if (claimed !== undefined) return [this.#claimBlock(claimed)];
    const bundle = output.data;
    if (isMarked(output, "table")) return [{ kind: "table", source: bundleText(bundle["text/markdown"]) }];
    return [readFigure(cell, output, bundle) ?? { kind: "rich", bundle }];
  }

  #claimBlock({ claim, label }: { claim: ClaimResult; label: ClaimLabel }): ClaimBlock {
    const ids = statementIds(claim).filter((id) => this.#ofStatements.has(id));
    const figures = new Map(ids.map((id) => [id, this.#ofStatements.get(id)!]));
    return { kind: "claim", claim, label, anchor: anchorOf(claim.id), figures };
  }
}

/** The figure that an output is, or null. */
function readFigure(cell: string, output: Output, bundle: MimeBundle): FigureBlock | null {
  const spec = specIn(bundle);
  if (spec === null && imageIn(bundle) === null) return null;
  const svg = bundleText(bundle["image/svg+xml"]);
  return { kind: "figure", cell, spec, bundle, svg, about: figureMetadata(output) };
}

function specIn(bundle: MimeBundle): ChartSpec | null {
  const key = Object.keys(bundle).find(
    (mime) => mime === VEGALITE_MIME || /^application\/vnd\.vegalite\.v[3-6]\+json$/.test(mime),
  );
  const spec = key === undefined ? null : bundle[key];
  return typeof spec === "object" && spec !== null ? (spec as ChartSpec) : null;
}

/** The figure's metadata, with only the fields of the right type. */
function figureMetadata(output: Output): FigureMetadata {
  const own = ownMetadata(output);
  const texts = ["caption", "alt", "claim", "place"].filter((key) => typeof own[key] === "string");
  return Object.fromEntries(texts.map((key) => [key, own[key]]));
}

function isMarked(output: Output, mark: string): boolean {
  return ownMetadata(output)[mark] === true;
}

function ownMetadata(output: Output): Readonly<Record<string, unknown>> {
  const own = "metadata" in output ? output.metadata.ncsparse : undefined;
  return typeof own === "object" && own !== null ? (own as Record<string, unknown>) : {};
}
