/**
 * Markdown and mathematics with the same packages and options as JupyterLab's @jupyterlab/markedparser-extension and
 * @jupyterlab/mathjax-extension, which themselves need the whole application. Left out: highlighting of code blocks,
 * Mermaid, anchors of headings, \\require.
 */
import type { IRenderMime } from "@jupyterlab/rendermime";
import { marked } from "marked";
import { AssistiveMmlHandler } from "mathjax-full/js/a11y/assistive-mml.js";
import { browserAdaptor } from "mathjax-full/js/adaptors/browserAdaptor.js";
import { HTMLHandler } from "mathjax-full/js/handlers/html/HTMLHandler.js";
import { TeX } from "mathjax-full/js/input/tex.js";
import { AllPackages } from "mathjax-full/js/input/tex/AllPackages.js";
import { mathjax } from "mathjax-full/js/mathjax.js";
import { CHTML } from "mathjax-full/js/output/chtml.js";
import { TeXFont } from "mathjax-full/js/output/chtml/fonts/tex.js";
import { SafeHandler } from "mathjax-full/js/ui/safe/SafeHandler.js";

export const markdownParser: IRenderMime.IMarkdownParser = {
  render: (content) => marked.parse(content, { async: true, gfm: true }),
};

mathjax.handlers.register(AssistiveMmlHandler(SafeHandler(new HTMLHandler(browserAdaptor()))));

/** No files of fonts: JupyterLab has them in its style sheet, here the browser's own do. */
class FontWithoutFiles extends TeXFont {}
Object.assign(FontWithoutFiles, { defaultFonts: {} });

const mathDocument = mathjax.document(document, {
  InputJax: new TeX({
    packages: AllPackages,
    inlineMath: [
      ["$", "$"],
      ["\\(", "\\)"],
    ],
    displayMath: [
      ["$$", "$$"],
      ["\\[", "\\]"],
    ],
    processEscapes: true,
    processEnvironments: true,
  }),
  OutputJax: new CHTML({ font: new FontWithoutFiles() }),
});

export const latexTypesetter: IRenderMime.ILatexTypesetter = {
  typeset(element) {
    mathDocument.options.elements = [element];
    mathDocument.clear().render();
    delete mathDocument.options.elements;
  },
};
