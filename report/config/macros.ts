/** A project's TeX macros, in the notations of MathJax, KaTeX and MyST, as definitions in TeX. */

/** What a macro stands for: TeX; or TeX, the number of its arguments and, if it may be left out, what the first one is then. */
export type Macro = string | readonly [tex: string, args: number, first?: string];
/** By name, with or without a backslash. */
export type MacroConfig = Readonly<Record<string, Macro>>;

/** What a macro must be and is not; null where nothing is wrong. */
export function macroProblem(macro: Macro): string | null {
  const { tex, count, first } = partsOf(macro);
  if ([tex, first ?? ""].some((part) => !isBalanced(part))) return "TeX whose braces belong together";
  if (highestArgument(tex) > count) return `TeX without arguments beyond #${count}`;
  if (first !== undefined && (count === 0 || /[[\]]/.test(first)))
    return "a macro with an argument, whose value has no brackets";
  return null;
}

/** Definitions that TeX understands, in the config's order. */
export function definitions(macros: MacroConfig): string {
  return Object.entries(macros)
    .map(([name, macro]) => {
      const { tex, count, first } = partsOf(macro);
      const args = count === 0 ? "" : `[${count}]`;
      return `\\newcommand{\\${name.replace("\\", "")}}${args}${first === undefined ? "" : `[${first}]`}{${tex}}`;
    })
    .join("");
}

function partsOf(macro: Macro): { tex: string; count: number; first: string | undefined } {
  if (typeof macro === "string") return { tex: macro, count: highestArgument(macro), first: undefined };
  const [tex, count, first] = macro;
  return { tex, count, first };
}

function highestArgument(tex: string): number {
  return Math.max(0, ...Array.from(tex.matchAll(/(?<!\\)#([1-9])/g), ([, digit]) => Number(digit)));
}

function isBalanced(tex: string): boolean {
  let depth = 0;
  for (const [sign] of tex.matchAll(/\\[^]|[{}]/g)) {
    if (sign === "{") depth += 1;
    if (sign === "}" && --depth < 0) return false;
  }
  return depth === 0 && !/(?<!\\)(?:\\\\)*\\$/.test(tex);
}
