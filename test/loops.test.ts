/** A loop without a counter must say why it ends. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { enginePath } from "../report/root.js";

const AUDITED = [
  ...["limit", "window", "measure", "bounds", "attention", "kit/formula", "kit/probability", "kit/random"].map(
    (room) => `src/${room}`,
  ),
  "report/cli",
  "report/page/client/explore",
];
/** A `while`, or a `for` without a condition. */
const UNCOUNTED = /^\s*(?:\} )?(?:while \(|do \{|for \([^;]*;\s*;)/;

test("each loop of the calculator that counts no turns names the reason why it ends on the line above", () => {
  const unexplained = AUDITED.flatMap((room) =>
    readdirSync(enginePath(room), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts"))
      .flatMap((name) => {
        const lines = readFileSync(join(enginePath(room), name), "utf8").split("\n");
        return lines.flatMap((line, at) =>
          UNCOUNTED.test(line) && !/^\s*\/\/ Ends: /.test(lines[at - 1] ?? "") ? [`${room}/${name}:${at + 1}`] : [],
        );
      }),
  );
  expect(unexplained).toEqual([]);
});
