/** A project: what its config says, checked, with every path resolved. */
import type { Provenance } from "ncsparse-kit";
import type { StyleSource } from "./csl.js";

/** What a config file is called. */
export const CONFIG_NAME = "ncsparse.config.json";

export interface Project {
  /** The folder of the config: what the paths in it start from, and where results go. */
  root: string;
  config: string;
  /** From the package.json beside the config. */
  name: string;
  version: string;
  /** Markdown with $TeX$. */
  title: string;
  /** Null where the notebooks are about no paper. */
  paper: Paper | null;
  /** Folder of the notebooks. */
  notebooks: string;
  /** The notebook that tells the whole in short, printed as a paper of its own; null: there is none. */
  article: string | null;
  /** Folders with built code that notebooks import. */
  code: readonly string[];
  /** Where the page and the PDF have the code of cells that do not say. */
  codePlace: CodePlace;
  /** A BibTeX file; null where the project cites nothing. */
  bibliography: string | null;
  /** How works are cited; null: by authors and year. */
  citationStyle: StyleSource | null;
  /** Ids of the claims whose findings make up the abstract, in its order; empty: all findings do. */
  abstract: readonly string[];
  /** What each provenance means, for the note beside a claim's box. */
  provenance: Readonly<Record<Provenance, string>>;
  /** Definitions in TeX that come before every formula of the notebooks; "" for none. */
  macros: string;
  /** With the panels that compute the library's own laws in the reader's browser. */
  explore: boolean;
  theme: Theme;
  /** What else the report is made from: the config, the bibliography, its style, the stylesheet. */
  files: readonly string[];
}

/**
 * Where code stands: above its output; there, but folded, and on paper in the chapter's appendix; or in the appendix on both.
 */
export type CodePlace = "shown" | "folded" | "appendix";

/** The paper under study. */
export interface Paper {
  /** E.g. its arXiv number or DOI. */
  id: string;
  /** Markdown with $TeX$. */
  title: string;
  authors: string;
}

export interface Theme {
  /** The colour of links and numbers, #rrggbb. */
  accent: Readonly<Record<"light" | "dark", string>>;
  /** CSS that comes after the page's own rules; empty for none. */
  css: string;
}
