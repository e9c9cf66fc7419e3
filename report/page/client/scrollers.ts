/**
 * Keeps what scrolls sideways in the order of the Tab key, and only that: most formulas and tables fit their column. At the edge
 * behind which there is more the style fades it out.
 */
import { onReplaced } from "./live/replace.js";

const SCROLLERS = ".equation, .table-scroll, .drawing, pre.columns";

/** The page has all of them in that order, which is right where this script does not run. */
export function followScrollers(): void {
  const sizes = new ResizeObserver((entries) => {
    for (const { target } of entries) order(target);
  });
  // A live figure takes the place of a drawing that may have been wider, in a box that stays as it is.
  const contents = new MutationObserver((changes) => {
    for (const { target } of changes) order(target as Element);
  });
  const follow = (within: Element): void => {
    for (const scroller of within.querySelectorAll(SCROLLERS)) {
      sizes.observe(scroller);
      scroller.addEventListener("scroll", () => markEdges(scroller), { passive: true });
      contents.observe(scroller, { childList: true });
    }
  };
  void document.fonts.ready.then(() => follow(document.body));
  onReplaced(follow);
}

function order(scroller: Element): void {
  if (scroller.scrollWidth > scroller.clientWidth) scroller.setAttribute("tabindex", "0");
  else scroller.removeAttribute("tabindex");
  markEdges(scroller);
}

/** Roundings of a layout, and a figure's last label that stands out by half of itself, hide nothing. */
const SLACK = 12;

/** Says at which edges there is more: `data-more="start end"`. */
function markEdges(scroller: Element): void {
  const { scrollLeft, scrollWidth, clientWidth } = scroller;
  const edges = [
    ...(scrollLeft > SLACK ? ["start"] : []),
    ...(scrollLeft + clientWidth < scrollWidth - SLACK ? ["end"] : []),
  ];
  if (edges.length > 0) scroller.setAttribute("data-more", edges.join(" "));
  else scroller.removeAttribute("data-more");
}
