/** The report's one HTML file. */
import type { Profile, Provenance } from "ncsparse-kit";
import type { CodePlace, Theme } from "../config/project.js";
import { anchorOf } from "../document/anchors.js";
import { refuseAll } from "../errors.js";
import type { ReportDocument } from "../document/model.js";
import { isArticle } from "../document/numbering.js";
import { chartCss } from "./figures/chart-css.js";
import type { RenderedChapter } from "./chapter.js";
import { pageScripts } from "./assets/client-bundle.js";
import { contents, contentsOfOne } from "./contents.js";
import { frontMatter, openBook, type Book } from "./context.js";
import { readBibliography, type Bibliography, type BibliographySource, type Work } from "./references/bibliography.js";
import { loadStyle, setMarks, type CitationStyle, type NamedStyle, type StyledWork } from "./references/csl-style.js";
import { contentSecurityPolicy } from "./assets/csp.js";
import { Drawings } from "./figures/drawings.js";
import { drawAhead } from "./figures/figures.js";
import { packSources } from "./figures/figure-sources.js";
import { pageFonts } from "./fonts/fonts.js";
import type { NotebookImages } from "./html/images.js";
import { shrinkImages } from "./html/raster/shrinker.js";
import { KeptChapters } from "./kept-chapters.js";
import { numberDisplays } from "./labels.js";
import { alarms, renderLedger } from "./claims/ledger-table.js";
import { PROFILE_WORDS, runVerdict } from "./claims/run-verdict.js";
import { mathCss } from "./math/math-css.js";
import { missingCharacters } from "./fonts/missing-characters.js";
import { renderInline, renderMarkdown, type MarkdownContext } from "./markdown/markdown.js";
import { REMEMBERED_PIECES, type Pieces } from "./pieces.js";
import { runningHeads } from "./assets/print-css.js";
import { readTemplate } from "./assets/files.js";
import { citedWorks, renderReferences, type CitingPart } from "./references/references.js";
import { reuseDisplays } from "./reuse.js";
import { fill, rereadTemplates } from "./assets/templates.js";
import { packText } from "./text.js";
import { themeCss } from "./assets/theme-css.js";
import type { Warning } from "./warnings.js";

/** Everything that the page shows. Nothing else is read, neither clock nor environment: same input, same bytes. */
export interface PageInput {
  /** May hold `$TeX$`; where no formulas can be set (the window's title, running heads) its source stands. */
  title: string;
  /** The paper under study, as Markdown: authors, title, reference; "" for none. */
  subtitle: string;
  /** The findings, as Markdown; what stands first. "" where there are no claims. */
  abstract: string;
  /** Every finding, as Markdown, with the id of its claim. */
  findings: readonly { id: string; text: string }[];
  document: ReportDocument;
  /** One notebook that stands for itself: the page has its title, and says nothing of profile, seed and commit. */
  isAlone?: boolean;
  /** Not all notebooks are there: references to the others say so instead of failing. */
  partial: boolean;
  /** The works that notebooks cite; null for none. */
  bibliography: BibliographySource | null;
  /** How they are cited, and the config that says so; null: by authors and year. */
  citationStyle: NamedStyle | null;
  profile: Profile;
  seed: number;
  /** Versions of the programs that made the numbers, by name. */
  versions: Readonly<Record<string, string>>;
  /** Null outside a checkout. */
  commit: string | null;
  /** The image files that notebooks name, by the notebook's name. */
  images: Readonly<Record<string, NotebookImages>>;
  /** Definitions in TeX that all formulas know; "" for none. */
  macros: string;
  /** With the panels that compute the library's own laws in the reader's browser. */
  explore: boolean;
  /** Where code stands whose cell does not say. */
  code: CodePlace;
  /** Further facts for the last section: what, and as Markdown. */
  colophon: readonly { name: string; value: string }[];
  theme: Theme;
  /** What each provenance means in this project. */
  provenance: Readonly<Record<Provenance, string>>;
}

/**
 * Renders the whole page: self-contained, offline, readable without JavaScript, printable.
 *
 * @param pieces where drawings and fonts come from; not a byte of the page depends on it
 * @param kept chapters of earlier renderings; nor on these
 * @param warnings takes what the page could not show, in the order of the page
 * @throws InputError for a bibliography that cannot be read; InputErrors for all citations of works that it lacks and, unless
 *   notebooks are missing or failed, references to labels that nothing has
 */
export async function renderPage(
  input: PageInput,
  pieces: Pieces = REMEMBERED_PIECES,
  kept: KeptChapters = new KeptChapters(),
  warnings: Warning[] = [],
): Promise<string> {
  rereadTemplates();
  const drawings = new Drawings(pieces);
  try {
    const document = { ...input.document, chapters: reuseDisplays(input.document.chapters) };
    const style = input.citationStyle === null ? null : await loadStyle(input.citationStyle);
    const book = openInput({ ...input, document }, style, drawings);
    const front = frontMatter(book, "front");
    const abstract = renderMarkdown(input.abstract, front);
    // A page of a project may get figures while its reader watches it, so its scripts are known before it is.
    const early = input.isAlone === true ? null : pageScripts({ draws: true, explore: input.explore }, pieces);
    early?.catch(() => undefined);
    const chapters = await renderChapters(document, book, kept);
    const scripts = await (early ?? pageScripts({ draws: book.sources.size > 0, explore: input.explore }, pieces));
    const citing = citingParts(front, chapters);
    const styled = book.citationStyle?.set(citedWorks(book.bibliography, citing)) ?? null;
    const body = {
      ...headOf(input, book, front, abstract),
      ...bodyOf(input, book, front, chapters),
      references: renderReferences(listOf(book.bibliography, styled), citing),
      sources: book.sources.size === 0 ? "" : SOURCES_SLOT,
      packedScript: scripts.packed === null ? null : packText(scripts.packed),
      policy: contentSecurityPolicy(scripts.early, scripts.first, ...(scripts.packed === null ? [] : [scripts.packed])),
      earlyScript: scripts.early,
    };
    refuseAll(book.refusals);
    warnings.push(...front.warnings, ...chapters.flatMap((chapter) => chapter.warnings));
    // Fonts are chosen by what the page says, so it is filled once without style and script.
    const marked = fill("page", { ...body, script: SCRIPT_SLOT, style: STYLE_SLOT });
    const set = (html: string): string => (styled === null ? html : setMarks(html, styled));
    const html = await shrinkImages(set(marked), pieces);
    // Threads cut the fonts while this one packs.
    const [fonts, sources] = await Promise.all([pageFonts(html, pieces), packSources(book.sources, pieces)]);
    const titled = chapters.map((chapter) => ({ ...chapter, title: set(chapter.title) }));
    warnings.push(...missingCharacters(fonts.missing, input.document.chapters));
    return insertParts(html, { style: pageStyle(input, fonts.css, titled), sources, script: scripts.first });
  } finally {
    await drawings.close();
  }
}

function openInput(input: PageInput, citationStyle: CitationStyle | null, drawings: Drawings): Book {
  const found = {
    labels: numberDisplays(input.document.chapters),
    bibliography: readBibliography(input.bibliography),
    citationStyle,
    provenance: input.provenance,
    imageFiles: input.images,
    code: input.code,
    macros: input.macros,
    isAlone: input.isAlone === true,
    isWhole: !input.partial && input.document.chapters.every(({ failures }) => failures.length === 0),
  };
  return openBook(input.document, found, drawings);
}

async function renderChapters(
  { chapters }: ReportDocument,
  book: Book,
  kept: KeptChapters,
): Promise<RenderedChapter[]> {
  for (const chapter of chapters) if (!kept.has(chapter)) drawAhead(chapter, book);
  const rendered: RenderedChapter[] = [];
  for (const chapter of chapters) rendered.push(await kept.render(book, chapter));
  return rendered;
}

/** What stands before the ledger. */
function headOf(input: PageInput, book: Book, front: MarkdownContext, abstract: string): object {
  const alarmed = alarms(input.document.chapters, input.document.ledger, book.notDrawn);
  return {
    title: plainTitle(input),
    heading: renderInline(input.title, front),
    subtitle: input.subtitle === "" ? null : { html: renderInline(input.subtitle, front) },
    ...(input.abstract === ""
      ? { start: input.document.chapters[0]?.anchor ?? "top" }
      : { abstract: { html: abstract } }),
    opening: book.opening.length === 0 ? null : { blocks: book.opening },
    front: book.front,
    explore: input.explore,
    isAlone: book.isAlone,
    hasRun: !book.isAlone,
    verdict: runVerdict(input.document.ledger, book),
    run: runFacts(input),
    alarms: alarmed.length === 0 ? null : { count: alarmed.length, list: alarmed },
  };
}

function bodyOf(input: PageInput, book: Book, front: MarkdownContext, chapters: readonly RenderedChapter[]): object {
  return {
    ledger: renderLedger(input.document, book, front),
    ...contentsOf(book, chapters),
    article: chapters.filter(isArticle).map(({ html }) => html),
    chapters: chapters.filter((chapter) => !isArticle(chapter)).map(({ html }) => html),
    findings: findings(input, book, front),
    colophon: colophon(input, (text) => renderInline(text, front)),
  };
}

/** What cites works, in the order of the page. */
function citingParts(front: MarkdownContext, chapters: readonly RenderedChapter[]): CitingPart[] {
  return [
    { name: "the findings", citations: front.citations },
    ...chapters.map((chapter) => ({
      name: isArticle(chapter) ? "the article" : `chapter ${chapter.number}`,
      isArticle: isArticle(chapter),
      citations: chapter.citations,
    })),
  ];
}

/** Works in the order of the list: by authors and year, or as a style has them. */
function listOf(
  bibliography: Bibliography,
  styled: ReadonlyMap<string, StyledWork> | null,
): readonly Pick<Work, "key" | "entry">[] {
  return styled === null ? [...bibliography.values()] : [...styled].map(([key, { entry }]) => ({ key, entry }));
}

function contentsOf({ isAlone }: Book, chapters: readonly RenderedChapter[]): object {
  const [article] = contents(chapters.filter(isArticle));
  const entries = isAlone ? contentsOfOne(chapters[0]!) : contents(chapters.filter((chapter) => !isArticle(chapter)));
  return { articleEntry: article, contents: entries, hasContents: entries.length > 0 };
}

function pageStyle(input: PageInput, fonts: string, chapters: readonly RenderedChapter[]): string {
  const foot = input.isAlone ? "" : input.commit === null ? input.profile : `commit ${shortCommit(input.commit)}`;
  const sheets = [
    "page",
    "opening",
    "ledger",
    "reading",
    "figure-tools",
    ...(input.explore ? ["explore"] : []),
    "scripting",
    "print",
  ];
  return [
    fonts,
    chartCss(),
    mathCss(),
    ...sheets.map((name) => readTemplate(`${name}.css`)),
    // A notebook that stands alone has the page's title.
    runningHeads(input.isAlone ? [] : chapters, plainTitle(input), foot),
    themeCss(input.theme),
  ].join("\n");
}

/** The title where neither formulas nor code can be set: what stands between dollars is a formula's source. */
function plainTitle({ title }: PageInput): string {
  const parts = title.split("$");
  return parts.map((part, index) => (index % 2 === 1 ? part : part.replace(MARKUP, ""))).join("");
}

/** Marks of code and of strong words, and backslashes before what would else be markup. */
const MARKUP = /`+|\*\*|\\(?=[!-/:-@[-`{-~])/g;

/** Stand in for what is made while the rest is filled in: the first of their kind in the page, or the last. */
const STYLE_SLOT = "/*style*/";
const SOURCES_SLOT = "/*sources*/";
const SCRIPT_SLOT = "/*script*/";

/** A notebook may hold the same words in between; they stay. */
function insertParts(html: string, parts: Readonly<Record<"style" | "sources" | "script", string>>): string {
  const styleAt = html.indexOf(STYLE_SLOT);
  const scriptAt = html.lastIndexOf(SCRIPT_SLOT);
  const sourcesAt = parts.sources === "" ? scriptAt : html.lastIndexOf(SOURCES_SLOT);
  return [
    html.slice(0, styleAt),
    parts.style,
    html.slice(styleAt + STYLE_SLOT.length, sourcesAt),
    parts.sources,
    html.slice(sourcesAt + (parts.sources === "" ? 0 : SOURCES_SLOT.length), scriptAt),
    parts.script,
    html.slice(scriptAt + SCRIPT_SLOT.length),
  ].join("");
}

/** What was run: under the title, behind how it came out. */
function runFacts(input: PageInput): object[] {
  const about = { title: PROFILE_WORDS[input.profile], href: "#verdicts-profile" };
  return [
    { text: `profile ${input.profile}`, ...(input.document.ledger.length === 0 ? {} : about) },
    { text: `seed ${input.seed}` },
    ...(input.commit === null ? [] : [{ text: `commit ${shortCommit(input.commit)}` }]),
  ].map((fact) => ({ title: null, href: null, ...fact }));
}

/** All findings with the boxes that they come from; null where there is none. */
function findings(input: PageInput, book: Book, context: MarkdownContext): object | null {
  const list = input.findings.map(({ id, text }) => {
    const anchor = anchorOf(id);
    return { text: renderInline(text, context), anchor, label: book.claimLabels.get(anchor)?.short ?? id };
  });
  return list.length === 0 ? null : { list };
}

function colophon(input: PageInput, inline: (text: string) => string): { name: string; value: string }[] {
  const versions = Object.entries(input.versions).map(([name, version]) => `${name} ${version}`);
  return [
    ...(input.isAlone
      ? []
      : [
          { name: "Profile and seed", value: inline(`${input.profile}, seed ${input.seed}`) },
          { name: "Commit", value: inline(commitText(input.commit)) },
        ]),
    { name: "Programs", value: inline(versions.join(", ")) },
    ...input.colophon.map(({ name, value }) => ({ name, value: inline(value) })),
    {
      name: "Type",
      value:
        "Source Serif 4, Source Sans 3, Source Code Pro, STIX Two (SIL Open Font License); formulas by Temml, figures by Vega",
    },
  ];
}

/** The first digits of a commit, with the "+" that says that files differed from it. */
function shortCommit(commit: string): string {
  return commit.slice(0, 12) + (commit.endsWith("+") ? "+" : "");
}

function commitText(commit: string | null): string {
  if (commit === null) return "none: made outside a checkout";
  return commit.endsWith("+") ? `\`${commit.slice(0, -1)}\`, with uncommitted changes (+)` : `\`${commit}\``;
}
