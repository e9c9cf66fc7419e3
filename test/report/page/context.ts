/** A Markdown context for tests of single parts. */
import { InputError } from "../../../report/errors.js";
import { labelClaims } from "../../../report/document/claim-labels.js";
import { numberEquations } from "../../../report/page/markdown/equations.js";
import { readBibliography } from "../../../report/page/references/bibliography.js";
import type { LabelBook } from "../../../report/page/labels.js";
import { readNotes, type MarkdownContext } from "../../../report/page/markdown/markdown.js";
import { SPARSITY_CLAIM } from "../../fixtures/report/claims.js";

const LABELS: LabelBook = {
  named: new Map([
    ["01-test#fig:phase", { label: "Figure 1.1", anchor: "fig-1-1" }],
    ["01-test#tbl:reach", { label: "Table 1.1", anchor: "tbl-1-1" }],
    ["02-other#fig:phase", { label: "Figure 2.1", anchor: "fig-2-1" }],
    ["02-other#fig:map", { label: "Figure 2.2", anchor: "fig-2-2" }],
    ["02-other#tbl:twice", { label: "Table 2.1", anchor: "tbl-2-1" }],
    ["03-third#tbl:twice", { label: "Table 3.1", anchor: "tbl-3-1" }],
  ]),
  ofBlock: new Map(),
  ofCell: new Map(),
  headings: new Set(["01-test-setting", "02-other-a-heading"]),
  slugs: new Map([["01-test#whats-set", "01-test-setting"]]),
};

export function contextOf(change: Partial<MarkdownContext> = {}): MarkdownContext {
  return {
    chapter: "01-test",
    equations: numberEquations([]),
    claimLabels: new Map([["t4-3-order", labelClaims(1, [SPARSITY_CLAIM])[0]!]]),
    claimResults: new Map([["t4-3-order", SPARSITY_CLAIM]]),
    chapters: new Set(["01-test", "02-other"]),
    anchors: new Set(["ledger"]),
    headings: [],
    notes: readNotes([]),
    macros: new Map(),
    setLabels: new Set(),
    images: {},
    attachments: {},
    where: "01-test, cell 1 (intro)",
    warnings: [],
    place: 'notebooks/01-test.ipynb: cell "intro"',
    labels: LABELS,
    bibliography: readBibliography(null),
    citationStyle: null,
    citations: [],
    isWhole: true,
    refuse: (problem) => {
      throw new InputError(problem);
    },
    mayCome: () => false,
    values: null,
    valueMayCome: () => false,
    ...change,
  };
}
