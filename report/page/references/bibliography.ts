/** The works that notebooks may cite, from BibTeX: by key, as author and year, and as an entry of the reference list. */
import { plugins, type CslItem, type CslName } from "@citation-js/core";
import "@citation-js/plugin-bibtex";
import { InputError } from "../../errors.js";
import { sanitize } from "../html/sanitize.js";
import { escapeHtml } from "../../text/escape.js";

export interface Work {
  key: string;
  /** E.g. "Pitman and Yor", "Xiao et al.". */
  authors: string;
  /** E.g. "1997"; "1997a" where another work has the same authors and year. */
  year: string;
  /** Plain text. */
  title: string;
  /** HTML of the reference. */
  entry: string;
  /** As the parser read it. */
  item: CslItem;
}

/** By key, in the order of the reference list: first author, then year. */
export type Bibliography = ReadonlyMap<string, Work>;

export interface BibliographySource {
  /** The name that messages give it. */
  file: string;
  /** BibTeX. */
  text: string;
}

/**
 * Reads BibTeX.
 * @throws InputError for what is no BibTeX, for a key that stands twice, and for a work without title, author or year
 */
export function readBibliography(source: BibliographySource | null): Bibliography {
  if (source === null || source.text.trim() === "") return new Map();
  const items = parse(source).sort((a, b) => sortKey(a).localeCompare(sortKey(b), "en"));
  const years = distinctYears(items);
  const works = new Map<string, Work>();
  for (const [index, item] of items.entries()) {
    if (works.has(item.id)) throw new InputError(`${source.file}: the key "${item.id}" stands twice`);
    works.set(item.id, workOf(item, years[index]!));
  }
  return works;
}

function parse({ file, text }: BibliographySource): CslItem[] {
  let items: CslItem[];
  try {
    items = plugins.input.chain(text, { generateGraph: false, forceType: "@bibtex/text" });
  } catch (error) {
    throw new InputError(`${file}: not BibTeX: ${(error as Error).message.replace(/:?\s*\n[\s\S]*/, "")}`);
  }
  for (const item of items) {
    const lacks = [
      ...((item.title ?? "") === "" ? ["title"] : []),
      ...(namesOf(item).length === 0 || namesOf(item).some((name) => isNameless(name, text)) ? ["author"] : []),
      ...(yearOf(item) === "" ? ["year"] : []),
    ];
    if (lacks.length > 0) throw new InputError(`${file}: "${item.id}" has no ${lacks.join(" and no ")}`);
  }
  return items;
}

/** Authors, year and title: works of the same authors stand in the order of their years. */
function sortKey(item: CslItem): string {
  return [...namesOf(item).map(familyOf), yearOf(item), item.title].join(" ");
}

/** Each item's year, with a letter where authors and year do not tell it from another. */
function distinctYears(items: readonly CslItem[]): string[] {
  const cited = items.map((item) => `${shortAuthors(item)} ${yearOf(item)}`);
  return items.map((item, index) => {
    const same = cited.flatMap((other, at) => (other === cited[index] ? [at] : []));
    const letter = same.length === 1 ? "" : String.fromCharCode("a".charCodeAt(0) + same.indexOf(index));
    return `${yearOf(item)}${letter}`;
  });
}

function workOf(item: CslItem, year: string): Work {
  const title = sanitize(item.title!);
  const names = namesOf(item).map(fullName);
  const authors = names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)!}`;
  const entry = [`${escapeHtml(authors)} (${escapeHtml(year)}).`, `${title}.`, source(item), link(item)];
  return {
    key: item.id,
    authors: shortAuthors(item),
    year,
    title: title.replace(/<[^>]+>/g, ""),
    entry: entry.filter((part) => part !== "").join(" "),
    item,
  };
}

/** Where a work appeared: "Journal 24(5), 2613–2626." */
function source(item: CslItem): string {
  const volume = [item.volume ?? "", item.issue === undefined ? "" : `(${item.issue})`].join("");
  const container = item["container-title"];
  const place = container === undefined ? "" : `<i>${sanitize(container)}</i>`;
  const parts = [
    [place, escapeHtml(volume)].filter((part) => part !== "").join(" "),
    escapeHtml((item.page ?? item.number ?? "").replace(/-+/g, "–")),
    container === undefined ? escapeHtml(item.publisher ?? "") : "",
  ].filter((part) => part !== "");
  return parts.length === 0 ? "" : `${parts.join(", ")}.`;
}

/** The DOIs that arXiv registers for its papers. */
const ARXIV = /^10\.48550\/arxiv\./i;

function link(item: CslItem): string {
  if (item.DOI === undefined) return item.URL === undefined ? "" : anchor(item.URL, item.URL);
  const doi = item.DOI;
  if (!ARXIV.test(doi)) return anchor(`https://doi.org/${doi}`, `doi:${doi}`);
  const id = doi.replace(ARXIV, "");
  return anchor(`https://arxiv.org/abs/${id}`, `arXiv:${id}`);
}

function anchor(href: string, text: string): string {
  return sanitize(`<a href="${escapeHtml(href)}">${escapeHtml(text)}</a>`);
}

function shortAuthors(item: CslItem): string {
  const families = namesOf(item).map(familyOf);
  if (families.length > 2 || families[1] === OTHERS) return `${families[0]!} et al.`;
  return families.join(" and ");
}

/** What BibTeX's "and others" becomes. */
const OTHERS = "others";

function namesOf(item: CslItem): CslName[] {
  return item.author ?? item.editor ?? [];
}

function familyOf(name: CslName): string {
  const particle = name["non-dropping-particle"] ?? name["dropping-particle"];
  return [particle, name.family ?? name.literal].filter((part) => part !== undefined).join(" ");
}

/** What the parser calls a part of a name that is nothing but "=", which in BibLaTeX begins what has a label. */
const LOST_PART = /\bundefined\b/;

/** A name whose family, or a part of it, the parser could not read; `text` is the bibliography, which may hold that word. */
function isNameless(name: CslName, text: string): boolean {
  const isLost = Object.values(name).some((part) => LOST_PART.test(String(part)));
  return familyOf(name) === "" || (isLost && !LOST_PART.test(text));
}

function fullName(name: CslName): string {
  const initials = (name.given ?? "").replace(/\p{L}[\p{L}\p{M}'’.]*/gu, (given) => `${given[0]!.toUpperCase()}.`);
  return [initials, familyOf(name)].filter((part) => part !== "").join(" ");
}

/** A number, or what stands in its place: "in press". */
function yearOf({ issued }: CslItem): string {
  return String(issued?.["date-parts"]?.[0]?.[0] ?? issued?.literal ?? "");
}
