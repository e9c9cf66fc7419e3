/** The characters that browsers draw for MathML beside those of its text: a subset of the formulas' face needs them too. */

/** What elements draw by themselves: the sign of `msqrt` and `mroot`. */
const ROOT_SIGN = "\u221a";

/** Rows of Unicode's mathematical italics: where each begins, and the characters that it holds the italics of. */
const ITALICS: readonly (readonly [start: number, plain: string])[] = [
  [0x1d434, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"],
  [0x1d44e, "abcdefghijklmnopqrstuvwxyz"],
  [0x1d6a4, "ıȷ"],
  [0x1d6e2, "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡϴΣΤΥΦΧΨΩ∇αβγδεζηθικλμνξοπρςστυφχψω∂ϵϑϰϕϱϖ"],
];
/** The one italic that has no place in its row. */
const ITALIC_H = "\u210e";

/** `<mi>` with a single one of these is drawn as its italic (MathML Core, "italic mappings"). */
const ITALIC_OF: ReadonlyMap<string, string> = new Map([
  ...ITALICS.flatMap(([start, plain]) =>
    Array.from(plain, (char, index): [string, string] => [char, String.fromCodePoint(start + index)]),
  ),
  ["h", ITALIC_H],
]);

/** The characters of a text with all those that formulas may draw for them. */
export function drawnByFormulas(characters: ReadonlySet<string>): Set<string> {
  const drawn = new Set([...characters, ROOT_SIGN]);
  for (const char of characters) drawn.add(ITALIC_OF.get(char) ?? char);
  return drawn;
}
