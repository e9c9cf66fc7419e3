/** Reads executed notebooks into the document: the one place that knows what a raw output is. */
import type { ChartSpec, ClaimResult } from "ncsparse-kit";
// One module and not the library, which takes a second to load: an unchanged report is done in that time.
import { CLAIM_MIME, ITEMS_MIME, VEGALITE_MIME } from "ncsparse-kit/claims/result";
import { optionsOf, type CellOptions } from "../notebooks/cell-options.js";
import { bundleOf, bundleText, joinText } from "../notebooks/cells.js";
import type { CodeCell, MarkdownCell, ExecutedNotebook, MimeBundle, Notebook, Output } from "../types.js";
import { namesIn } from "../values/grammar.js";
import { anchorOf } from "./anchors.js";
import { ClaimRegister, ledgerEntry } from "./claims.js";
import { labelClaims, type ClaimLabel } from "./claim-labels.js";
import { shownForms, VEGALITE } from "./forms.js";
import { imageIn, RASTER_MIMES } from "./images.js";
import { itemsOf, readItems } from "./items.js";
import { statementIds } from "./statements.js";
import { shownNames, valuesOf, withoutRecord } from "./values.js";
import { claimsOf, type Block, type Chapter, type ClaimBlock, type DocumentCell, type FigureBlock } from "./model.js";
import { shownCell } from "./cell-showing.js";
import type { FigureMetadata, ProseCell, ReportDocument } from "./model.js";

/**
 * The document that executed notebooks make.
 *
 * @throws InputError if a claim's record does not match its schema, if two claims have the same id or anchor, or if a value
 *   is no record or has a name that stands for another
 */
export function readDocument(notebooks: readonly ExecutedNotebook[]): ReportDocument {
  const register = new ClaimRegister();
  const said = new Set(notebooks.flatMap(({ notebook }) => namesInProse(notebook)));
  const chapters = notebooks.map((notebook) => readChapter(notebook, register, said));
  const ledger = chapters.flatMap((chapter) =>
    claimsOf(chapter).map(({ claim, label }) => ledgerEntry(claim, chapter.name, label)),
  );
  return { chapters, ledger, items: chapters.flatMap(itemsOf) };
}

/** The names of all values that a notebook's prose may say. */
function namesInProse({ cells }: Notebook): string[] {
  return cells.flatMap(({ cell_type: type, source }) => (type === "code" ? [] : namesIn(joinText(source))));
}

function readChapter(notebook: ExecutedNotebook, register: ClaimRegister, said: ReadonlySet<string>): Chapter {
  const { number, name, path, failures } = notebook;
  const reader = new ChapterReader(notebook, register, said);
  const cells = notebook.notebook.cells.flatMap((cell, index): DocumentCell[] => {
    if (cell.cell_type === "raw") return [];
    const source = joinText(cell.source);
    const options = optionsOf(cell.cell_type === "code" ? cell : { metadata: cell.metadata, source: "" });
    const place = { id: cell.id, number: index + 1, isFront: options.isFront, isSummary: options.isSummary };
    if (cell.cell_type === "markdown") return proseOf(cell, place, source, options);
    const own = failures.filter((failure) => failure.cellIndex === index);
    return shownCell({ ...place, source, blocks: reader.blocksOf(cell), failures: own }, options);
  });
  const values = valuesOf(notebook);
  return { number, name, path, anchor: anchorOf(name), failures, cells, values, source: notebook };
}

/** A Markdown cell; its tags are those of code cells, its text holds no options. */
function proseOf(
  cell: MarkdownCell,
  place: Pick<ProseCell, "id" | "number" | "isFront" | "isSummary">,
  source: string,
  { cell: whole, code }: CellOptions,
): DocumentCell[] {
  if (whole === "removed" || code === "removed") return [];
  const isFolded = whole === "folded" || code === "folded";
  return [{ kind: "prose", ...place, source, attachments: cell.attachments ?? {}, isFolded }];
}

/** Claims come first, as a figure may stand before the claim in whose box it belongs. */
class ChapterReader {
  readonly #claims = new Map<Output, { claim: ClaimResult; label: ClaimLabel }>();
  /** Figures by the statement in whose box they stand, and all of these. */
  readonly #ofStatements = new Map<string, FigureBlock[]>();
  readonly #placed = new Set<Output>();
  private readonly path: string;

  /** @param said names of values that prose says, of which the cell itself need not show them */
  constructor(
    { number, path, notebook }: ExecutedNotebook,
    register: ClaimRegister,
    private readonly said: ReadonlySet<string>,
  ) {
    this.path = path;
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
    const shown = outputs.filter((output) => !this.#placed.has(output));
    return joinStreams(shown).flatMap((output) => this.#read(id, output));
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
    const names = shownNames(output.data);
    if (names?.every((name) => this.said.has(name)) === true) return [];
    const bundle = names === null ? output.data : withoutRecord(output.data);
    if (isMarked(output, "table")) {
      const items = readItems(bundle[ITEMS_MIME], `${this.path}: cell "${cell}"`);
      return [{ kind: "table", source: bundleText(bundle["text/markdown"]), items }];
    }
    return [readFigure(cell, output, bundle) ?? { kind: "rich", bundle }];
  }

  #claimBlock({ claim, label }: { claim: ClaimResult; label: ClaimLabel }): ClaimBlock {
    const ids = statementIds(claim).filter((id) => this.#ofStatements.has(id));
    const figures = new Map(ids.map((id) => [id, this.#ofStatements.get(id)!]));
    return { kind: "claim", claim, label, anchor: anchorOf(claim.id), figures };
  }
}

/** As JupyterLab does, pieces of one stream that follow each other are one: a carriage return reaches back over them. */
function joinStreams(outputs: readonly Output[]): Output[] {
  const joined: Output[] = [];
  for (const output of outputs) {
    const last = joined.at(-1);
    if (output.output_type === "stream" && last?.output_type === "stream" && last.name === output.name)
      joined[joined.length - 1] = { ...last, text: joinText(last.text) + joinText(output.text) };
    else joined.push(output);
  }
  return joined;
}

/** The figure that an output is, or null where a form comes first that is none. */
function readFigure(cell: string, output: Output, bundle: MimeBundle): FigureBlock | null {
  const spec = specIn(bundle);
  if (spec === null && !isPicture(shownForms(bundle)[0] ?? "")) return null;
  if (spec === null && imageIn(bundle) === null) return null;
  const svg = bundleText(bundle["image/svg+xml"]);
  return { kind: "figure", cell, spec, bundle, svg, about: figureMetadata(output), size: pictureSize(output) };
}

function isPicture(mime: string): boolean {
  return mime === SVG_MIME || RASTER_MIMES.some((one) => one === mime);
}

const SVG_MIME = "image/svg+xml";

/** A chart that is the best form of its display, or that the kit made. */
function specIn(bundle: MimeBundle): ChartSpec | null {
  const [best = ""] = shownForms(bundle);
  const key = Object.hasOwn(bundle, VEGALITE_MIME) ? VEGALITE_MIME : VEGALITE.test(best) ? best : undefined;
  const spec = key === undefined ? null : bundle[key];
  return typeof spec === "object" && spec !== null ? (spec as ChartSpec) : null;
}

/** Width and height in pixels that an output's metadata gives its picture, as Jupyter has it: under the picture's type. */
function pictureSize(output: Output): FigureBlock["size"] {
  const metadata = "metadata" in output ? output.metadata : {};
  const own = [SVG_MIME, ...RASTER_MIMES]
    .map((mime) => metadata[mime])
    .find((one) => typeof one === "object" && one !== null);
  const side = (value: unknown): number | undefined =>
    typeof value === "number" && value >= 1 && value <= 10_000 ? Math.round(value) : undefined;
  const { width, height } = (own ?? {}) as Record<"width" | "height", unknown>;
  return { width: side(width), height: side(height) };
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
