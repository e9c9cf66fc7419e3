/** Marks the section being read in the contents list; folds the list on small screens. */
import { onReplaced } from "./parts.js";

/** Below this width the list stands above the text and starts folded. The same breakpoint as in page.css. */
const WIDE = "(min-width: 1180px)";

export function followReader(): void {
  const details = document.querySelector<HTMLDetailsElement>(".contents details");
  if (details !== null) {
    if (!matchMedia(WIDE).matches) details.open = false;
    // Until now the page's style has kept it folded.
    details.dataset.foldable = "";
  }
  let { links, targets } = entries();
  let current: HTMLAnchorElement | undefined;
  const update = (): void => {
    const passed = targets.filter((target) => target.getBoundingClientRect().top < innerHeight / 3);
    const next = links.get(passed.at(-1)?.id ?? "");
    if (next === current) return;
    current?.removeAttribute("aria-current");
    next?.setAttribute("aria-current", "true");
    current = next;
  };
  // One measurement a frame, however many scroll events come.
  let pending = false;
  const soon = (): void => {
    if (pending) return;
    pending = true;
    requestAnimationFrame(() => {
      pending = false;
      update();
    });
  };
  addEventListener("scroll", soon, { passive: true });
  onReplaced(() => {
    ({ links, targets } = entries());
    current?.removeAttribute("aria-current");
    current = undefined;
    soon();
  });
  update();
}

/** The links of the list by the ids that they lead to, and what has these ids. */
function entries(): { links: Map<string, HTMLAnchorElement>; targets: HTMLElement[] } {
  const links = new Map<string, HTMLAnchorElement>();
  for (const link of document.querySelectorAll<HTMLAnchorElement>(".contents a")) {
    links.set(decodeURIComponent(link.hash.slice(1)), link);
  }
  return { links, targets: [...links.keys()].flatMap((id) => document.getElementById(id) ?? []) };
}
