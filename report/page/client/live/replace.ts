/** Parts of the page that were put in the place of earlier ones, as `--watch` does with what was saved. */

/** What happens to a part once it stands in the page; it bubbles. */
const REPLACED = "ncsparse:replaced";

/** Puts an element in the place of another. What the reader had unfolded stays so where both have the same folds. */
export function replacePart(old: Element, part: Element): void {
  const [before, after] = [old, part].map((element) => [...element.querySelectorAll("details:not(.figure-tools)")]);
  if (before!.length === after!.length) {
    before!.forEach((details, at) => after![at]!.toggleAttribute("open", details.hasAttribute("open")));
  }
  old.replaceWith(part);
  part.dispatchEvent(new CustomEvent(REPLACED, { bubbles: true }));
}

/** Calls back with every part that is replaced from now on. */
export function onReplaced(act: (part: Element) => void): void {
  document.addEventListener(REPLACED, ({ target }) => act(target as Element));
}
