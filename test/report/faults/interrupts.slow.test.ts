/** Hundreds of builds, printing included, interrupted or killed at random moments. */
import { describe, it } from "vitest";
import { HEARD, Interrupts } from "./interrupts.js";

/** 200 builds that print: 10 minutes on two quiet cores, many times that where others compute. */
const TIMEOUT_MS = 7_200_000;

describe.skipIf(process.platform !== "linux")("a build that prints", () => {
  const interrupts = new Interrupts(true, "one-claim");
  it(
    "leaves no process and no half-written file, interrupted at any of 200 moments",
    () => interrupts.test(200, HEARD),
    TIMEOUT_MS,
  );
  it(
    "leaves no process and no half-written file, killed at any of 40 moments",
    () => interrupts.test(40, ["SIGKILL"]),
    TIMEOUT_MS,
  );
});
