import { beforeAll, describe, expect, it } from "vitest";
import { statementsOf, type Claim } from "../../../src/kit/claims/claim.js";
import { PAPER_ITEMS } from "../../../src/claims/coverage/paper-items.js";
import { CLAIMS, findClaim } from "../../../src/claims/registry.js";
import { restatementOf } from "../../../src/kit/claims/restatement.js";
import { labelClaims, labelPart, type ClaimLabel } from "../../../report/document/claim-labels.js";
import { codeCellsOf, joinText } from "../../../report/notebooks/cells.js";
import { readNotebooks } from "../../../report/notebooks/choose.js";
import { enginePath } from "../../../report/root.js";

/** The claims of the real notebooks, chapter by chapter, with the labels that the report gives them. */
interface Labelled {
  chapter: number;
  id: string;
  label: ClaimLabel;
  isPart: boolean;
}

/** What a label is made from. */
function recorded(claim: Claim) {
  return { id: claim.id, restates: restatementOf(claim) };
}

const STATEMENTS = CLAIMS.flatMap(statementsOf);

async function labelled(only: readonly string[] = []): Promise<Labelled[]> {
  const notebooks = await readNotebooks(enginePath("notebooks"), only, "00-article");
  return notebooks.flatMap(({ number, notebook }) => {
    const code = codeCellsOf(notebook).map(({ source }) => joinText(source));
    const ids = code.flatMap((source) => [...source.matchAll(/\bshow\("([^"]+)"\)/g)].map(([, id]) => id!));
    const claims = ids.map(findClaim);
    const labels = labelClaims(number, claims.map(recorded));
    return claims.flatMap((claim, index) => {
      const whole = labels[index]!;
      const [, ...parts] = statementsOf(claim);
      const ofParts = parts.map((part, i) => ({
        id: part.id,
        label: labelPart(recorded(part), i, whole),
        isPart: true,
      }));
      return [{ id: claim.id, label: whole, isPart: false }, ...ofParts].map((one) => ({ chapter: number, ...one }));
    });
  });
}

/** What is no numbered item of the paper and can be quoted all the same. */
const PARTS = /^(?:Abstract|Conclusion|Section \d+(?:\.\d+)?)$/;

let all: Labelled[];
beforeAll(async () => {
  all = await labelled();
});
const headingOf = (id: string): string => all.find((one) => one.id === id)!.label.heading;

describe("what claims are called", () => {
  it("is one label each, in each of its forms, for every statement of the registry", () => {
    expect(all.map(({ id }) => id).sort()).toEqual(STATEMENTS.map(({ id }) => id).sort());
    for (const form of ["heading", "short"] as const) {
      expect(new Set(all.map(({ label }) => label[form])).size, form).toBe(STATEMENTS.length);
    }
    for (const { id, label } of all) expect(label.heading).toBe(`${label.name}: ${id}`);
  });

  it("is a finding with its chapter's number and the next letter, neither l nor o, where it restates nothing of the paper", () => {
    for (const chapter of new Set(all.map((one) => one.chapter))) {
      const findings = all.filter(
        (one) => one.chapter === chapter && !one.isPart && findClaim(one.id).restates === null,
      );
      expect(findings.map(({ label }) => label.short)).toEqual(
        Array.from("abcdefghijkmnpqrstuvwxyz")
          .slice(0, findings.length)
          .map((letter) => `Finding ${chapter}${letter}`),
      );
      for (const { id, label } of findings) {
        expect(findClaim(id).provenance).toBe("ours");
        expect(label.name).toMatch(/^Finding \d+[a-z]$/);
        expect(label.place).toBe(label.name);
      }
    }
  });

  it("carries the paper's own number, and says so, where it restates the paper", () => {
    const labels = new Set(PAPER_ITEMS.flatMap((item) => item.labels));
    const restating = all.filter(({ id }) => findClaim(id).restates !== null);
    expect(restating.length).toBeGreaterThan(60);
    for (const { id, label } of restating) {
      const claim = findClaim(id);
      const { label: item, relation } = restatementOf(claim)!;
      expect(labels.has(item) || PARTS.test(item), `${id} restates ${item}`).toBe(true);
      expect(claim.item.toLowerCase(), `${id} is about what it restates`).toContain(item.toLowerCase());
      expect(label.name).toBe(`${item} of the paper, ${relation}`);
      expect(label.short).toBe(`${item} [${id}]`);
    }
  });

  it("gives whatever comes from the paper a label of the paper", () => {
    const theirs = STATEMENTS.filter(({ provenance }) => provenance !== "ours").map(({ id }) => id);
    expect(theirs.map(headingOf).filter((heading) => !heading.includes(" of the paper, "))).toEqual([]);
  });

  it.each([
    ["D3.5-trend", "Definition 3.5 of the paper, corrected: D3.5-trend"],
    ["D3.5-monotone", "Part 2 of Definition 3.5 [D3.5-trend]: D3.5-monotone"],
    ["L4.2-part1", "Lemma 4.2 of the paper, as reconstructed: L4.2-part1"],
    ["L4.2-literal", "Lemma 4.2 of the paper, read literally: L4.2-literal"],
    ["L4.2-every", "Lemma 4.2 of the paper, corrected: L4.2-every"],
    ["L4.2-law", "Finding 2a: L4.2-law"],
    ["T4.3-paper", "Theorem 4.3 of the paper, as reconstructed: T4.3-paper"],
    ["T4.3-order", "Theorem 4.3 of the paper, sharpened: T4.3-order"],
    ["T4.3-cross", "Theorem 4.3 of the paper, extended: T4.3-cross"],
    ["T4.3-law", "Finding 3b: T4.3-law"],
    ["F1-effective", "Figure 1 of the paper, corrected: F1-effective"],
    ["T6.1-part2", "Theorem E.1 of the paper, as reconstructed: T6.1-part2"],
    ["LL-critical-window", "Finding 7b: LL-critical-window"],
    ["LL-critical-window-limit", "Part 2 of Finding 7b: LL-critical-window-limit"],
    ["LL-slogan", "Conclusion of the paper, in one reading: LL-slogan"],
    ["F2-constant", "Figure 2 of the paper, as reconstructed: F2-constant"],
    ["B.1-shift", "Fact B.1 of the paper, as stated: B.1-shift"],
  ])("%s: %s", (id, heading) => {
    expect(headingOf(id)).toBe(heading);
  });

  it("is the same in a report of some notebooks as in the whole", async () => {
    const some = await labelled(["03", "07"]);
    expect(new Set(some.map(({ chapter }) => chapter))).toEqual(new Set([3, 7]));
    expect(some).toEqual(all.filter(({ chapter }) => chapter === 3 || chapter === 7));
  });
});

describe("the letters of a chapter's findings", () => {
  it("go on with aa after z", () => {
    const labels = labelClaims(
      4,
      Array.from({ length: 601 }, (_, i) => ({ id: `A${i}`, restates: null })),
    );
    const at = [1, 24, 25, 26, 48, 49, 600, 601];
    expect(at.map((count) => labels[count - 1]!.short.replace("Finding 4", ""))).toEqual([
      "a",
      "z",
      "aa",
      "ab",
      "az",
      "ba",
      "zz",
      "aaa",
    ]);
  });

  it("count findings alone, so that a restatement added before one changes nothing", () => {
    const paper = { id: "T1", restates: { label: "Theorem 1", relation: "as stated" as const } };
    const ours = { id: "A", restates: null };
    expect(labelClaims(1, [paper, ours]).at(-1)).toEqual(labelClaims(1, [ours]).at(-1));
  });
});
