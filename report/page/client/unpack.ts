/** Text that the page carries packed: gzipped, in base64. */

/** The text of the element with this id. Undoes `packText` of the page's builder. */
export async function unpackText(id: string): Promise<string> {
  const packed = document.getElementById(id)?.textContent ?? "";
  const bytes = Uint8Array.from(atob(packed), (char) => char.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return await new Response(stream).text();
}
