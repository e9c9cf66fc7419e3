/** Keeps what scrolls sideways in the order of the Tab key, and only that: most formulas and tables fit their column. */
import { onReplaced } from "./parts.js";

const SCROLLERS = ".equation, .table-scroll, .drawing";

/** The page has all of them in that order, which is right where this script does not run. */
export function followScrollers(): void {
  const observer = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      if (target.scrollWidth > target.clientWidth) target.setAttribute("tabindex", "0");
      else target.removeAttribute("tabindex");
    }
  });
  const follow = (within: Element): void => {
    for (const scroller of within.querySelectorAll(SCROLLERS)) observer.observe(scroller);
  };
  void document.fonts.ready.then(() => follow(document.body));
  onReplaced(follow);
}
