/**
 * In the page that `--watch` serves: puts what was saved in the place of what it shows, or loads the page again where that
 * does not do, and keeps the reader's place.
 */
import { replacePart } from "./parts.js";
import { currentPlace, keepPlace, restorePlace, stayAt } from "./place.js";

declare const EVENTS_PATH: string;
declare const CHANGES_PATH: string;

interface Changes {
  version: string;
  /** Null where the page has to be loaded anew. */
  parts: { selector: string; html: string }[] | null;
}

let version = document.currentScript?.dataset.version ?? "";
const line = statusLine();
restorePlace();

const events = new EventSource(EVENTS_PATH);
let following: Promise<void> = Promise.resolve();
events.addEventListener("page", ({ data }: MessageEvent<string>) => {
  const newest = (JSON.parse(data) as { version: string }).version;
  // One change after the other: each is told against the version that is shown.
  following = following.then(() => (newest === version ? undefined : follow())).catch(loadAnew);
});
events.addEventListener("state", ({ data }: MessageEvent<string>) => {
  const { kind, text } = JSON.parse(data) as { kind: string; text: string };
  show(kind, text);
});
events.addEventListener("error", () => show("problem", "The watcher does not answer: has it ended?"));

/** Comes to show the newest version. */
async function follow(): Promise<void> {
  const changes = await changesSince(version);
  if (changes?.parts == null) {
    loadAnew();
    return;
  }
  const place = currentPlace();
  for (const { selector, html } of changes.parts) replace(document.querySelector(selector)!, html);
  version = changes.version;
  if (place !== null) stayAt(place);
}

function loadAnew(): void {
  events.close();
  keepPlace();
  location.reload();
}

async function changesSince(shown: string): Promise<Changes | null> {
  const answer = await fetch(`${CHANGES_PATH}?${shown}`).catch(() => null);
  return answer?.ok === true ? ((await answer.json()) as Changes) : null;
}

function replace(old: Element, html: string): void {
  const holder = document.createElement("template");
  holder.innerHTML = html;
  const part = holder.content.firstElementChild!;
  if (old.tagName === "STYLE") old.textContent = part.textContent;
  else replacePart(old, part);
}

function show(kind: string, text: string): void {
  line.textContent = text;
  line.dataset.kind = kind;
  line.style.display = text === "" ? "none" : "block";
  line.style.borderLeftColor = kind === "problem" ? "#c0392b" : "#7f8c8d";
}

/** A line at the foot of the window, in colours that stand on every page. */
function statusLine(): HTMLElement {
  const element = document.createElement("output");
  element.id = "live-status";
  element.style.cssText =
    "display:none;position:fixed;left:0;right:0;bottom:0;z-index:99;padding:.4rem 1rem;max-height:40vh;overflow:auto;" +
    "white-space:pre-wrap;font:14px/1.4 sans-serif;background:#1d1f21;color:#f5f5f5;border-left:.5rem solid #7f8c8d";
  document.body.append(element);
  return element;
}
