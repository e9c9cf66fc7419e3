/**
 * Chromium lays a square root out as wide as if its sign were the font's largest, which leaves a gap behind a small one.
 * The gap is measured, as browsers without it must not lose anything, and taken back by a margin.
 */

/** Sets `--root-gap`, in em, by which the page's style draws what follows a flat root nearer; its font is there. */
export function fixRoots(): void {
  const probe = document.createElement("div");
  probe.style.cssText = "position: absolute; visibility: hidden";
  probe.innerHTML = "<math><msqrt><mi>x</mi></msqrt></math>";
  // The body may not be there yet.
  document.documentElement.append(probe);
  const root = probe.querySelector("msqrt")!;
  const gap = root.getBoundingClientRect().right - root.lastElementChild!.getBoundingClientRect().right;
  const size = Number.parseFloat(getComputedStyle(root).fontSize);
  probe.remove();
  document.documentElement.style.setProperty("--root-gap", `${Math.max(0, gap / size).toFixed(3)}em`);
}
