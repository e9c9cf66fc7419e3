import { expect, it } from "vitest";
import { faceFiles } from "../../../../report/page/fonts/font-packages.js";
import { unpackFont } from "../../../../report/page/fonts/unpack-font.js";

it("fonts that are unpacked at once are those that are unpacked one by one", async () => {
  const paths = ["source-serif-4", "stix-two-math", "dejavu-mono"].flatMap((name) =>
    faceFiles(name).map(({ path }) => path),
  );
  const together = await Promise.all(paths.map(unpackFont));
  expect(new Set(together.map((font) => font.toString("latin1"))).size).toBe(paths.length);
  for (const [index, path] of paths.entries()) expect(together[index]!.equals(await unpackFont(path))).toBe(true);
});

it("a file that cannot be read fails by itself", async () => {
  const { path } = faceFiles("stix-two-math")[0]!;
  const [missing, font] = await Promise.allSettled([unpackFont("nowhere.woff2"), unpackFont(path)]);
  expect([missing.status, font.status]).toEqual(["rejected", "fulfilled"]);
});
