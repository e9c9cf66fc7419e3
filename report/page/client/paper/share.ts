/** Run on a copy of the page before all else: leaves of it the chapters of which this copy finds what is changed. */

/** Which of how many copies this is, from 0. */
declare const PAPER_SHARE: { index: number; of: number };

/** Chapters in as many lists of about as many elements each: the largest first, each into the list that has least. */
function shares(chapters: readonly Element[], count: number): Element[][] {
  const sized = chapters.map((chapter) => ({ chapter, size: chapter.querySelectorAll("*").length }));
  const lists = Array.from({ length: count }, () => ({ chapters: [] as Element[], size: 0 }));
  for (const { chapter, size } of sized.sort((a, b) => b.size - a.size)) {
    const least = lists.reduce((best, list) => (list.size < best.size ? list : best));
    least.chapters.push(chapter);
    least.size += size;
  }
  return lists.map((list) => list.chapters);
}

const shown = new Set(shares([...document.querySelectorAll(".chapter")], PAPER_SHARE.of)[PAPER_SHARE.index]);
for (const part of document.querySelectorAll<HTMLElement>("main > *")) {
  if (!shown.has(part)) part.style.display = "none";
}
