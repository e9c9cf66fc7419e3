/** A reader who stops reading, as `ncsparse ... | head -1` does. */
import { spawn } from "node:child_process";
import { expect, it } from "vitest";
import { enginePath } from "../../../report/root.js";

it("what is asked for is done although nobody reads the lines; no stack trace is left", async () => {
  const args = [enginePath("report", "bin", "ncsparse.js"), "window", "--n", "16384", "--sigma", "1", "--tv", "0.1"];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe"] });
  child.stdout.destroy();
  let complaints = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (complaints += text));
  const code = await new Promise((resolve) => child.once("close", resolve));
  expect({ code, complaints }).toEqual({ code: 0, complaints: "" });
});
