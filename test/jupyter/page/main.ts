/** The part of JupyterLab that turns a cell's outputs into a page: its own registry, renderers and output model. */
import type { IOutput } from "@jupyterlab/nbformat";
import { OutputModel, RenderMimeRegistry, standardRendererFactories } from "@jupyterlab/rendermime";
import vega from "@jupyterlab/vega5-extension";
import { Widget } from "@lumino/widgets";
import type { FrontEnd } from "../front-end.js";
import { latexTypesetter, markdownParser } from "./typeset.js";

/**
 * Show nothing but these outputs, below one another, each in a `div.output`.
 *
 * @returns for each output the MIME type that the registry prefers, null where it can show none
 */
async function render(outputs: IOutput[], frontEnd: FrontEnd): Promise<(string | null)[]> {
  // Where JupyterLab says which theme it has.
  document.body.dataset.jpThemeLight = String(frontEnd.theme === "light");
  // The page's ground in its own two themes.
  document.body.style.setProperty("--jp-layout-color0", frontEnd.theme === "light" ? "white" : "#111111");
  for (const old of document.querySelectorAll(".output")) old.remove();
  const registry = registryFor(frontEnd);
  const types: (string | null)[] = [];
  for (const value of outputs) {
    const model = new OutputModel({ value, trusted: frontEnd.trusted });
    // As JupyterLab's OutputArea does.
    const mimeType = registry.preferredMimeType(model.data, frontEnd.trusted ? "any" : "ensure") ?? null;
    types.push(mimeType);
    if (mimeType !== null) await show(registry, mimeType, model);
  }
  return types;
}

function registryFor(frontEnd: FrontEnd): RenderMimeRegistry {
  const registry = new RenderMimeRegistry({
    initialFactories: standardRendererFactories,
    markdownParser,
    latexTypesetter,
  });
  for (const extension of [vega].flat()) {
    if (frontEnd.vega) registry.addFactory(extension.rendererFactory, extension.rank);
  }
  return registry;
}

async function show(registry: RenderMimeRegistry, mimeType: string, model: OutputModel): Promise<void> {
  const renderer = registry.createRenderer(mimeType);
  const output = document.createElement("div");
  output.className = "output";
  document.body.append(output);
  // Only an attached renderer has its mathematics typeset.
  Widget.attach(renderer, output);
  await renderer.renderModel(model);
}

Object.assign(window, { render });
