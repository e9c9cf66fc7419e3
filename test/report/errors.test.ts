import { describe, expect, it } from "vitest";
import { InputError, oneLine } from "../../report/errors.js";

describe("a message for people", () => {
  it("is one line that drives no terminal, whatever it quotes", () => {
    expect(oneLine("a\nb\r\u001b[2J\u2028\u202e\u0085 é 漢 😀")).toBe(
      "a\\nb\\r\\u001b[2J\\u2028\\u202e\\u0085 é 漢 😀",
    );
    expect(new InputError("notebook.ipynb: a\tb\nc").message).toBe("notebook.ipynb: a\\tb\\nc");
  });

  it("keeps place and reason where what stands between them is endless", () => {
    const line = oneLine(`place: ${"x".repeat(10_000)} is the reason`);
    expect(line).toMatch(/^place: x+ \.\.\. x+ is the reason$/);
    expect(line).toHaveLength(1_000);
  });
});
