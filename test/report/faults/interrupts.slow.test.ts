/** Hundreds of builds, printing included, interrupted or killed at random moments. */
import { describe, it } from "vitest";
import { HEARD, Interrupts } from "./interrupts.js";

describe.skipIf(process.platform !== "linux")("a build that prints", () => {
  const interrupts = new Interrupts(true);
  it("leaves no process and no half-written file, interrupted at any of 200 moments", () =>
    interrupts.test(200, HEARD));
  it("leaves no process and no half-written file, killed at any of 40 moments", () => interrupts.test(40, ["SIGKILL"]));
});
