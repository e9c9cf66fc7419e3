import type { AttentionRule } from "../rule.js";

/** How many keys rows of attention kept. */
export interface KeptKeys {
  /** Over all rows of all heads that a rule was asked for. */
  kept: number;
  readonly rule: AttentionRule;
}

/** The same rule, and a count of what it keeps. */
export function countKept(rule: AttentionRule): KeptKeys {
  const tally: KeptKeys = {
    kept: 0,
    rule: (place) => {
      const keep = rule(place);
      return (row, kept) => {
        if (keep === undefined) kept.fill(1);
        else keep(row, kept);
        let count = 0;
        for (let j = 0; j < kept.length; j++) count += kept[j]!;
        tally.kept += count;
      };
    },
  };
  return tally;
}
