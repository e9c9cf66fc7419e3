/** Sound documents with a few things wrong: most of what is broken is nearly whole, and random bytes are refused at once. */
import fc from "fast-check";

/** Text that something may trip over: Markdown, TeX, HTML, addresses, terminals, names that objects inherit. */
export const ODD_TEXTS = [
  "",
  " ",
  "x",
  "__proto__",
  "constructor",
  "100%",
  "[a](#nowhere)",
  "[](#%E0%A4%A)",
  "[](01-other.ipynb#%E0)",
  "[@nobody, p. 2] and @nobody",
  "[^1] [^2]\n\n[^1]: note [^1]",
  "$\\frac{$ $$\\label{a}$$ $\\eqref{b}$ $\\def\\a{\\a\\a}\\a$",
  "# a\n\n# b\n\n```ts\n`${\n```",
  "| a | b\n| --\n| c",
  "<script>1</script></script><!--",
  "\u001b[2J\u001b]0;title\u0007",
  "a\nb\r\nc\u2028d\u202ee",
  "\ud800",
  "٣",
  "x".repeat(3_000),
] as const;

const oddValue = fc.oneof(
  fc.constantFrom<unknown>(...ODD_TEXTS),
  fc.constantFrom<unknown>(null, true, [], {}, [null], 0, -1, 0.5, 1e308, -1e-320, 2 ** 53, 1e10),
  fc.string({ unit: "binary", maxLength: 20 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.jsonValue({ maxDepth: 2 }),
);

interface Edit {
  kind: "set" | "remove" | "repeat" | "add";
  /** Which place, of all in the document. */
  at: number;
  key: string;
  value: unknown;
}

const edit: fc.Arbitrary<Edit> = fc.record({
  kind: fc.constantFrom("set", "set", "set", "remove", "repeat", "add"),
  at: fc.nat({ max: 1_000_000 }),
  key: fc.constantFrom("__proto__", "extra", "constructor", "tags", "ncsparse", "name"),
  value: oddValue,
});

/** One of the documents with one to three places changed. What comes out is what JSON can hold. */
export function brokenJson(documents: readonly unknown[]): fc.Arbitrary<unknown> {
  return fc
    .tuple(fc.constantFrom(...documents), fc.array(edit, { minLength: 1, maxLength: 3 }))
    .map(([document, edits]) => JSON.parse(JSON.stringify(edits.reduce(edited, structuredClone(document)))) as unknown);
}

type Container = Record<string, unknown> | unknown[];

function edited(document: unknown, { kind, at, key, value }: Edit): unknown {
  const places = placesIn(document);
  if (places.length === 0) return value;
  const { holder, name } = places[at % places.length]!;
  if (kind === "set" || (kind === "add" && Array.isArray(holder))) put(holder, name, value);
  else if (kind === "add") put(holder, key, value);
  else if (!Array.isArray(holder)) Reflect.deleteProperty(holder, name);
  else if (kind === "remove") holder.splice(Number(name), 1);
  else holder.splice(Number(name), 0, structuredClone(holder[Number(name)]));
  return document;
}

/** `__proto__` as a property of its own, which is what JSON's parser makes of it. */
function put(holder: Container, name: string, value: unknown): void {
  const writable = { value: structuredClone(value), writable: true, enumerable: true, configurable: true };
  Object.defineProperty(holder, name, writable);
}

function placesIn(value: unknown): { holder: Container; name: string }[] {
  if (typeof value !== "object" || value === null) return [];
  const holder = value as Container;
  return Object.entries(holder).flatMap(([name, inner]) => [{ holder, name }, ...placesIn(inner)]);
}

/** One of the texts, cut and with fragments put in at some places; sometimes no more than random characters. */
export function brokenText(texts: readonly string[], fragments: readonly string[]): fc.Arbitrary<string> {
  const piece = fc.oneof(fc.constantFrom(...fragments), fc.string({ unit: "binary", maxLength: 3 }));
  const cut = fc.record({ at: fc.nat({ max: 1_000_000 }), length: fc.nat({ max: 20 }), piece });
  const broken = fc
    .tuple(fc.constantFrom(...texts), fc.array(cut, { minLength: 1, maxLength: 3 }))
    .map(([text, cuts]) =>
      cuts.reduce((sofar, { at, length, piece: put }) => {
        const place = at % (sofar.length + 1);
        return sofar.slice(0, place) + put + sofar.slice(place + length);
      }, text),
    );
  return fc.oneof({ weight: 9, arbitrary: broken }, { weight: 1, arbitrary: fc.string({ unit: "binary" }) });
}
