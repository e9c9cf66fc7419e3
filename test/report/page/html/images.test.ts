import { SPARSITY } from "../../../fixtures/report/notebooks.js";
import { readDocument } from "../../../../report/document/read.js";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { LARGEST_IMAGE_BYTES, readImageFiles } from "../../../../report/page/html/image-files.js";
import { localName, type NotebookImages } from "../../../../report/page/html/images.js";
import { renderMarkdown } from "../../../../report/page/markdown/markdown.js";
import type { Cell } from "../../../../report/types.js";
import { codeCell } from "../../../support/code-cell.js";
import { contextOf } from "../context.js";

const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
const PNG_URI = `data:image/png;base64,${PNG.toString("base64")}`;
const prose = (source: string): Cell => ({ cell_type: "markdown", id: "prose", metadata: {}, source });

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "ncsparse-images-"));
  await mkdir(join(root, "notebooks", "a b"), { recursive: true });
  await writeFile(join(root, "notebooks", "a b", "dot.png"), PNG);
  await writeFile(join(root, "top.png"), PNG);
  await writeFile(
    join(root, "notebooks", "drawing.svg"),
    '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>',
  );
  await writeFile(join(root, "notebooks", "text.png"), "no image");
  await writeFile(join(root, "notebooks", "large.png"), Buffer.concat([PNG, Buffer.alloc(LARGEST_IMAGE_BYTES)]));
  await writeFile(join(tmpdir(), "ncsparse-outside.png"), PNG);
  await symlink(join(tmpdir(), "ncsparse-outside.png"), join(root, "notebooks", "link.png"));
});
afterAll(async () => {
  await rm(root, { recursive: true, force: true });
  await rm(join(tmpdir(), "ncsparse-outside.png"), { force: true });
});

async function imagesOf(...cells: Cell[]): Promise<NotebookImages> {
  const notebook = { nbformat: 4, nbformat_minor: 5, metadata: {}, cells };
  const path = join(root, "notebooks", "01.ipynb");
  const { chapters } = readDocument([{ ...SPARSITY, name: "01", path, notebook }]);
  return (await readImageFiles(chapters, root)).images["01"] ?? {};
}

describe("image files that a notebook names", () => {
  it("are read from Markdown, from HTML in it, from notes and from outputs", async () => {
    const images = await imagesOf(
      prose("![a](<a b/dot.png>) [^n]\n\n<img src='../top.png'>\n\n[^n]: see ![](drawing.svg)\n\n`![no](no.png)`"),
      codeCell("html", [
        { output_type: "display_data", data: { "text/html": '<p><img src="/top.png"></p>' }, metadata: {} },
      ]),
    );
    expect(Object.keys(images)).toEqual(["../top.png", "/top.png", "a b/dot.png", "drawing.svg"]);
    expect(images["a b/dot.png"]).toEqual({ uri: PNG_URI });
    expect(images["../top.png"]).toEqual({ uri: PNG_URI });
    expect(images["/top.png"]).toEqual({ uri: PNG_URI });
    expect(images["drawing.svg"]).toMatchObject({
      uri: expect.stringMatching(/^data:image\/svg\+xml;base64,/) as string,
    });
  });

  it.each([
    ["none.png", /^the file cannot be read \(ENOENT\)$/],
    ["text.png", /^the file is of no kind of image/],
    ["large.png", /^the file has \d+ bytes, and the page embeds at most 5242880$/],
    ["../../ncsparse-outside.png", /^it lies outside the project's folder$/],
    ["link.png", /^it lies outside the project's folder$/],
  ])("are refused where they cannot be embedded: %s", async (name, problem) => {
    expect((await imagesOf(prose(`![x](${name})`)))[name]).toEqual({
      problem: expect.stringMatching(problem) as string,
    });
  });

  it("have the names that their addresses encode", () => {
    expect(["a%20b.png?raw=1#x", "100%.png", "./a.png"].map(localName)).toEqual(["a b.png", "100%.png", "./a.png"]);
    expect(["https://a.b/c.png", "//a.b/c.png", "data:,x", "attachment:a", ""].map(localName)).toEqual(
      Array.from({ length: 5 }, () => null),
    );
  });
});

describe("images in Markdown", () => {
  const attachments = { "a b.png": { "image/png": PNG.toString("base64") } };
  const images = { "x.png": { uri: PNG_URI }, "y.png": { problem: "the file cannot be read (ENOENT)" } };
  const shown = (source: string): { html: string; told: string[] } => {
    const context = contextOf({ attachments, images });
    const html = renderMarkdown(source, context).trim();
    return { html, told: context.warnings.map(({ message }) => message) };
  };

  it("are embedded: attachments of the cell, files beside the notebook, and data", () => {
    expect(shown("![bar](attachment:a%20b.png)").html).toBe(`<p><img src="${PNG_URI}" alt="bar"></p>`);
    expect(shown('![x *y*](x.png "a title")').html).toBe(`<p><img src="${PNG_URI}" alt="x *y*" title="a title"></p>`);
    expect(shown(`![d](${PNG_URI})`).html).toContain(`src="${PNG_URI}"`);
    expect(shown('<img src="x.png" width="40" style="x">').html).toContain(`<img src="${PNG_URI}" alt="" width="40">`);
  });

  it.each([
    [
      "![a](https://example.org/x.png)",
      "the image “a” (https://example.org/x.png): the page loads nothing from elsewhere",
    ],
    ["![a](y.png)", "the image “a” (y.png): the file cannot be read (ENOENT)"],
    ["![](attachment:none.png)", "an image (attachment:none.png): the cell has no attachment of that name"],
  ])("leave a mark that says why they are missing: %s", (source, message) => {
    expect(shown(source)).toEqual({
      html: `<p><span class="left-out">[left out: ${message}]</span></p>`,
      told: [message],
    });
  });
});
