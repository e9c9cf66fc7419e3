/** In the page that `--watch` serves: loads the page again when it was built anew, and keeps the reader's place. */
import { keepPlace, restorePlace } from "./place.js";

declare const EVENTS_PATH: string;

const version = document.currentScript?.dataset.version;
const line = statusLine();
restorePlace();

const events = new EventSource(EVENTS_PATH);
events.addEventListener("page", ({ data }: MessageEvent<string>) => {
  if ((JSON.parse(data) as { version: string }).version === version) return;
  events.close();
  keepPlace();
  location.reload();
});
events.addEventListener("state", ({ data }: MessageEvent<string>) => {
  const { kind, text } = JSON.parse(data) as { kind: string; text: string };
  show(kind, text);
});
events.addEventListener("error", () => show("problem", "The watcher does not answer: has it ended?"));

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
