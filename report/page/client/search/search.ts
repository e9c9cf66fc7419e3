/**
 * Search in the page, offline: "/" goes to the field, the arrows move in the list, Enter goes to the place, Escape leaves.
 * The list takes the place of the contents while a query stands. Without this script there is no field.
 */
import { openAround } from "../folds.js";
import { onReplaced } from "../live/replace.js";
import { readPlaces, type Place } from "./places.js";
import { PlaceIndex, type Found } from "./search-index.js";

/** So many places are listed; who wants others asks more narrowly. */
const SHOWN = 12;

interface Parts {
  nav: HTMLElement;
  input: HTMLInputElement;
  status: HTMLElement;
  list: HTMLElement;
}

export function offerSearch(): void {
  const box = document.querySelector<HTMLElement>(".search");
  const nav = box?.parentElement;
  const input = box?.querySelector("input");
  const status = box?.querySelector<HTMLElement>('[role="status"]');
  const list = box?.querySelector<HTMLElement>('[role="listbox"]');
  if (box == null || nav == null || input == null || status == null || list == null) return;
  new Search({ nav, input, status, list }).listen();
  box.hidden = false;
}

class Search {
  private index: PlaceIndex | null = null;
  private current = -1;

  constructor(private readonly parts: Parts) {}

  listen(): void {
    const { input, list } = this.parts;
    onReplaced(() => (this.index = null));
    addEventListener("keydown", (event) => {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      event.preventDefault();
      input.focus();
      input.select();
    });
    input.addEventListener("input", () => this.show());
    input.addEventListener("keydown", (event) => this.onKey(event));
    // The field keeps the focus while a place is clicked.
    list.addEventListener("mousedown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => {
      const option = (event.target as Element).closest<HTMLElement>('[role="option"]');
      if (option !== null) this.go(option);
    });
  }

  private onKey(event: KeyboardEvent): void {
    const { list } = this.parts;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && list.childElementCount > 0) {
      event.preventDefault();
      this.select((this.current + step + list.childElementCount) % list.childElementCount);
    } else if (event.key === "Enter") {
      event.preventDefault();
      const option = list.children[Math.max(this.current, 0)];
      if (option instanceof HTMLElement) this.go(option);
    } else if (event.key === "Escape") {
      event.preventDefault();
      this.close();
    }
  }

  private show(): void {
    const { nav, input, status, list } = this.parts;
    const query = input.value.trim();
    if (query === "") {
      this.clear();
      return;
    }
    this.index ??= new PlaceIndex(readPlaces());
    const found = this.index.search(query);
    const { places } = found;
    list.replaceChildren(...places.slice(0, SHOWN).map(optionOf));
    list.hidden = places.length === 0;
    status.hidden = false;
    status.textContent = countText(found);
    nav.classList.add("searching");
    input.setAttribute("aria-expanded", String(places.length > 0));
    this.select(places.length > 0 ? 0 : -1);
  }

  private select(at: number): void {
    const { input, list } = this.parts;
    list.children[this.current]?.setAttribute("aria-selected", "false");
    this.current = at;
    const option = list.children[at];
    if (option === undefined) {
      input.removeAttribute("aria-activedescendant");
      return;
    }
    option.setAttribute("aria-selected", "true");
    input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  private go(option: HTMLElement): void {
    const anchor = option.dataset.anchor ?? "";
    const target = document.getElementById(anchor);
    this.close();
    if (target !== null) openAround(target);
    location.hash = anchor;
    // So that the next Tab goes on from there.
    if (target !== null && !target.hasAttribute("tabindex")) target.tabIndex = -1;
    target?.focus({ preventScroll: true });
  }

  private close(): void {
    this.parts.input.value = "";
    this.parts.input.blur();
    this.clear();
  }

  private clear(): void {
    const { nav, input, status, list } = this.parts;
    nav.classList.remove("searching");
    list.replaceChildren();
    list.hidden = true;
    status.hidden = true;
    input.setAttribute("aria-expanded", "false");
    this.select(-1);
  }
}

function countText({ places: { length: count }, isLoose }: Found): string {
  if (count === 0) return "Nothing found.";
  if (isLoose) return count === 1 ? "No exact match; 1 place like it" : `No exact match; ${count} places like it`;
  if (count === 1) return "1 place";
  return count > SHOWN ? `${count} places, the best ${SHOWN} shown` : `${count} places`;
}

function optionOf({ id, label, title, text }: Place, at: number): HTMLElement {
  const option = document.createElement("li");
  option.id = `search-result-${at + 1}`;
  option.dataset.anchor = id;
  option.setAttribute("role", "option");
  option.setAttribute("aria-selected", "false");
  const name = document.createElement("b");
  name.textContent = label;
  const excerpt = document.createElement("span");
  excerpt.textContent = text;
  option.append(name, label === "" ? title : ` ${title}`, excerpt);
  return option;
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea, select"));
}
