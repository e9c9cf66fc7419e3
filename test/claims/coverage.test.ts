import { statementsOf } from "../../src/kit/claims/claim.js";
import { describe, expect, it } from "vitest";
import { claimsMatching, coverageItems, itemTally } from "../../src/claims/coverage/coverage.js";
import { VERDICTS } from "../../src/claims/coverage/item-verdicts.js";
import { mainResultsTable } from "../../src/claims/coverage/main-results.js";
import { BEYOND_THE_PAPER, PAPER_ITEMS, type PaperItem } from "../../src/claims/coverage/paper-items.js";
import { CLAIMS } from "../../src/claims/registry.js";

/** Claim ids, or their beginnings, that the table names and the registry does not hold yet. */
const AWAITED: readonly string[] = [];

const numbered = (kind: string, ...numbers: string[]): string[] => numbers.map((number) => `${kind} ${number}`);

/** Every label of the paper's text, in the order of its kinds; those in words name what carries no number. */
const LABELS: readonly string[] = [
  "Assumption of Section 3",
  ...numbered("Definition", "3.1", "3.2", "3.3", "3.4", "3.5", "4.1"),
  ...numbered("Definition", "C.1", "C.2", "C.3", "C.4", "C.5", "C.6", "C.7", "C.8", "C.9"),
  ...numbered("Problem Definition", "I", "II"),
  ...numbered("Fact", "B.1", "B.2", "B.3"),
  ...numbered("Lemma", "4.2", "B.4", "B.5", "B.6", "B.7", "B.8", "B.9", "B.10", "D.3", "D.4", "E.3", "E.4"),
  ...numbered("Theorem", "4.3", "5.1", "6.1", "6.2", "D.1", "D.2", "E.1", "E.2"),
  ...numbered("Claim", "7.1"),
  ...numbered("Proposition", "7.2"),
  ...numbered("Remark", "D.5", "after Lemma 4.2", "after Claim 7.1", "in the proof of Theorem D.1"),
  "Discussion after Theorem 5.1",
  "Discussion after Theorem 6.2",
  ...numbered("Figure", "1", "2"),
  ...numbered("Table", "1", "2"),
  ...numbered("Takeaway", "1", "2"),
  ...numbered("Future Direction", "1", "2"),
];

const STATEMENTS = CLAIMS.flatMap(statementsOf);
const ITEMS: readonly PaperItem[] = [...PAPER_ITEMS, ...BEYOND_THE_PAPER];
const patternsOf = ({ reproduction }: PaperItem): readonly string[] =>
  "claims" in reproduction ? reproduction.claims : [];
const patterns = [...new Set(ITEMS.flatMap(patternsOf))];
const idsOf = (item: PaperItem): string[] => patternsOf(item).flatMap(claimsMatching);

const NUMBER = "(?:[A-E]\\.\\d+|\\d+(?:\\.\\d+)?)";

/** The labels that a claim's item names, "Definitions C.1, C.2 and 4.1" -> Definition C.1, Definition C.2, Definition 4.1. */
function namedLabels(item: string): string[] {
  const kinds = "Definition|Fact|Lemma|Theorem|Claim|Proposition|Remark|Figure|Table|Takeaway|Future Direction";
  const mentions = item.matchAll(new RegExp(`(${kinds})s? (${NUMBER}(?:(?:, | and | \\(?= )${NUMBER})*)`, "g"));
  return [...mentions].flatMap(([, kind, numbers]) =>
    [...numbers!.matchAll(new RegExp(NUMBER, "g"))].map(([number]) => `${kind!} ${number}`),
  );
}

describe("the paper's items", () => {
  it("hold every label of the paper, each exactly once with its twins", () => {
    expect(PAPER_ITEMS.flatMap(({ labels }) => labels).sort()).toEqual([...LABELS].sort());
  });

  it("name their claims, or say in a sentence why none reproduces them", () => {
    for (const { labels, title, reproduction } of ITEMS) {
      expect(title.length, labels[0]).toBeGreaterThan(5);
      if ("reason" in reproduction) expect(reproduction.reason.length, labels[0]).toBeGreaterThan(20);
      else expect(reproduction.claims.length, labels[0]).toBeGreaterThan(0);
    }
  });
});

describe("the items and the registry", () => {
  it.each(patterns)("%s names claims that are there, or one that is awaited", (pattern) => {
    const isAwaited = AWAITED.some((prefix) => pattern.startsWith(prefix));
    expect(claimsMatching(pattern).length > 0, isAwaited ? `take ${pattern} off AWAITED` : "no such claim").toBe(
      !isAwaited,
    );
  });

  it("leave no claim out", () => {
    const covered = new Set(ITEMS.flatMap(idsOf));
    expect(STATEMENTS.map(({ id }) => id).filter((id) => !covered.has(id))).toEqual([]);
  });

  it.each(STATEMENTS.map(({ id, item }) => [id, item] as const))(
    "%s stands at an item that it names: %s",
    (id, item) => {
      const named = namedLabels(item).filter((label) => LABELS.includes(label));
      if (named.length === 0) return;
      const at = PAPER_ITEMS.filter(({ labels }) => labels.some((label) => named.includes(label)));
      expect(at.flatMap(idsOf), `one of ${named.join(", ")}`).toContain(id);
    },
  );

  it("reads the labels in a claim's item, twins and plurals included", () => {
    expect(namedLabels("Lemma 4.2, Part 1 (= D.3, D.4)")).toEqual(["Lemma 4.2"]);
    expect(namedLabels("Definitions C.1, C.2 and 4.1; what the proofs rest on")).toEqual([
      "Definition C.1",
      "Definition C.2",
      "Definition 4.1",
    ]);
    expect(namedLabels("Theorem 4.3 (= D.1)")).toEqual(["Theorem 4.3", "Theorem D.1"]);
    expect(namedLabels("Future Direction 2 and Takeaway 1")).toEqual(["Future Direction 2", "Takeaway 1"]);
    expect(namedLabels("completes Lemma 4.2 (through Lemma B.10)")).toEqual(["Lemma 4.2", "Lemma B.10"]);
  });
});

describe("the verdicts on the paper's items", () => {
  it("stand at every item once, and at nothing else", () => {
    expect(Object.keys(VERDICTS).sort()).toEqual(PAPER_ITEMS.map(({ labels }) => labels[0]!).sort());
  });

  it("say that no item simply holds of which a claim that restates it expects a violation", () => {
    for (const item of PAPER_ITEMS) {
      const refuted = STATEMENTS.filter(
        ({ restates, expected, provenance }) =>
          provenance !== "ours" && expected.outcome === "violated" && item.labels.includes(restates?.label ?? ""),
      );
      if (refuted.length > 0) expect(VERDICTS[item.labels[0]!]![0], refuted[0]!.id).not.toBe("holds");
    }
  });

  it("are counted in words", () => {
    const counts = [...itemTally().matchAll(/\d+/g)].map(Number);
    expect(counts.reduce((sum, count) => sum + count)).toBe(PAPER_ITEMS.length);
    expect(itemTally()).toMatch(/^\d+ hold, \d+ hold with a correction, \d+ hold vacuously, /);
  });
});

describe("the coverage", () => {
  it("has an item with its twins, subject and verdict, and the claims behind it or why there are none", () => {
    const items = coverageItems();
    expect(items.length).toBe(ITEMS.length);
    const find = (label: string) => items.find((item) => item.label.startsWith(label))!;
    expect(find("Theorem 4.3").label).toBe("Theorem 4.3 (=\u00a0D.1)");
    expect(find("Definition 3.2").label).toBe("Definition 3.2 (=\u00a0C.3, C.4)");
    expect(find("Theorem 4.3").claims).toEqual(expect.arrayContaining(["T4.3-trivial", "T4.3-order"]));
    expect(find("Theorem 4.3")).toMatchObject({ verdict: "holds", notReproduced: null });
    expect(find("Remark after Claim 7.1").notReproduced).toMatch(/^a remark on intent/);
    expect(find("Beyond the paper: the limit law").verdict).toBeNull();
  });

  it("fits the first view of a ledger", () => {
    expect(coverageItems().length).toBeLessThanOrEqual(60);
  });
});

describe("the table of main results", () => {
  const rows = mainResultsTable();

  it("names items of the paper with their verdicts, and claims of the registry", () => {
    for (const [label, , verdict, sharper] of rows) {
      expect(verdict, label).toBe(VERDICTS[label!]![0]);
      for (const [, id] of sharper!.matchAll(/\]\(#([^)]+)\)/g)) expect(claimsMatching(id!), id).toEqual([id]);
    }
  });

  it("has every theorem, proposition, figure and table of the main text", () => {
    const main = PAPER_ITEMS.map(({ labels }) => labels[0]!).filter((label) =>
      /^(?:Theorem|Proposition|Figure|Table|Takeaway|Lemma 4)/.test(label),
    );
    expect(rows.map(([label]) => label)).toEqual(expect.arrayContaining(main));
  });
});
