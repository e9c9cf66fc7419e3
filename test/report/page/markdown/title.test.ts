import { describe, expect, it } from "vitest";
import { titleIn } from "../../../../report/page/markdown/title.js";

describe("a chapter's title", () => {
  it.each([
    ["# One *two*\n\ntext", "One *two*", "# One *two*"],
    ["text\n\n   # Indented #", "Indented", "   # Indented #"],
    ["Under\nlined\n===\n\ntext", "Under\nlined", "Under\nlined\n==="],
    [
      '<center>\n<h1 align="center">Raw <em>H</em></h1>\n</center>',
      "Raw <em>H</em>",
      '<h1 align="center">Raw <em>H</em></h1>',
    ],
  ])("is read from %j", (source, title, heading) => {
    expect(titleIn(source)).toEqual({ title, heading });
  });

  it.each(["```sh\n# a comment\n```", "## Two", "#hash", "> # quoted", "#  "])("is not %j", (source) => {
    expect(titleIn(source)).toBeNull();
  });
});
