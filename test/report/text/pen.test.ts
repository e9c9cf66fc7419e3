import { describe, expect, it } from "vitest";
import { linkedPen, PLAIN, penAfter, type Pen } from "../../../report/text/pen.js";

const pen = (parameters: string): Partial<Pen> => {
  const after = penAfter(PLAIN, parameters);
  return Object.fromEntries(Object.entries(after).filter(([key, value]) => value !== PLAIN[key as keyof Pen]));
};

describe("codes of colours and faces", () => {
  // xterm's cube has the levels 0, 95, 135, 175, 215, 255; its greys go from 8 to 238 by tens.
  it.each([
    ["31", { ink: 1 }],
    ["97;104", { ink: 15, ground: 12 }],
    ["38;5;9", { ink: 9 }],
    ["38;5;16", { ink: "#000000" }],
    ["38;5;196", { ink: "#ff0000" }],
    ["38;5;67", { ink: "#5f87af" }],
    ["48;5;231", { ground: "#ffffff" }],
    ["48;5;232", { ground: "#080808" }],
    ["48;5;255", { ground: "#eeeeee" }],
    ["38;2;1;20;255", { ink: "#0114ff" }],
    ["38:2::1:20:255", { ink: "#0114ff" }],
    ["38:5:67;1", { ink: "#5f87af", bold: true }],
    ["1;2;3;4;7;9", { bold: true, faint: true, italic: true, underline: true, inverse: true, struck: true }],
    ["4:3", { underline: true }],
    ["4;4:0", {}],
    ["1;2;22", {}],
    ["1;21", {}],
    ["31;39;41;49", {}],
    ["31;;1", { bold: true }],
    ["", {}],
  ])("%s", (parameters, change) => {
    expect(pen(parameters)).toEqual(change);
  });

  it.each(["38;5;256", "38;2;0;0", "38;2;0;0;999", "38;3;1", "38", "99", "12345", "38;5", "48:2:1:2", "x"])(
    "%s, which means nothing, changes nothing",
    (parameters) => {
      expect(penAfter(PLAIN, parameters)).toBe(PLAIN);
    },
  );

  it("begin anew after a colour that cannot be read", () => {
    expect(pen("1;38;5;999;4")).toEqual({ bold: true });
  });

  it("give the same pen for the same look, however it was come by", () => {
    expect(penAfter(penAfter(PLAIN, "31"), "1")).toBe(penAfter(PLAIN, "01;31"));
    expect(penAfter(penAfter(PLAIN, "31"), "0")).toBe(PLAIN);
  });
});

describe("links", () => {
  it("lead to the web alone", () => {
    expect(linkedPen(PLAIN, "https://example.org/a?b=c").link).toBe("https://example.org/a?b=c");
    for (const address of [
      "javascript:alert(1)",
      "file:///etc/passwd",
      "data:text/html,x",
      "https://",
      'http://a"b',
      "",
    ])
      expect(linkedPen(PLAIN, address)).toBe(PLAIN);
  });

  it("outlive a change of colours, as in xterm", () => {
    const linked = linkedPen(PLAIN, "https://example.org/");
    expect(penAfter(penAfter(linked, "31"), "0")).toBe(linked);
  });
});
