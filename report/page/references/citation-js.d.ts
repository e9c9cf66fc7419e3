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
  };
}
declare module "@citation-js/plugin-bibtex";
