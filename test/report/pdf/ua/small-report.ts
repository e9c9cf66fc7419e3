/** A report of two notebooks that has one of everything that a PDF's tags tell apart. */
import { writeFile } from "node:fs/promises";
import { readDocument } from "../../../../report/document/read.js";
import { renderPage } from "../../../../report/page/page.js";
import { SPARSITY } from "../../../fixtures/report/notebooks.js";
import { CLEAN_INPUT } from "../../../fixtures/report/page-input.js";
import { executed } from "../../../support/executed.js";
import { proseCell } from "../../../support/prose-cell.js";

/** Two squares that shine through: browsers draw them as an object of its own, and mark them within it. */
const SQUARES = '<g opacity="0.5"><rect width="60" height="60"/><rect x="30" width="60" height="60" fill="blue"/></g>';
const PICTURE = `<svg xmlns="http://www.w3.org/2000/svg" width="120" height="60">${SQUARES}</svg>`;
/** As the page has its charts. */
const DRAWING = `<svg role="img" aria-label="Two squares" width="120" height="60"><rect width="120" height="60" fill="none" stroke="red"/>${SQUARES}</svg>`;

const EVERYTHING = `# The short text

Prose with **strong** and *stressed* words, with \`code\`, the formula $\\sqrt{2 \\ln n}$, the simple one $p_{(k+1)}$, a footnote[^1],
a link to [the section below](#all-else), [another](#all-else) and one to [a site](https://example.org/).

[^1]: What the footnote says.

$$ \\left( \\frac{\\sum_{i=1}^{n} x_i}{\\frac{a}{b}} \\right)^{2} \\le \\sigma $$

- a first point
- a second one
  1. with a part
  2. and another

> A quotation.

## All else

| n | empty | text |
|---|:-----:|------|
| 1 |       | one  |
| 2 | two   |      |

<table><tr><th rowspan="2">rows</th><th>of</th><th>unequal</th></tr><tr><td>length</td></tr></table>

#### A heading that leaves a level out

![A blue square over a black one](data:image/svg+xml;base64,${Buffer.from(PICTURE).toString("base64")})

\`\`\`ts
const window = 512;
\`\`\`
`;

const ARTICLE = executed(0, "00-short", [
  proseCell("front", "For readers of the page.", "front"),
  proseCell("title", EVERYTHING),
]);

/** Writes the report's page. */
export async function writeSmallReport(html: string): Promise<void> {
  const document = readDocument([ARTICLE, SPARSITY]);
  const input = { ...CLEAN_INPUT, abstract: "What was found.", findings: [], document, partial: true };
  const page = await renderPage(input);
  await writeFile(
    html,
    page.replace('<footer class="colophon"', (footer) => DRAWING + footer),
  );
}
