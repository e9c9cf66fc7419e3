/** Marks the section being read in the contents list; folds the list on small screens. */

/** Below this width the list stands above the text and starts folded. The same breakpoint as in page.css. */
const WIDE = "(min-width: 1180px)";

export function followReader(): void {
  const details = document.querySelector<HTMLDetailsElement>(".contents details");
  if (details !== null) {
    if (!matchMedia(WIDE).matches) details.open = false;
    // Until now the page's style has kept it folded.
    details.dataset.foldable = "";
  }
  const links = new Map<string, HTMLAnchorElement>();
  for (const link of document.querySelectorAll<HTMLAnchorElement>(".contents a")) {
    links.set(decodeURIComponent(link.hash.slice(1)), link);
  }
  const targets = [...links.keys()].flatMap((id) => document.getElementById(id) ?? []);
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
  addEventListener(
    "scroll",
    () => {
      if (pending) return;
      pending = true;
      requestAnimationFrame(() => {
        pending = false;
        update();
      });
    },
    { passive: true },
  );
  update();
}
