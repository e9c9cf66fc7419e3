import { describe, expect, it } from "vitest";
import { jsonTree } from "../../../report/page/json-tree.js";

describe("a tree of JSON", () => {
  it("names keys, counts what is inside, and escapes all", () => {
    expect(jsonTree({ "<a>": [1, "b&", null, true], e: {} })).toBe(
      '<div class="json"><details open><summary>{2 keys}</summary><ul>' +
        '<li><span class="json-key">&lt;a&gt;</span>: <details open><summary>[4 items]</summary><ul>' +
        '<li><span class="json-key">0</span>: <span class="json-number">1</span></li>' +
        '<li><span class="json-key">1</span>: <span class="json-string">&quot;b&amp;&quot;</span></li>' +
        '<li><span class="json-key">2</span>: <span class="json-null">null</span></li>' +
        '<li><span class="json-key">3</span>: <span class="json-boolean">true</span></li></ul></details></li>' +
        '<li><span class="json-key">e</span>: <span class="json-sign">{}</span></li></ul></details></div>',
    );
  });

  it("is folded below its root where it is large", () => {
    const html = jsonTree({ a: Array.from({ length: 60 }, (_, i) => i) });
    expect(html.match(/<details open>/g)).toHaveLength(1);
    expect(html.match(/<details>/g)).toHaveLength(1);
  });

  it("is bounded in breadth, in all, and in depth, with counts", () => {
    expect(jsonTree(Array.from({ length: 20_000 }, () => 0))).toContain('<li class="left-off">19,800 more</li>');
    const wide = Array.from({ length: 150 }, () => Array.from({ length: 150 }, () => 0));
    expect(jsonTree(wide).match(/json-key/g)).toHaveLength(2_000);
    let deep: unknown = 1;
    for (let level = 0; level < 50_000; level++) deep = [deep];
    expect(jsonTree(deep)).toContain("[1 item], deeper than 20 levels");
    expect(jsonTree("x".repeat(1_000_000)).length).toBeLessThan(1_200);
  });

  it("may be of a single value", () => {
    expect(jsonTree(3)).toBe('<div class="json"><span class="json-number">3</span></div>');
  });
});
