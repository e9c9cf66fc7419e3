/** Keeps what scrolls sideways in the order of the Tab key, and only that: most formulas and tables fit their column. */

const SCROLLERS = ".equation, .table-scroll, .drawing";

/** The page has all of them in that order, which is right where this script does not run. */
export function followScrollers(): void {
  const observer = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      if (target.scrollWidth > target.clientWidth) target.setAttribute("tabindex", "0");
      else target.removeAttribute("tabindex");
    }
  });
  void document.fonts.ready.then(() => {
    for (const scroller of document.querySelectorAll(SCROLLERS)) observer.observe(scroller);
  });
}
