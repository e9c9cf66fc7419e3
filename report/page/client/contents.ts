/**
 * Marks the section being read in the contents list, opens its chapter there and keeps it in sight; folds the list on small
 * screens, where a link leads back to it.
 */
import { addressed } from "./folds.js";
import { onReplaced } from "./live/replace.js";

/** Below this width the list stands above the text and starts folded. The same breakpoint as in page.css. */
const WIDE = "(min-width: 1180px)";

export function followReader(): void {
  const details = document.querySelector<HTMLDetailsElement>(".contents details");
  if (details !== null) {
    if (!matchMedia(WIDE).matches) details.open = false;
    // Until now the page's style has kept it folded.
    details.dataset.foldable = "";
    leadBack(details);
  }
  let { links, targets } = entries();
  let current: HTMLAnchorElement | undefined;
  const arrived = followJumps(() => update());
  const update = (): void => {
    const passed = targets.filter((target) => target.getBoundingClientRect().top < innerHeight / 3);
    const reached = arrived.place();
    const next = links.get((reached === null ? passed.at(-1) : entryOf(reached, targets))?.id ?? "");
    if (next === current) return;
    mark(current, next);
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
    mark(current, undefined);
    current = undefined;
    soon();
  });
  update();
}

/** The link that leads back to the list unfolds it, and hands the focus on. */
function leadBack(details: HTMLDetailsElement): void {
  document.querySelector(".to-contents")?.addEventListener("click", () => {
    details.open = true;
    details.querySelector("summary")?.focus({ preventScroll: true });
  });
}

/** What moves the reader on from where a link led. */
const MOVES = ["wheel", "touchmove", "keydown"];

/**
 * Where the last link led, until the reader moves on: near the page's end, or in a short section, that is not what stands in
 * the window's upper third.
 */
function followJumps(onJump: () => void): { place: () => HTMLElement | null } {
  let place: HTMLElement | null = null;
  const arrive = (): void => {
    place = document.getElementById(addressed());
    onJump();
  };
  for (const move of MOVES) addEventListener(move, () => (place = null), { passive: true });
  addEventListener("hashchange", arrive);
  place = document.getElementById(addressed());
  return { place: () => (place !== null && isInSight(place) ? place : null) };
}

function isInSight(element: HTMLElement): boolean {
  const { top, bottom } = element.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
}

/** The list's entry for a place: the last of those that begin at it or before it. */
function entryOf(place: HTMLElement, targets: readonly HTMLElement[]): HTMLElement | undefined {
  const isBefore = (target: HTMLElement): boolean =>
    (target.compareDocumentPosition(place) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
  return targets.filter((target) => target === place || isBefore(target)).at(-1);
}

/** Takes the mark from one entry of the list to another, whose chapter is unfolded and which comes into sight. */
function mark(from: HTMLAnchorElement | undefined, to: HTMLAnchorElement | undefined): void {
  from?.removeAttribute("aria-current");
  to?.setAttribute("aria-current", "true");
  const chapters = [from, to].map((link) => link?.closest<HTMLElement>(".contents details > ol > li"));
  if (chapters[0] !== chapters[1]) chapters[0]?.removeAttribute("data-reading");
  chapters[1]?.setAttribute("data-reading", "");
  if (to !== undefined) keepInSight(to);
}

/** Scrolls the list, and nothing else, so far that an entry stands in its middle; not where it is in sight anyway. */
function keepInSight(link: HTMLElement): void {
  const list = link.closest<HTMLElement>(".contents");
  if (list === null || list.scrollHeight <= list.clientHeight) return;
  const [box, own] = [list.getBoundingClientRect(), link.getBoundingClientRect()];
  const margin = box.height / 6;
  if (own.top >= box.top + margin && own.bottom <= box.bottom - margin) return;
  list.scrollTop += own.top - box.top - box.height / 2;
}

/** The links of the list by the ids that they lead to, and what has these ids. */
function entries(): { links: Map<string, HTMLAnchorElement>; targets: HTMLElement[] } {
  const links = new Map<string, HTMLAnchorElement>();
  for (const link of document.querySelectorAll<HTMLAnchorElement>(".contents a")) {
    links.set(decodeURIComponent(link.hash.slice(1)), link);
  }
  return { links, targets: [...links.keys()].flatMap((id) => document.getElementById(id) ?? []) };
}
