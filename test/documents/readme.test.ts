/** What README and documents say of the claims is what the registry holds. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { enginePath } from "../../report/root.js";
import { itemTally } from "../../src/claims/coverage/coverage.js";
import { PAPER_ITEMS } from "../../src/claims/coverage/paper-items.js";
import { coincidences, shareOf } from "../../src/claims/longbench/coincidence.js";
import { CLAIMS } from "../../src/claims/registry.js";
import { statementsOf } from "../../src/kit/claims/claim.js";
import { MUTANTS } from "../mutants/index.js";

const read = (name: string): string => readFileSync(enginePath(name), "utf8");
const words = (name: string): string => read(name).replace(/\s+/g, " ");
const text = words("README.md");

describe("the README", () => {
  it("counts the claims, their statements and the outcomes that they expect", () => {
    const expecting = (outcome: string): number => CLAIMS.filter(({ expected }) => expected.outcome === outcome).length;
    expect(text).toContain(`make ${CLAIMS.length} claims of ${CLAIMS.flatMap(statementsOf).length} statements`);
    expect(text).toContain(`${expecting("holds")} hold, and ${expecting("violated")}, all of them`);
    expect(expecting("holds") + expecting("violated")).toBe(CLAIMS.length);
  });

  it("counts the paper's items by their verdicts", () => {
    expect(text).toContain(`Of the paper's ${PAPER_ITEMS.length} labelled items, `);
    const told = text.slice(text.indexOf("labelled items, "), text.indexOf("; the last chapter but one goes"));
    expect(told.match(/\d+/g)).toEqual(itemTally().match(/\d+/g));
  });

  it("is read in one sitting", () => {
    expect(read("README.md").split("\n").length).toBeLessThan(90);
  });
});

describe("the documents", () => {
  it("count the planted errors", () => {
    expect(words("docs/report.md")).toContain(`plants ${MUTANTS.length} errors`);
  });

  it("say of Table 2's rows which scores stand in another paper, and what that leaves of the comparisons", () => {
    expect(coincidences()).toHaveLength(5);
    expect(words("docs/findings.md")).toContain(
      "Scores of all five are printed in another paper, too (arXiv 2406.02069): " +
        `of those two ${shareOf("dynamic, second")} and ${shareOf("dynamic, first")}, under another method's name. ` +
        "Until that is explained, comparisons with them carry no weight for Proposition 7.2.",
    );
  });
});
