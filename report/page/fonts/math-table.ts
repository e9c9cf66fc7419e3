/**
 * A repair of the formulas' face. STIX Two Math builds a long arrow from parts that overlap by their connectors, and gives
 * the head of "→" its connector on the wrong side; browsers then find no way to join the parts and draw the short arrow.
 * The layout of the table is that of the OpenType specification, "MATH - The mathematical typesetting table".
 */

/** Offsets in the table `MathVariants`: least overlap, counts of glyphs that grow upwards and sideways, then their places. */
const VARIANTS_AT = 8;
const COUNTS_AT = 6;
const PLACES_AT = 10;
/** Offsets in a `GlyphAssembly`, and in one of its parts. */
const PARTS_AT = 6;
const PART_BYTES = 10;
const START_AT = 2;
const END_AT = 4;

/**
 * The font with the connectors of an assembly's last part exchanged where only so it can be joined to the part before.
 *
 * @param font an uncompressed OpenType font; it is not changed
 * @throws RangeError if the font has no MATH table
 */
export function joinAssemblies(font: Uint8Array): Uint8Array {
  const repaired = Uint8Array.from(font);
  const view = new DataView(repaired.buffer);
  const math = tableAt(view, "MATH");
  const variants = math + view.getUint16(math + VARIANTS_AT);
  const leastOverlap = view.getUint16(variants);
  const count = view.getUint16(variants + COUNTS_AT) + view.getUint16(variants + COUNTS_AT + 2);
  for (let glyph = 0; glyph < count; glyph++) {
    const construction = variants + view.getUint16(variants + PLACES_AT + 2 * glyph);
    const assembly = view.getUint16(construction);
    if (assembly !== 0) joinLast(view, construction + assembly, leastOverlap);
  }
  return repaired;
}

function joinLast(view: DataView, assembly: number, leastOverlap: number): void {
  const parts = view.getUint16(assembly + PARTS_AT - 2);
  if (parts < 2) return;
  const last = assembly + PARTS_AT + PART_BYTES * (parts - 1);
  const start = view.getUint16(last + START_AT);
  const end = view.getUint16(last + END_AT);
  if (start >= leastOverlap || end < leastOverlap) return;
  view.setUint16(last + START_AT, end);
  view.setUint16(last + END_AT, start);
}

/** Where a font's table begins. */
function tableAt(view: DataView, tag: string): number {
  const tables = view.getUint16(4);
  for (let table = 0; table < tables; table++) {
    const record = 12 + 16 * table;
    const name = [0, 1, 2, 3].map((at) => String.fromCharCode(view.getUint8(record + at))).join("");
    if (name === tag) return view.getUint32(record + 8);
  }
  throw new RangeError(`joinAssemblies: the font must have a table ${tag}, got none`);
}
