/** Ctrl-C, SIGTERM and the end of the terminal, at four moments of a build; interrupts.slow.test.ts has 240. */
import { describe, it } from "vitest";
import { HEARD, Interrupts } from "./interrupts.js";

/** Five builds: 6 s on two quiet cores, ten times that where others compute. */
const TIMEOUT_MS = 300_000;

describe.skipIf(process.platform !== "linux")("a build that is interrupted at any moment", () => {
  const interrupts = new Interrupts(false, "displays");
  it("leaves no process and no half-written file", () => interrupts.test(4, HEARD), TIMEOUT_MS);
});
