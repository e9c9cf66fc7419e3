/** The Explore section: its panels come to life when the reader comes near them, not before. */
import { phasePanel } from "./phase-panel.js";
import { windowPanel } from "./window-panel.js";

/** How far below the window a panel may lie when it starts to compute, in px. */
const NEAR = "300px";

/** Shows the panels that need this script, and starts each when it comes near the window. */
export function explore(): void {
  const live = document.querySelector<HTMLElement>(".explore-live");
  if (live === null) return;
  live.hidden = false;
  document.querySelector(".explore-still")?.setAttribute("hidden", "");
  const start = { window: windowPanel, phase: phasePanel };
  for (const [name, begin] of Object.entries(start)) {
    const panel = live.querySelector<HTMLElement>(`[data-panel="${name}"]`);
    if (panel !== null) whenNear(panel, () => void document.fonts.ready.then(() => begin(panel)));
  }
}

function whenNear(element: HTMLElement, begin: () => void): void {
  const observer = new IntersectionObserver(
    (entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      observer.disconnect();
      begin();
    },
    { rootMargin: NEAR },
  );
  observer.observe(element);
}
