/** Files made in the page. */

/** Long enough for every browser to have taken the file over. */
const KEPT_MS = 10_000;

/** Hands the reader a file; nothing is fetched, the bytes are the page's own. */
export function download(name: string, type: string, content: string): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), KEPT_MS);
}
