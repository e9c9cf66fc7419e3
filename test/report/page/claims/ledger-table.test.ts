import { describe, expect, it } from "vitest";
import type { ClaimResult } from "../../../../src/kit/claims/result.js";
import { openBook, frontMatter } from "../../../../report/page/context.js";
import { numberDisplays } from "../../../../report/page/labels.js";
import { renderLedger, representative } from "../../../../report/page/claims/ledger-table.js";
import { tightnessAxis, tightnessBar } from "../../../../report/page/claims/tightness-chart.js";
import { ledgerEntry, SPARSITY_CLAIM } from "../../../fixtures/report/claims.js";
import { PAGE_INPUT } from "../../../fixtures/report/page-input.js";

const { document, provenance } = PAGE_INPUT;
const { ledger } = document;
const found = {
  labels: numberDisplays(document.chapters),
  bibliography: new Map(),
  citationStyle: null,
  code: "folded" as const,
  macros: "",
  isWhole: false,
  isAlone: false,
  imageFiles: {},
  provenance,
};
const book = openBook(document, found);
const html = renderLedger(document, book, frontMatter(book, "front"));
const rowOf = (anchor: string): string => {
  const row = html.split("<tr").find((part) => part.includes(`href="#${anchor}"`));
  return `<tr${row ?? ""}`;
};

describe("the ledger", () => {
  it("has a group a chapter, and a row a claim that leads to its box", () => {
    expect([...html.matchAll(/<tbody data-chapter="([^"]+)"/g)].map((match) => match[1])).toEqual([
      "03-sparsity",
      "04-hostile",
    ]);
    for (const { anchor, outcome, provenance } of ledger)
      expect(rowOf(anchor)).toMatch(new RegExp(`^<tr class="${outcome.replaceAll(" ", "-")} ${provenance}[ "]`));
  });

  describe("with the paper's items", () => {
    const item = {
      label: "Theorem 4.3",
      says: "attention is *sparse*",
      verdict: "holds",
      reason: "as $k$",
      notReproduced: null,
    };
    const items = [
      { ...item, claims: [SPARSITY_CLAIM.id] },
      { ...item, label: "Remark 1", verdict: "sets terms", reason: "", claims: [], notReproduced: "it states nothing" },
      { ...item, label: "Beyond the paper: a law", verdict: null, claims: [SPARSITY_CLAIM.id] },
    ];
    const withItems = (claim: typeof SPARSITY_CLAIM): string =>
      renderLedger({ ledger: [ledgerEntry(claim, "03-sparsity")], items }, book, frontMatter(book, "front"));
    const words = (part: string): string => part.replace(/<[^>]+>/g, " ").replace(/\s+/g, " ");

    it("begins with them, their verdicts and whether their claims came out as expected", () => {
      const table = withItems(SPARSITY_CLAIM).split('class="all-claims"')[0]!;
      expect(words(table)).toMatch(
        /In the paper holds Theorem 4\.3 attention is sparse as .* 1 statement, as expected T4\.3-order holds/,
      );
      expect(words(table)).toMatch(/sets terms Remark 1 .* not reproduced: it states nothing/);
      expect(words(table)).toMatch(/Beyond the paper a law /);
    });

    it("has open what did not come out as expected, marked and with its problem", () => {
      const part = { ...SPARSITY_CLAIM, id: "T4.3-part", outcome: "violated", asExpected: false } as const;
      const whole: ClaimResult = { ...SPARSITY_CLAIM, asExpected: false, outcome: "violated", parts: [part] };
      const both = [{ ...item, claims: [SPARSITY_CLAIM.id, part.id] }];
      const claimResults = new Map<string, ClaimResult>([
        ["t4-3-order", whole],
        ["t4-3-part", { ...whole, ...part, parts: [] }],
      ]);
      const own = { ...book, claimResults };
      const table = renderLedger(
        { ledger: [ledgerEntry(whole, "03-sparsity")], items: both },
        own,
        frontMatter(book, "front"),
      );
      const row = table.split('class="all-claims"')[0]!;
      expect(row).toContain('<details class="deviates" open><summary>1 of 2 not as expected</summary>');
      expect(words(row)).toContain("T4.3-order holds T4.3-part violated came out violated, expected holds");
    });

    it("folds the claims behind them, unless one deviates", () => {
      expect(withItems({ ...SPARSITY_CLAIM, asExpected: true })).toContain('<details class="all-claims">');
      expect(withItems({ ...SPARSITY_CLAIM, asExpected: false })).toContain('<details class="all-claims" open>');
    });
  });

  it("draws the range of bound / measured and tells it in words", () => {
    const entry = ledger[0]!;
    const ratios = entry.cells.flatMap(({ tightness, outcome }) =>
      tightness === null || outcome === "out of range" ? [] : [tightness],
    );
    const path = tightnessBar(Math.min(...ratios), Math.max(...ratios));
    expect(rowOf(entry.anchor)).toContain(`<svg><path d="${path}"/></svg><span>`);
  });

  it("says in its row what is not as expected, and only there", () => {
    expect(html.match(/class="expectation"/g)).toHaveLength(1);
    expect(html).toContain(
      "came out inconclusive, expected holds; its control came out inconclusive and must be violated",
    );
  });

  it("offers the outcomes, provenances and chapters that occur, and hides the choice until a script shows it", () => {
    const form = html.slice(html.indexOf("<form"), html.indexOf("</form>"));
    expect(form).toMatch(/^<form class="ledger-filter" id="ledger-claims"[^>]* hidden>/);
    const options = [...form.matchAll(/<option(?: value="([^"]*)")?>([^<]*)/g)].map(([, value, text]) => value ?? text);
    const provenances = [...new Set(ledger.map(({ provenance }) => provenance))].sort();
    expect(options).toEqual([
      "",
      "holds",
      "violated",
      "inconclusive",
      "",
      ...provenances,
      "",
      "03-sparsity",
      "04-hostile",
    ]);
    expect(form).toContain(">3 claims</output>");
  });
});

describe("a claim with parts", () => {
  const part = {
    ...SPARSITY_CLAIM,
    id: "T4.3-part",
    outcome: "violated",
    cells: SPARSITY_CLAIM.cells.slice(0, 2),
  } as const;
  const expected = { outcome: "violated", reason: "" } as const;
  const entry = ledgerEntry({ ...SPARSITY_CLAIM, parts: [{ ...part, expected, asExpected: true }] }, "03-sparsity");
  const table = renderLedger({ ledger: [entry], items: [] }, book, frontMatter(book, "front"));

  it("is counted by its statements, too, and found by the outcome of each", () => {
    expect(table).toContain(
      "1 claim: 1 holds; 2 statements with their parts: 1 holds, 1 violated; all as expected; all 2 controls behaved as required.",
    );
    expect(table).toContain('data-outcomes="holds violated"');
    expect(table).toContain('<span class="parts">2 parts: 1 holds, 1 violated</span>');
    expect(table).toContain('<option value="violated">');
  });

  it("has the drawn cells of its parts and controls in the level that the guide derives", () => {
    const guide = table.slice(table.indexOf('id="verdicts"')).replace(/<[^>]+>/g, "");
    expect(guide).toContain("This run judges 20 drawn cells, those of controls included. In 20 of them");
    expect(guide).toContain("(20 + 2 × 0) × 0.01/2,048 = 0.01 %, and all are right together with at least 99.99 %");
  });
});

describe("the cell that stands for a claim", () => {
  const [first] = SPARSITY_CLAIM.cells;
  const cells = (...tightness: number[]) => tightness.map((of) => ({ ...first!, tightness: of }));

  it("is of median tightness, the lower of the two where their number is even, and in range where any is", () => {
    expect(representative(cells(5, 1, 3))!.tightness).toBe(3);
    expect(representative(cells(5, 1, 3, 2))!.tightness).toBe(2);
    const out = cells(7, 8, 9).map((cell) => ({ ...cell, outcome: "out of range" as const }));
    expect(representative([...out, ...cells(4)])!.tightness).toBe(4);
    expect(representative(out)!.tightness).toBe(8);
    expect(representative([])).toBeNull();
  });

  it("and the range of a claim leave out the cells that are out of range", () => {
    const [near, far] = cells(2, 70);
    const claim = { ...SPARSITY_CLAIM, cells: [near!, { ...far!, outcome: "out of range" as const }] };
    const html = renderLedger(
      { ledger: [ledgerEntry(claim, "03-sparsity")], items: [] },
      book,
      frontMatter(book, "front"),
    );
    expect(html).toContain("<span>2</span>");
    expect(html).not.toContain("70");
  });
});

describe("a ratio that is not positive", () => {
  it("is told, and has no place on the logarithmic axis", () => {
    const [first] = SPARSITY_CLAIM.cells;
    const claim = { ...SPARSITY_CLAIM, cells: [{ ...first!, tightness: -0.5 }] };
    const html = renderLedger(
      { ledger: [ledgerEntry(claim, "03-sparsity")], items: [] },
      book,
      frontMatter(book, "front"),
    );
    expect(html).toContain("<span>−0.500</span>");
    expect(html).not.toContain("NaN");
  });
});

describe("the chart of a range", () => {
  const one = tightnessAxis().ticks.find(({ isOne }) => isOne)!.x;

  it("begins and ends on the axis of its head", () => {
    const [x0, x2] = [0, 2].map((power) => tightnessAxis().ticks.find((tick) => tick.power === power)!.x);
    expect(tightnessBar(1, 100)).toBe(`M${x0} 4h${(x2! - x0!).toFixed(1)}v4h-${(x2! - x0!).toFixed(1)}z`);
  });

  it("shows an exact bound as a mark at 1, one below on its left", () => {
    expect(tightnessBar(1, 1)).toMatch(new RegExp(`^M${one} 4h1.5v`));
    expect(Number(/^M([\d.]+)/.exec(tightnessBar(0.5, 0.6))?.[1])).toBeLessThan(one);
  });

  it("ends in an arrow what lies beyond the axis", () => {
    expect(tightnessBar(10, 1e135)).toMatch(/zM114 1l6 5-6 5z$/);
    expect(tightnessBar(1e-9, 2)).toMatch(/zM6 1l-6 5 6 5z$/);
    expect(tightnessBar(10, 100)).not.toContain("l");
  });
});
