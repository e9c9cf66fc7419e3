import { create, type Font } from "fontkit";
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { charactersIn, faceFiles } from "../../../../report/page/fonts/font-packages.js";
import type { Pieces } from "../../../../report/page/pieces.js";

const NOTHING_KEPT: Pieces = { once: (_kind, _label, _parts, make) => make() };

it.each(["source-serif-4", "stix-two-math", "dejavu-mono"])(
  "%s has the characters that fontkit reads from its packed files",
  async (name) => {
    const files = faceFiles(name);
    expect(files.length).toBeGreaterThan(0);
    for (const { path } of files) {
      const { characterSet } = create(readFileSync(path)) as Font;
      expect([...(await charactersIn(path, NOTHING_KEPT))]).toEqual(characterSet);
    }
  },
);
