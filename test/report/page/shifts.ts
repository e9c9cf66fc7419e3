/** Whether anything in a page moves by itself. */

/**
 * Every shift since the page was opened: how much, when, where the reader was, and what moved first. The list of contents
 * is left out: it opens the chapter that is being read, and closes the last one.
 */
export const SHIFTS = `((inContents) => new Promise((done) => {
  new PerformanceObserver((list) => done(list.getEntries())).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done([]), 500);
}).then((entries) => entries.filter(({ sources }) => sources.length === 0 || !sources.every(({ node }) => inContents(node))).map(({ value, startTime, sources }) =>
  [value, startTime, scrollY, sources[0]?.node?.nodeName, sources[0]?.node?.className].join(" "))))((node) =>
  (node instanceof Element ? node : node?.parentElement)?.closest(".contents") != null)`;

/**
 * Two frames, or a second: a browser without a screen can stop drawing frames altogether (seen once, for a minute), and
 * a reader who sees nothing for a second turns the page.
 */
export const FRAME_SEEN = `Promise.race([
  new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next))),
  new Promise((next) => setTimeout(next, 1000)),
])`;

/** Scrolls to the end as a reader does who turns pages, and sees each: on a busy machine 50 ms can pass without a frame. */
export const READ_ON = `(async () => {
  for (let top = 0; top < document.documentElement.scrollHeight; top += innerHeight * 0.8) {
    scrollTo({ top, behavior: "instant" });
    await new Promise((next) => setTimeout(next, 50));
    await ${FRAME_SEEN};
  }
})()`;
