import { selectLargest } from "../../attention/select.js";
import { attentionRow } from "../head.js";
import { chooseRows, requireKeptCount } from "../kept.js";
import type { Method } from "../method.js";

/** Definition 3.4: the k largest entries of each row, ties broken by the lower index. */
export const ideal: Method = {
  name: "ideal top-k",
  source: "Definition 3.4",
  causalOnly: false,
  cost: { products: (n) => n, words: "reads every logit, then sorts" },
  choose(head, k) {
    requireKeptCount("ideal", k, 1, head.n);
    return chooseRows(head, k, (i, row) => {
      const p = attentionRow(head, i);
      const [level] = selectLargest(Float64Array.from(p), [k]);
      let count = 0;
      for (let j = 0; j < p.length; j++) if (p[j]! > level!) row[count++] = j;
      for (let j = 0; j < p.length && count < k; j++) if (level === p[j]) row[count++] = j;
    });
  },
};
