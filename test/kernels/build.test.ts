import { expect, test } from "vitest";
import { readFileSync } from "node:fs";
import { kernelModule } from "../../src/kernels/build.mjs";

test("the committed module is what the compiler makes of assembly/ today", async () => {
  const committed = readFileSync(new URL("../../src/kernels/wasm-bytes.ts", import.meta.url), "utf8");
  expect(committed === (await kernelModule()), "run: npm run build:kernels").toBe(true);
});
