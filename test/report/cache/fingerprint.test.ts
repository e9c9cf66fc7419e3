import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { kernelFingerprint, pageFingerprint } from "../../../report/cache/fingerprint.js";

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "ncsparse-fingerprint-"));
  await mkdir(join(root, "dist"));
});
afterAll(async () => rm(root, { recursive: true, force: true }));

const write = (name: string, text: string): Promise<void> => writeFile(join(root, name), text);
const fingerprint = (): string => kernelFingerprint({ root, code: [join(root, "dist")] });

it("what notebooks depend on is the project's code and lockfile, and neither its maps nor other files", async () => {
  const seen = new Set([fingerprint()]);
  for (const [name, text] of [
    ["dist/index.js", "1"],
    ["dist/index.js", "2"],
    ["dist/data.json", "{}"],
    ["package-lock.json", "{}"],
  ] as const) {
    await write(name, text);
    seen.add(fingerprint());
  }
  expect(seen.size).toBe(5);
  await write("dist/index.js.map", "1");
  await write("dist/tsconfig.tsbuildinfo", "1");
  await write("README.md", "1");
  expect(seen).toContain(fingerprint());
});

it("what the page depends on is the project's lockfile", async () => {
  await write("package-lock.json", "{}");
  const before = pageFingerprint(root);
  await write("dist/index.js", "3");
  expect(pageFingerprint(root)).toBe(before);
  await write("package-lock.json", "{ }");
  expect(pageFingerprint(root)).not.toBe(before);
});
