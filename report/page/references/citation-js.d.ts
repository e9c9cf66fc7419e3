/** The parts of citation-js that the report uses; the packages bring no types. */
declare module "@citation-js/core" {
  export interface CslName {
    family?: string;
    given?: string;
    literal?: string;
    "non-dropping-particle"?: string;
    "dropping-particle"?: string;
  }
  export interface CslItem {
    id: string;
    type: string;
    title?: string;
    author?: CslName[];
    editor?: CslName[];
    issued?: { "date-parts"?: number[][]; literal?: string };
    "container-title"?: string;
    publisher?: string;
    volume?: string;
    issue?: string;
    page?: string;
    number?: string;
    note?: string;
    DOI?: string;
    URL?: string;
  }
  export const plugins: {
    input: { chain(source: string, options: { generateGraph: boolean; forceType: string }): CslItem[] };
    /** Of the plugin for CSL, once it is loaded. */
    config: { get(name: "@csl"): CslConfig };
  };
  interface CslConfig {
    styles: { list(): string[]; get(name: string): string; add(name: string, xml: string): void };
    engine: (items: readonly CslItem[], style: string, language: string, format: "html") => CslProcessor;
  }
  /** citeproc-js. */
  interface CslProcessor {
    opt: { development_extensions: { wrap_url_and_doi: boolean } };
    rebuildProcessorState(
      citations: readonly { citationItems: readonly object[]; properties: { noteIndex: number } }[],
      format: "html",
      uncited: readonly string[],
    ): [id: string, noteIndex: number, text: string][];
    makeBibliography(): [facts: { entry_ids: string[][] }, entries: string[]];
  }
}
declare module "@citation-js/plugin-csl";
declare module "@citation-js/plugin-bibtex";
