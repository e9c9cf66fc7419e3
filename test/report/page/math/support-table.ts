/** `docs/formulas.md`: what the report and JupyterLab make of each formula of the fixture, as they are asked. */
import { liteAdaptor } from "mathjax-full/js/adaptors/liteAdaptor.js";
import { STATE } from "mathjax-full/js/core/MathItem.js";
import { SerializedMmlVisitor } from "mathjax-full/js/core/MmlTree/SerializedMmlVisitor.js";
import type { MmlNode } from "mathjax-full/js/core/MmlTree/MmlNode.js";
import { RegisterHTMLHandler } from "mathjax-full/js/handlers/html.js";
import { TeX } from "mathjax-full/js/input/tex.js";
import { AllPackages } from "mathjax-full/js/input/tex/AllPackages.js";
import { mathjax } from "mathjax-full/js/mathjax.js";
import { renderMarkdown } from "../../../../report/page/markdown/markdown.js";
import { FORMULA_SUPPORT, type SupportRow } from "../../../fixtures/formula-support.js";
import { contextOf } from "../context.js";

RegisterHTMLHandler(liteAdaptor());
/** As JupyterLab has them; proof trees and `\require` cannot be asked without a page. */
const PACKAGES = AllPackages.filter((name) => name !== "bussproofs");

/** What the report makes of a formula: its HTML, and why it is loud; null where it is set. */
export function inReport(tex: string): { html: string; problem: string | null } {
  const context = contextOf();
  const html = renderMarkdown(/^\\begin\{[a-z]+\*?\}[^]*\\end\{[a-z]+\*?\}$/.test(tex) ? tex : `$$${tex}$$`, context);
  return { html, problem: context.warnings[0]?.message ?? null };
}

/** Whether MathJax sets a formula: no error, and no command in red. */
export function isSetByMathJax(tex: string): boolean {
  const fail = (_: unknown, error: Error): never => {
    throw error;
  };
  const document = mathjax.document("", { InputJax: new TeX({ packages: PACKAGES, formatError: fail }) });
  try {
    const root = document.convert(tex, { display: true, end: STATE.CONVERT }) as unknown as MmlNode;
    return !new SerializedMmlVisitor().visitTree(root).includes('<mtext mathcolor="red">\\');
  } catch {
    return false;
  }
}

export const ROWS = Object.values(FORMULA_SUPPORT).flat();

export function supportTable(): string {
  const groups = Object.entries(FORMULA_SUPPORT).map(([name, rows]) =>
    [
      `## ${name}`,
      "",
      "| | written | in the report | in JupyterLab |",
      "| --- | --- | --- | --- |",
      ...rows.map(line),
    ].join("\n"),
  );
  return `${[INTRODUCTION, ...groups].join("\n\n")}\n`;
}

function line([feature, tex, differs, lab]: SupportRow): string {
  const report = inReport(tex).problem !== null ? "**loud**" : (differs ?? "set");
  const jupyter = (lab ?? (isSetByMathJax(tex) ? "set" : null)) === "set" ? "set" : "not known";
  const cells = [named(feature), `\`${tex.replaceAll("\n", " ↵ ")}\``, report, jupyter];
  return `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
}

/** Commands in a feature's name are code. */
function named(feature: string): string {
  return feature.replace(/\\[a-zA-Z@]+(?:\{[^{}]*\})*/g, "`$&`");
}

const INTRODUCTION = `# Formulas

What the report makes of TeX, and what JupyterLab 4.6 does (MathJax 3.2 with all its packages). A test sets every formula
of these tables in both and compares the tables with what it finds.

- *set*: as TeX means it. Where something differs from MathJax's picture, the table says what.
- **loud**: the page shows the source in red, the terminal names notebook and cell, and the build exits with 1.
- *not known*: of at least one command in the formula JupyterLab shows an error, or the command in red.

Temml turns TeX into MathML, which the reader's browser lays out in STIX Two. Beyond the tables:

- Equations are numbered where they have a label ([prose.md](prose.md)), in JupyterLab none.
- Macros hold for the later formulas of their notebook, those of the config's \`macros\` everywhere.
- Of physics, the commands that Temml has (derivatives, delimiters, vectors) are set; JupyterLab has none of them.
- Chemistry (mhchem) is set in both. Proof trees (bussproofs) are loud.
- A formula expands at most 500 macros, and no length in it exceeds 40 em.`;
