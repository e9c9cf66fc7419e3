/** Fuzzing whatever reads a JSON file: what is no JSON, what nests for ever, and what is nearly right. */
import fc from "fast-check";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { brokenJson, brokenText } from "./mutations.js";
import { acceptedOrRefused } from "./refusal.js";
import { FUZZ_TIMEOUT_MS, trying } from "./settings.js";

export interface JsonFile<T> {
  /** The file's name. */
  name: string;
  /** Documents that the reader accepts. */
  sound: readonly unknown[];
  read: (file: string) => T | Promise<T>;
  /** What must go well with a document that was accepted, changed or not; refusals begin with the file here, too. */
  use?: (accepted: T, file: string) => unknown;
  /** Cases in the suite: two thirds changed documents, one third changed text. */
  cases: number;
}

const PUNCTUATION = ["{", "}", "[", "]", ",", ":", '"', "\\u00", "1e999", "-", "null", "\u0000", "\ufeff"] as const;

/** Declares the tests of one reader; call it within a `describe`. */
export function fuzzJsonFile<T>({ name, sound, read, use, cases }: JsonFile<T>): void {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "ncsparse-fuzz-"));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const readText = async (text: string): Promise<T | undefined> => {
    const file = join(folder, name);
    writeFileSync(file, text);
    return await acceptedOrRefused(file, async () => {
      const accepted = await read(file);
      await use?.(accepted, file);
      return accepted;
    });
  };

  it("accepts sound documents", async () => {
    for (const document of sound) expect(await readText(JSON.stringify(document))).toBeDefined();
  });

  it("uses or refuses with one line documents in which something is wrong", { timeout: FUZZ_TIMEOUT_MS }, async () => {
    const property = fc.asyncProperty(brokenJson(sound), async (document) => {
      await readText(JSON.stringify(document));
    });
    await fc.assert(property, trying(Math.ceil((2 * cases) / 3)));
  });

  it("uses or refuses with one line what is hardly JSON", { timeout: FUZZ_TIMEOUT_MS }, async () => {
    const texts = sound.map((document) => JSON.stringify(document, null, 1));
    const property = fc.asyncProperty(brokenText(texts, PUNCTUATION), async (text) => {
      await readText(text);
    });
    await fc.assert(property, trying(Math.floor(cases / 3)));
  });

  it("refuses nesting without end", async () => {
    const [document] = sound;
    const deep = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
    const nested = JSON.stringify({ ...(document as object), metadata: 0 }).replace(
      '"metadata":0',
      `"metadata":${deep}`,
    );
    for (const text of [deep, nested]) expect(await readText(text)).toBeUndefined();
  });
}
