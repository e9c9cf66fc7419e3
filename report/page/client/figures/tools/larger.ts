/** A figure in the whole window: one dialog for all figures, filled when it opens. */
import { drawInto } from "../../draw.js";
import type { FigureSource } from "../figure-source.js";

const TOOLTIP_ID = "vg-tooltip-element";

/** Opens the figure as wide as the window; Escape or the button close it, and focus returns to where it was. */
export async function openLarger(figure: HTMLElement, still: SVGElement, { vega }: FigureSource): Promise<void> {
  const dialog = document.querySelector<HTMLDialogElement>("dialog.larger") ?? makeDialog();
  const label = figure.querySelector(".figure-label")?.textContent ?? "Figure";
  dialog.setAttribute("aria-label", label);
  dialog.querySelector("h2")!.textContent = label;
  const stage = dialog.querySelector<HTMLElement>(".stage")!;
  dialog.showModal();
  holdTooltip(dialog);
  const svg = await drawInto(stage, vega, still, { id: `${figure.id}-large` });
  // The drawing's own size becomes its proportions; the window gives the size.
  svg.removeAttribute("width");
  svg.removeAttribute("height");
}

function makeDialog(): HTMLDialogElement {
  const dialog = document.createElement("dialog");
  dialog.className = "larger";
  const head = document.createElement("header");
  const close = document.createElement("button");
  close.type = "button";
  close.textContent = "Close";
  close.addEventListener("click", () => dialog.close());
  head.append(document.createElement("h2"), close);
  const stage = document.createElement("div");
  stage.className = "stage";
  stage.tabIndex = 0;
  dialog.append(head, stage);
  dialog.addEventListener("close", () => {
    stage.replaceChildren();
    holdTooltip(document.body);
  });
  document.body.append(dialog);
  return dialog;
}

/** A modal dialog covers all that lies outside it: the tooltip moves in and out with it. */
function holdTooltip(holder: HTMLElement): void {
  const tooltip = document.getElementById(TOOLTIP_ID) ?? document.createElement("div");
  tooltip.id = TOOLTIP_ID;
  tooltip.className = "vg-tooltip";
  holder.append(tooltip);
}
