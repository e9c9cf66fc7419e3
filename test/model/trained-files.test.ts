import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { parseHeldOut } from "../../src/model/held-out.js";
import { crossEntropy, forward, heldOut, passageTokens, trainedModel } from "../../src/model/index.js";
import { pinnedFile, TRAINED_FILES } from "../../src/model/trained.js";

const folder = mkdtempSync(join(tmpdir(), "ncsparse-trained-"));
afterAll(() => rmSync(folder, { recursive: true }));

describe("the trained model", () => {
  const models = fileURLToPath(new URL("../../models", import.meta.url));

  it.each(["config.json", "held-out.json", "model.safetensors"] as const)("has the pinned %s", (name) => {
    expect(() => pinnedFile(models, name)).not.toThrow();
  });

  it("refuses a file that is not the pinned one, in one line", () => {
    writeFileSync(join(folder, "config.json"), "{}");
    const pinned = TRAINED_FILES["config.json"];
    const found = "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"; // sha256sum of "{}"
    expect(() => pinnedFile(folder, "config.json")).toThrow(
      `${join(folder, "config.json")}: SHA-256 must be ${pinned}, as pinned in TRAINED_FILES, got ${found}`,
    );
  });

  it("predicts prose far better than chance, and is read once", async () => {
    const model = await trainedModel();
    expect(await trainedModel()).toBe(model);
    const tokens = passageTokens(heldOut().text[0]!.passage).subarray(0, 256);
    const bits = crossEntropy(forward(model, tokens), tokens);
    expect(bits.reduce((sum, b) => sum + b, 0) / bits.length).toBeLessThan(4); // chance: 8 bits a byte
  });
});

describe("the held-out passages", () => {
  it("are of the model's context, and read once", async () => {
    const { config } = await trainedModel();
    expect(heldOut().length).toBe(config.context);
    expect(heldOut()).toBe(heldOut());
  });

  const lookup = { passage: "<a:bb>  <a:bb>", answers: [{ at: 11, source: 3, length: 2 }] };
  const good = {
    length: 14,
    text: [{ source: "s", passage: "fourteen bytes" }],
    lookup: [lookup],
    copy: [{ passage: "\nabcdef\nabcdef", period: 7 }],
  };

  it("are read as they are written", () => {
    expect(parseHeldOut(JSON.stringify(good))).toEqual(good);
  });

  it.each([
    [{ length: 0 }, "length must be an integer >= 1, got 0"],
    [{ text: [] }, "text must be a list of passages, got []"],
    [{ copy: undefined }, "copy must be a list of passages, got nothing"],
    [{ text: [{ source: "s", passage: "short" }] }, 'text[0].passage must be 14 ASCII characters, got "short"'],
    [
      { text: [{ source: "s", passage: "fourteen bytés" }] },
      'text[0].passage must be 14 ASCII characters, got "fourteen bytés"',
    ],
    [{ copy: [{ ...good.copy[0], period: 14 }] }, "copy[0].period must be an integer in [1, 14), got 14"],
    [{ lookup: [{ ...lookup, answers: [] }] }, "lookup[0].answers must be a list of answers, got []"],
    [
      { lookup: [{ ...lookup, answers: [{ at: 11, source: 2, length: 2 }] }] },
      'lookup[0].answers must be the same bytes at both places, got {"at":11,"source":2,"length":2}',
    ],
  ])("are refused with %j", (change, message) => {
    expect(() => parseHeldOut(JSON.stringify({ ...good, ...change }))).toThrow(`parseHeldOut: ${message}`);
  });
});
