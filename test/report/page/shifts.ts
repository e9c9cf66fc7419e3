/** Whether anything in a page moves by itself. */

/** Every shift since the page was opened: how much, when, where the reader was, and what moved first. */
export const SHIFTS = `new Promise((done) => {
  new PerformanceObserver((list) => done(list.getEntries())).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done([]), 500);
}).then((entries) => entries.map(({ value, startTime, sources }) =>
  [value, startTime, scrollY, sources[0]?.node?.nodeName, sources[0]?.node?.className].join(" ")))`;

/** Scrolls to the end as a reader does who turns pages. */
export const READ_ON = `(async () => {
  for (let top = 0; top < document.documentElement.scrollHeight; top += innerHeight * 0.8) {
    scrollTo({ top, behavior: "instant" });
    await new Promise((next) => setTimeout(next, 50));
  }
})()`;
