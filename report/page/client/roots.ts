/**
 * Chromium lays a square root out as wide as if its sign were the font's largest, which leaves a gap behind a small one.
 * The gap is measured, as browsers without it must not lose anything, and taken back by a margin.
 */

/** Sets `--root-gap`, in em, by which the page's style draws what follows a flat root nearer. */
export function mendRoots(): void {
  const root = document.querySelector("msqrt.flat-root");
  const last = root?.lastElementChild;
  if (root == null || last == null) return;
  const gap = root.getBoundingClientRect().right - last.getBoundingClientRect().right;
  const size = Number.parseFloat(getComputedStyle(root).fontSize);
  document.documentElement.style.setProperty("--root-gap", `${Math.max(0, gap / size).toFixed(3)}em`);
}
