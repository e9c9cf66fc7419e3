/** The report's one HTML file. */
import type { Profile, Provenance } from "ncsparse-kit";
import type { Theme } from "../config/project.js";
import type { ExecutedNotebook, LedgerEntry } from "../types.js";
import { chartCss } from "./chart-css.js";
import type { RenderedChapter } from "./chapter.js";
import { pageScripts } from "./client-bundle.js";
import { contents } from "./contents.js";
import { claimAnchor, frontMatter, openBook, type Book } from "./context.js";
import { readBibliography, type BibliographySource } from "./bibliography.js";
import { contentSecurityPolicy } from "./csp.js";
import { packSources } from "./figure-sources.js";
import { pageFonts } from "./fonts.js";
import type { NotebookImages } from "./images.js";
import { KeptChapters } from "./kept-chapters.js";
import { numberDisplays } from "./labels.js";
import { alarms, renderLedger } from "./ledger-table.js";
import { mathCss } from "./math-css.js";
import { missingCharacters } from "./missing-characters.js";
import { renderInline, renderMarkdown, type MarkdownContext } from "./markdown.js";
import { REMEMBERED_PIECES, type Pieces } from "./pieces.js";
import { runningHeads } from "./print-css.js";
import { readTemplate } from "./project.js";
import { renderReferences } from "./references.js";
import { fill, rereadTemplates } from "./templates.js";
import { packText } from "./text.js";
import { themeCss } from "./theme-css.js";
import type { Warning } from "./warnings.js";

/** Everything that the page shows. Nothing else is read, neither clock nor environment: same input, same bytes. */
export interface PageInput {
  /** May hold `$TeX$`; where no formulas can be set (the window's title, running heads) its source stands. */
  title: string;
  /** The paper under study, as Markdown: authors, title, reference. */
  subtitle: string;
  /** The findings, as Markdown; what stands first. */
  abstract: string;
  /** Every finding, as Markdown, with the id of its claim. */
  findings: readonly { id: string; text: string }[];
  ledger: readonly LedgerEntry[];
  notebooks: readonly ExecutedNotebook[];
  /** Not all notebooks are there: references to the others say so instead of failing. */
  partial: boolean;
  /** The works that notebooks cite; null for none. */
  bibliography: BibliographySource | null;
  profile: Profile;
  seed: number;
  /** Versions of the programs that made the numbers, by name. */
  versions: Readonly<Record<string, string>>;
  /** Null outside a checkout. */
  commit: string | null;
  /** The image files that notebooks name, by the notebook's name. */
  images: Readonly<Record<string, NotebookImages>>;
  /** With the panels that compute the library's own laws in the reader's browser. */
  explore: boolean;
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
 * @throws InputError for a bibliography that cannot be read, a citation of a work that it lacks, and, unless notebooks are
 *   missing or failed, a reference to a label that nothing has
 */
export async function renderPage(
  input: PageInput,
  pieces: Pieces = REMEMBERED_PIECES,
  kept: KeptChapters = new KeptChapters(),
  warnings: Warning[] = [],
): Promise<string> {
  rereadTemplates();
  const found = {
    labels: numberDisplays(input.notebooks),
    bibliography: readBibliography(input.bibliography),
    provenance: input.provenance,
    imageFiles: input.images,
    isWhole: !input.partial && input.notebooks.every(({ failures }) => failures.length === 0),
  };
  const book = openBook(input.notebooks, found, pieces);
  const front = frontMatter(book, "front");
  const abstract = renderMarkdown(input.abstract, front);
  const chapters: RenderedChapter[] = [];
  for (const notebook of input.notebooks) chapters.push(await kept.render(book, notebook));
  const scripts = await pageScripts({ explore: input.explore });
  const alarmed = alarms(input.notebooks, input.ledger, book.notDrawn);
  const body = {
    title: input.title.replaceAll("$", ""),
    heading: renderInline(input.title, front),
    subtitle: renderInline(input.subtitle, front),
    abstract,
    front: book.front,
    explore: input.explore,
    run: runFacts(input),
    alarms: alarmed.length === 0 ? null : { count: alarmed.length, list: alarmed },
    ledger: renderLedger(input.ledger, book, front),
    contents: contents(chapters),
    chapters: chapters.map((chapter) => chapter.html),
    findings: findings(input, book, front),
    references: renderReferences(book.bibliography, [
      { name: "the findings", citations: front.citations },
      ...chapters.map(({ number, citations }) => ({ name: `chapter ${number}`, citations })),
    ]),
    colophon: colophon(input, (text) => renderInline(text, front)),
    sources: await packSources(book.sources, pieces),
    packedScript: packText(scripts.packed.code),
    policy: contentSecurityPolicy(scripts.early.code, scripts.first.code, scripts.packed.code),
    earlyScript: scripts.early.code,
  };
  warnings.push(...front.warnings, ...chapters.flatMap((chapter) => chapter.warnings));
  // Fonts are chosen by what the page says, so it is filled once without style and script.
  const html = fill("page", { ...body, script: SCRIPT_SLOT, style: STYLE_SLOT });
  const fonts = await pageFonts(html, pieces);
  warnings.push(...missingCharacters(fonts.missing, input.notebooks));
  const foot = input.commit === null ? input.profile : `commit ${shortCommit(input.commit)}`;
  const style = [
    fonts.css,
    chartCss(),
    mathCss(),
    readTemplate("page.css"),
    readTemplate("ledger.css"),
    readTemplate("reading.css"),
    readTemplate("figure-tools.css"),
    ...(input.explore ? [readTemplate("explore.css")] : []),
    readTemplate("scripting.css"),
    readTemplate("print.css"),
    runningHeads(chapters, body.title, foot),
    themeCss(input.theme),
  ];
  return insertParts(html, style.join("\n"), scripts.first.code);
}

/** Stand in for style and script while the rest is filled in: the first and the last of their kind in the page. */
const STYLE_SLOT = "/*style*/";
const SCRIPT_SLOT = "/*script*/";

/** A notebook may hold the same words in between; they stay. */
function insertParts(html: string, style: string, script: string): string {
  const styleAt = html.indexOf(STYLE_SLOT);
  const scriptAt = html.lastIndexOf(SCRIPT_SLOT);
  return [
    html.slice(0, styleAt),
    style,
    html.slice(styleAt + STYLE_SLOT.length, scriptAt),
    script,
    html.slice(scriptAt + SCRIPT_SLOT.length),
  ].join("");
}

/** The line under the title. */
function runFacts(input: PageInput): string[] {
  const claims = input.ledger.length;
  return [
    ...(claims === 0 ? [] : [`${claims} ${claims === 1 ? "claim" : "claims"}`]),
    `profile ${input.profile}`,
    `seed ${input.seed}`,
    ...(input.commit === null ? [] : [`commit ${shortCommit(input.commit)}`]),
  ];
}

/** All findings with the boxes that they come from; null where there is none. */
function findings(input: PageInput, book: Book, context: MarkdownContext): object | null {
  const list = input.findings.map(({ id, text }) => {
    const anchor = claimAnchor(id);
    return { text: renderInline(text, context), anchor, label: book.claimLabels.get(anchor)?.short ?? id };
  });
  return list.length === 0 ? null : { list };
}

function colophon(input: PageInput, inline: (text: string) => string): { name: string; value: string }[] {
  const versions = Object.entries(input.versions).map(([name, version]) => `${name} ${version}`);
  return [
    { name: "Profile and seed", value: inline(`${input.profile}, seed ${input.seed}`) },
    { name: "Commit", value: inline(commitText(input.commit)) },
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
