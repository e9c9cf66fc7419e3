/** A Markdown context for tests of single parts. */
import { numberEquations } from "../../../report/page/equations.js";
import type { MarkdownContext } from "../../../report/page/markdown.js";
import { SPARSITY_CLAIM } from "../../fixtures/report/claims.js";

export function contextOf(change: Partial<MarkdownContext> = {}): MarkdownContext {
  return {
    chapter: "01-test",
    equations: numberEquations([]),
    claimLabels: new Map([["t4-3-order", "Theorem 1.2"]]),
    claimResults: new Map([["t4-3-order", SPARSITY_CLAIM]]),
    chapters: new Set(["01-test", "02-other"]),
    anchors: new Set(["ledger"]),
    headings: [],
    notes: { count: 0 },
    ...change,
  };
}
