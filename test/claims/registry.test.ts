import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { claimIdsModule } from "../../src/claims/write-claim-ids.mjs";
import { countUnits, statementsOf, withoutParts } from "../../src/kit/claims/claim.js";
import { CLAIMS, findClaim, findStatement } from "../../src/claims/registry.js";
import { requiredPower } from "../../src/kit/claims/rules.js";
import { readTex } from "../support/tex.js";

const each = CLAIMS.map((claim) => [claim.id, claim] as const);

describe("the registry", () => {
  it("has at most 2,048 ends of intervals that can make a verdict wrong, as their level assumes", () => {
    for (const profile of ["quick", "full"] as const) {
      const ends = CLAIMS.flatMap(statementsOf).reduce((sum, statement) => {
        const isBand = statement.rule.kind === "ratio" || statement.rule.kind === "difference";
        return sum + (isBand ? 2 : 1) * countUnits(withoutParts(statement), profile);
      }, 0);
      expect(ends).toBeGreaterThan(0);
      expect(ends).toBeLessThanOrEqual(2048);
    }
  });

  it("has unique ids with unique anchors", () => {
    expect(new Set(CLAIMS.map(({ id }) => id.toLowerCase().replace(/[^a-z0-9]+/g, "-"))).size).toBe(CLAIMS.length);
  });

  it("finds claims by id and names the nearest for an unknown one", () => {
    const [whole, part] = [findClaim("L4.2-part1"), findClaim("L4.2-part2")];
    expect(whole.parts?.map(({ id }) => id)).toEqual(["L4.2-part2"]);
    expect([part.id, part.parts, findStatement("L4.2-part1").parts]).toEqual(["L4.2-part2", undefined, undefined]);
    expect(findClaim("TB2-categories").id).toBe("TB2-averages");
    expect(() => findClaim("l4.2-part")).toThrow(
      "findClaim: id must be that of a claim, got l4.2-part; the nearest is L4.2-part1",
    );
  });

  it("has its ids as types, too, for whoever writes one in a notebook", async () => {
    const committed = readFileSync(new URL("../../src/claims/claim-ids.ts", import.meta.url), "utf8");
    expect(committed === (await claimIdsModule(CLAIMS)), "run: npm run claim-ids").toBe(true);
  });

  it.each(each)("%s declares a control whose computed power suffices, in both profiles", (_, claim) => {
    for (const profile of ["quick", "full"] as const) {
      const { value, how } = claim.control.power({ profile });
      expect(value).toBeGreaterThanOrEqual(requiredPower(claim.rule));
      expect(value).toBeLessThanOrEqual(1);
      expect(how.length).toBeGreaterThan(10);
    }
  });

  it.each(each)("%s says only TeX that the report reads", (_, claim) => {
    const texts = [
      claim.statement,
      claim.scope,
      claim.expected.reason,
      claim.rule.text,
      claim.control.statement,
      claim.figure.caption,
      ...claim.hypotheses,
    ];
    const inline = texts.flatMap((text) => Array.from(text.matchAll(/\$([^$]+)\$/g), (match) => match[1]!));
    for (const tex of [...inline, ...(claim.bound ? [claim.bound.tex] : [])]) {
      expect(() => readTex(tex), tex).not.toThrow();
    }
  });

  it.each(each)("%s has every quick cell in its full grid, so that full can only add", (_, claim) => {
    const full = claim.grid.full.map((cell) => JSON.stringify(cell));
    for (const cell of claim.grid.quick) expect(full).toContain(JSON.stringify(cell));
  });
});
