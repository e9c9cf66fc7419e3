/** Lines of code and of printed text that are longer than paper is wide. */

/** Frames as `console.table` draws them: such a table means nothing once its lines wrap. */
const FRAME = /[┌╔├╠]/;
/** A line of fewer characters fits wherever code stands on paper. */
const SURE_TO_FIT = 80;

/** Keeps the lines of tables in printed text whole, for them to be measured and set smaller. */
export function keepFramesWhole(): void {
  for (const pre of document.querySelectorAll("pre")) if (FRAME.test(pre.textContent)) pre.classList.add("framed");
}

/** Sets off what of a line stands on further ones: `templates/print.css` indents it behind a rule. */
export function markLongLines(): void {
  for (const pre of document.querySelectorAll("pre:not(.framed)")) {
    const block = pre.querySelector(":scope > code") ?? pre;
    // From the last to the first: those before stay where they were found.
    for (const [from, to] of longLines(block.textContent).reverse()) setOff(block, from, to);
  }
}

/** Where long lines begin, and where they end behind their line break. */
function longLines(text: string): [from: number, to: number][] {
  return [...text.matchAll(/[^\n]+\n?/g)].flatMap(({ 0: line, index }): [number, number][] =>
    line.length > SURE_TO_FIT ? [[index, index + line.length]] : [],
  );
}

function setOff(block: Element, from: number, to: number): void {
  const range = document.createRange();
  range.setStart(...placeIn(block, from));
  range.setEnd(...placeIn(block, to));
  const line = Object.assign(document.createElement("span"), { className: "long-line" });
  line.append(range.extractContents());
  range.insertNode(line);
}

/** The piece of text that holds a character of a block, and its place there. */
function placeIn(block: Element, offset: number): [node: Node, place: number] {
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  let left = offset;
  let last: Node = block;
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const { length } = node.textContent!;
    if (left <= length) return [node, left];
    left -= length;
    last = node;
  }
  return [last, last.textContent!.length];
}
