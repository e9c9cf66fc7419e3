import { expect, it } from "vitest";
import { drawSet } from "../../../src/kit/claims/draw-set.js";
import { readSession } from "../../../src/kit/notebook/session.js";
import { stream } from "../../../src/kit/random/index.js";

it("draws a set once, from the streams of its name, and another under another name", () => {
  const session = readSession({});
  const seen: string[] = [];
  const uniforms = (role: string): number[] =>
    drawSet(session, ["T", role, 3], (path) => {
      seen.push(path.join("/"));
      return [0, 1].map((draw) => stream(session.seed, ...path, draw).uniform());
    });
  expect(uniforms("claim")).toBe(uniforms("claim"));
  expect(uniforms("control")).not.toEqual(uniforms("claim"));
  expect(uniforms("claim")).toEqual([0, 1].map((draw) => stream(session.seed, "T", "claim", 3, draw).uniform()));
  expect(seen).toEqual(["T/claim/3", "T/control/3"]);
});

it("tells names apart that read the same when they are joined", () => {
  const session = readSession({});
  expect(drawSet(session, ["T", "1 2"], () => "one")).toBe("one");
  expect(drawSet(session, ["T 1", 2], () => "two")).toBe("two");
  expect(drawSet(session, ["T", 1, 2], () => "three")).toBe("three");
});

it("tells sets of the same streams apart by what is read off them", () => {
  const session = readSession({});
  const read = (reading: number[]): number =>
    drawSet(session, { path: ["T"], reading }, ({ length }) => length + reading[0]!);
  expect(read([1])).toBe(2);
  expect(read([2])).toBe(3);
  expect(drawSet(session, ["T"], () => "nothing more")).toBe("nothing more");
  expect(drawSet(session, ["T", 1], () => "in the path")).toBe("in the path");
});

it("takes no number for another that JSON writes alike", () => {
  const session = readSession({});
  for (const odd of [NaN, Infinity, -Infinity]) {
    const told = `drawSet: numbers in a name must be finite, got ${odd}`;
    expect(() => drawSet(session, ["T", odd], () => 0)).toThrow(told);
    expect(() => drawSet(session, { path: ["T"], reading: [odd] }, () => 0)).toThrow(told);
  }
});
