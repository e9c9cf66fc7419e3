import { describe, expect, it } from "vitest";
import { requireSound } from "../../../src/kit/claims/claim.js";
import { CLAIMS, findClaim } from "../../../src/claims/registry.js";
import { restatementOf, type Restates } from "../../../src/kit/claims/restatement.js";
import type { Provenance } from "../../../src/kit/claims/result.js";

const of = (provenance: Provenance, restates: Restates | null) => restatementOf({ id: "T1", provenance, restates });

describe("what of the paper a claim restates", () => {
  it("is the statement itself, as its provenance tells", () => {
    expect(of("stated", { label: "Theorem 1" })).toEqual({ label: "Theorem 1", relation: "as stated" });
    expect(of("reconstructed", { label: "Theorem 1" })).toEqual({ label: "Theorem 1", relation: "as reconstructed" });
  });

  it("is told by the claim where provenance does not tell it", () => {
    for (const provenance of ["stated", "reconstructed"] as const) {
      expect(of(provenance, { label: "Figure 1", relation: "read literally" })?.relation).toBe("read literally");
    }
    for (const relation of ["sharpened", "extended", "corrected"] as const) {
      expect(of("ours", { label: "Theorem 1", relation })).toEqual({ label: "Theorem 1", relation });
    }
    expect(of("ours", null)).toBeNull();
  });

  it.each([
    ["stated", null, "T1 is stated, so it must say what of the paper it restates, got null"],
    ["reconstructed", null, "T1 is reconstructed, so it must say what of the paper it restates, got null"],
    ["stated", { label: " " }, 'T1 must restate an item by its label, got " "'],
    ["ours", { label: "Lemma 2" }, "must be one of sharpened, extended, corrected, got none"],
    ["ours", { label: "Lemma 2", relation: "as stated" }, "T1 is ours, so its relation to Lemma 2 must be one of"],
    [
      "stated",
      { label: "Lemma 2", relation: "as reconstructed" },
      "must be one of as stated, read literally, in one reading, got",
    ],
    [
      "reconstructed",
      { label: "Lemma 2", relation: "sharpened" },
      "must be one of as reconstructed, read literally, in one reading",
    ],
  ] as const)("is refused of a claim that is %s and restates %o", (provenance, restates, message) => {
    expect(() => of(provenance, restates)).toThrow(message);
  });

  it("is checked where a claim is defined", () => {
    const claim = findClaim("T4.3-order");
    expect(() => requireSound({ ...claim, restates: { label: "Theorem 4.3" } }, "boundClaim")).toThrow(RangeError);
    expect(() => requireSound({ ...claim, provenance: "stated", restates: null }, "boundClaim")).toThrow(
      "T4.3-order is stated",
    );
  });
});

/** A section, figure or table of the paper: no text of a claim names the report's own by number. */
const OF_THE_PAPER = /\b(?:Figures?|Tables?|[Ss]ections?) \d+(?:\.\d+)?/;

describe("what claims say", () => {
  it.each(CLAIMS.map((claim) => [claim.id, claim] as const))(
    "%s says whose section, figure or table it means",
    (_, claim) => {
      const { title, statement, scope, hypotheses, rule, expected, figure, control } = claim;
      const texts = [
        title,
        statement,
        scope,
        ...hypotheses,
        rule.text,
        expected.reason,
        figure.caption,
        control.statement,
      ];
      const heading = claim.restates?.label ?? "";
      for (const text of texts) {
        const mention = OF_THE_PAPER.exec(text)?.[0];
        if (mention !== undefined && mention !== heading) expect(text).toMatch(/\bpaper\b/);
      }
    },
  );
});
