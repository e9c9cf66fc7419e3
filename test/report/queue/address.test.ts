import { describe, expect, it } from "vitest";
import { InputError } from "../../../report/errors.js";
import { queueAddress } from "../../../report/queue/address.js";

describe("the address of a queue", () => {
  it("is shown without user, password and options", () => {
    expect(queueAddress("rediss://me:se%20cret@db.example:6380/2?family=6", "lab", {})).toEqual({
      url: "rediss://me:se%20cret@db.example:6380/2?family=6",
      shown: "rediss://db.example:6380/2",
      prefix: "lab",
    });
  });

  it("comes from the environment where none is typed, and is not handed on to other processes", () => {
    const env = { NCSPARSE_QUEUE: "redis://:secret@host", OTHER: "1" };
    expect(queueAddress(true, undefined, env).url).toBe("redis://:secret@host");
    expect(env).toEqual({ OTHER: "1" });
    const both = { NCSPARSE_QUEUE: "redis://:secret@host" };
    expect(queueAddress("redis://other", undefined, both)).toEqual({
      url: "redis://other",
      shown: "redis://other",
      prefix: "ncsparse",
    });
    expect(both).toEqual({});
  });

  it.each([
    ["http://:secret@host", "must begin with redis:// or rediss://, got http://"],
    ["redis://", "must name a host after redis://, got none"],
    [":secret@host", "must be a URL such as redis://HOST:6379, got something else"],
    ["redis://:secret@host/not/a/number", "must end with the host, its port, or the number of a database after it"],
    ["", "must be given, as redis://HOST:PORT or in NCSPARSE_QUEUE"],
  ])("%j is refused, and not quoted", (text, reason) => {
    expect(() => queueAddress(text, undefined, {})).toThrow(new InputError(`the queue's address ${reason}`));
  });

  it.each(["", "a b", ":a", "a:", "x".repeat(101), "*"])("is refused with the prefix %j", (prefix) => {
    expect(() => queueAddress("redis://host", prefix, {})).toThrow(/^--queue-prefix: it must be at most 100 letters/);
  });
});
