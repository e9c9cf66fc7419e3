/** JSON as a tree that folds, as JupyterLab shows it; bounded in depth and size. */
import { escapeHtml } from "../text/escape.js";
import { sayNumber } from "../text/numbers.js";

/** Entries that a tree shows in all, and of one object or list; levels below its root; characters of a text. */
const MOST = { entries: 2_000, children: 200, depth: 20, characters: 1_000 };
/** A tree of so few entries is open. */
const SMALL = 40;

/** HTML of any JSON value. */
export function jsonTree(value: unknown): string {
  const tree = new Tree(countEntries(value, SMALL) <= SMALL);
  return `<div class="json">${tree.node(value, 0)}</div>`;
}

/** Entries of a value, counted up to a bit more than `most`. */
function countEntries(value: unknown, most: number): number {
  let count = 0;
  const pending: unknown[] = [value];
  while (pending.length > 0 && count <= most) {
    const next = pending.pop();
    const inner: unknown[] = typeof next === "object" && next !== null ? Object.values(next) : [];
    count += inner.length;
    pending.push(...inner.slice(0, most + 1));
  }
  return count;
}

class Tree {
  #left = MOST.entries;

  constructor(private readonly isOpen: boolean) {}

  node(value: unknown, depth: number): string {
    if (typeof value !== "object" || value === null) return leaf(value);
    const entries = Object.entries(value);
    const isList = Array.isArray(value);
    const size = counted(entries.length, isList ? "item" : "key");
    const sign = isList ? `[${size}]` : `{${size}}`;
    if (entries.length === 0) return `<span class="json-sign">${isList ? "[]" : "{}"}</span>`;
    if (depth >= MOST.depth) return `<span class="json-sign">${sign}, deeper than ${MOST.depth} levels</span>`;
    const open = this.isOpen || depth === 0 ? " open" : "";
    return `<details${open}><summary>${sign}</summary><ul>${this.#children(entries, depth)}</ul></details>`;
  }

  #children(entries: readonly (readonly [string, unknown])[], depth: number): string {
    let html = "";
    let shown = 0;
    for (const [key, value] of entries.slice(0, MOST.children)) {
      if (this.#left <= 0) break;
      this.#left -= 1;
      shown += 1;
      html += `<li><span class="json-key">${escapeHtml(bounded(key))}</span>: ${this.node(value, depth + 1)}</li>`;
    }
    const left = entries.length - shown;
    return left === 0 ? html : `${html}<li class="left-off">${sayNumber(left)} more</li>`;
  }
}

function leaf(value: unknown): string {
  const kind = value === null ? "null" : typeof value;
  return `<span class="json-${kind}">${escapeHtml(bounded(JSON.stringify(value)))}</span>`;
}

function bounded(text: string): string {
  const left = text.length - MOST.characters;
  return left <= 0 ? text : `${text.slice(0, MOST.characters)}… (${sayNumber(left)} more characters)`;
}

function counted(count: number, what: string): string {
  return `${sayNumber(count)} ${what}${count === 1 ? "" : "s"}`;
}
