import fc from "fast-check";

/** Files of which bytes were cut out and others put in, up to three times. */
export function changedFiles(files: readonly Buffer[], farthest: number): fc.Arbitrary<Buffer> {
  const change = fc.record({
    at: fc.nat({ max: farthest }),
    cut: fc.nat({ max: 4 }),
    put: fc.uint8Array({ maxLength: 4 }),
  });
  return fc.tuple(fc.constantFrom(...files), fc.array(change, { minLength: 1, maxLength: 3 })).map(([file, changes]) =>
    changes.reduce<Buffer>((sofar, { at, cut, put }) => {
      const place = at % (sofar.length + 1);
      return Buffer.concat([sofar.subarray(0, place), put, sofar.subarray(place + cut)]);
    }, file),
  );
}
