/** Pictures that are wider than a page shows, made smaller; what is shown of them is read back from a real browser. */
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readDocument } from "../../../../../report/document/read.js";
import { readImageFiles } from "../../../../../report/page/html/image-files.js";
import { encode, type Pixels } from "../../../../../report/page/html/raster/codecs.js";
import { readRaster } from "../../../../../report/page/html/raster/read-raster.js";
import shrink, { WIDEST } from "../../../../../report/page/html/raster/shrink.js";
import { renderPage } from "../../../../../report/page/page.js";
import { display, SPARSITY } from "../../../../fixtures/report/notebooks.js";
import { CLEAN_INPUT } from "../../../../fixtures/report/page-input.js";
import { codeCell } from "../../../../support/code-cell.js";
import { openFile, read, type Visitor } from "../../open-page.js";

const [WIDTH, HEIGHT] = [2160, 1620];

/** Four quarters of one colour each, with grain that makes the file large. */
function picture(width = WIDTH, height = HEIGHT, opacity = 255): Pixels {
  const quarters = [
    [200, 40, 40],
    [40, 160, 40],
    [40, 40, 200],
    [200, 200, 60],
  ];
  const data = new Uint8ClampedArray(width * height * 4);
  let seed = 1;
  for (let at = 0; at < data.length; at += 4) {
    const [x, y] = [(at / 4) % width, Math.floor(at / 4 / width)];
    const colour = quarters[(x < width / 2 ? 0 : 1) + (y < height / 2 ? 0 : 2)]!;
    seed = (seed * 48271) % 2147483647;
    for (let channel = 0; channel < 3; channel++) data[at + channel] = colour[channel]! + (seed % 21) - 10;
    data[at + 3] = opacity;
  }
  return { data, width, height };
}

/** A part of a JPEG that begins with a marker. */
function segment(marker: number, content: Buffer): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt16BE(marker, 0);
  head.writeUInt16BE(content.length + 2, 2);
  return Buffer.concat([head, content]);
}

/** EXIF that says how the camera was held. */
function held(orientation: number): Buffer {
  const tiff = Buffer.from("4d4d002a00000008000101120003000000010000000000000000", "hex");
  tiff.writeUInt16BE(orientation, 18);
  return segment(0xffe1, Buffer.concat([Buffer.from("Exif\0\0", "latin1"), tiff]));
}

const PROFILE = segment(0xffe2, Buffer.concat([Buffer.from("ICC_PROFILE\0\x01\x01", "latin1"), Buffer.alloc(128, 7)]));
const behind = (data: Buffer, at: number, ...parts: Buffer[]): Buffer =>
  Buffer.concat([data.subarray(0, at), ...parts, data.subarray(at)]);

let jpeg: Buffer;
let png: Buffer;
beforeAll(async () => {
  jpeg = await encode(picture(), "jpeg", 95);
  png = await encode(picture(), "png", 0);
});

const shrunk = async (data: Buffer): Promise<{ mime: string; data: Buffer } | null> => {
  const made = await shrink(data.toString("base64"));
  return made === null ? null : { mime: made.mime, data: Buffer.from(made.base64, "base64") };
};

describe("a picture wider than a page shows", () => {
  it("is made as wide as that, in fewer bytes, the same ones each time", async () => {
    const made = await shrunk(jpeg);
    expect(made!.mime).toBe("image/jpeg");
    expect(readRaster(made!.data)).toMatchObject({ kind: "jpeg", width: WIDEST, height: 1200 });
    expect(made!.data.length).toBeLessThan(jpeg.length / 2);
    expect((await shrunk(jpeg))!.data.equals(made!.data)).toBe(true);
  });

  it("keeps what says what its colours mean, and loses how it was held", async () => {
    const made = await shrunk(behind(jpeg, 20, held(6), PROFILE));
    expect(made!.data.includes(PROFILE)).toBe(true);
    expect(made!.data.includes("Exif")).toBe(false);
    // Stored lying, it is shown upright: 1620 by 2160.
    expect(readRaster(made!.data)).toMatchObject({ width: WIDEST, height: Math.round((WIDEST * 4) / 3) });
  });

  it("stays a PNG unless it is a photograph, and a photograph with clear parts does", async () => {
    const grainy = await shrunk(png);
    expect(grainy!.mime).toBe("image/jpeg");
    const clear = await shrunk(await encode(picture(WIDTH, HEIGHT, 200), "png", 0));
    expect(clear!.mime).toBe("image/png");
    expect(readRaster(clear!.data)).toMatchObject({ kind: "png", width: WIDEST, height: 1200 });
  });

  it.each([
    ["moves", () => behind(png, 33, Buffer.from("00000008", "hex"), Buffer.from("acTL"), Buffer.alloc(12))],
    ["ends within its head", () => jpeg.subarray(0, 30)],
    [
      "holds no pixels",
      () => Buffer.concat([png.subarray(0, 33), Buffer.from("00000000", "hex"), Buffer.from("IDAT")]),
    ],
    ["is no picture", () => Buffer.alloc(300_000)],
  ])("is left as it is where it %s", async (_, data) => {
    expect(await shrunk(data())).toBeNull();
  });

  it("is left as it is where it is high and not wide", async () => {
    expect(await shrunk(await encode(picture(800, 3000), "jpeg", 95))).toBeNull();
  });
});

describe("on a page", () => {
  let root: string;
  let visitor: Visitor;
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), "ncsparse-images-"));
    await mkdir(join(root, "notebooks"));
    // More than the page embeds as it is: 5 MiB.
    const large = behind(jpeg, 20, held(6), ...Array.from({ length: 90 }, () => segment(0xffef, Buffer.alloc(65_000))));
    await writeFile(join(root, "notebooks", "large.jpg"), large);
    const source = "# Pictures\n\n![file](large.jpg) ![attached](attachment:a.jpg)";
    const attachments = { "a.jpg": { "image/jpeg": jpeg.toString("base64") } };
    const output = display({ "image/png": png.toString("base64") }, { alt: "output" });
    const cells = [
      { cell_type: "markdown" as const, id: "prose", metadata: {}, source, attachments },
      codeCell("output", [output]),
    ];
    const path = join(root, "notebooks", "01.ipynb");
    const document = readDocument([{ ...SPARSITY, name: "01", path, notebook: { ...SPARSITY.notebook, cells } }]);
    const { images } = await readImageFiles(document.chapters, root);
    const html = await renderPage({ ...CLEAN_INPUT, abstract: "", findings: [], document, images });
    await writeFile(join(root, "page.html"), html);
    visitor = await openFile(join(root, "page.html"));
  });
  afterAll(async () => {
    await visitor.close();
    await rm(root, { recursive: true, force: true });
  });

  it("files, attachments and outputs are shown upright, in their colours", async () => {
    const { page } = await visitor.visit(1280, { drawn: false });
    const shown = await read<[string, number, number, number[][]][]>(
      page,
      `[...document.querySelectorAll("article img")].map((image) => {
        const canvas = Object.assign(document.createElement("canvas"), { width: 40, height: 40 });
        const context = canvas.getContext("2d");
        context.drawImage(image, 0, 0, 40, 40);
        const at = (x, y) => [...context.getImageData(x, y, 1, 1).data].slice(0, 3);
        return [image.alt, image.naturalWidth, image.naturalHeight, [at(10, 10), at(30, 10), at(10, 30), at(30, 30)]];
      })`,
    );
    await page.close();
    const [red, green, blue, yellow] = [
      [200, 40, 40],
      [40, 160, 40],
      [40, 40, 200],
      [200, 200, 60],
    ];
    const expected: [string, number, number, number[][]][] = [
      // Turned by a quarter to the right.
      ["file", WIDEST, 2133, [blue, red, yellow, green]],
      ["attached", WIDEST, 1200, [red, green, blue, yellow]],
      ["output", WIDEST, 1200, [red, green, blue, yellow]],
    ];
    expect(shown.map(([alt, width, height]) => [alt, width, height])).toEqual(
      expected.map(([alt, width, height]) => [alt, width, height]),
    );
    for (const [index, [alt, , , colours]] of shown.entries()) {
      for (const [corner, colour] of colours.entries()) {
        for (const [channel, value] of colour.entries()) {
          const right = expected[index]![3][corner]![channel]!;
          expect(Math.abs(value - right), `${alt}, corner ${corner}, channel ${channel}`).toBeLessThan(12);
        }
      }
    }
  });
});
